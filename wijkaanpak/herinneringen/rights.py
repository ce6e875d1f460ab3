"""Who may set the defaults of a gemeente and its region, and see what became of the mails."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import right


@right("herinneringen.beheren")
def manages(lid: Lidmaatschap, thing: Any) -> bool:
    """The beheerder of the gemeente."""
    return lid.rol == Rol.BEHEERDER


@right("herinneringen.regio_beheren")
def manages_region(lid: Lidmaatschap, thing: Any) -> bool:
    """The beheerder of the gemeente that leads the region."""
    regio = lid.gemeente.regio
    return lid.rol == Rol.BEHEERDER and regio is not None and regio.trekker_id == lid.gemeente_id
