"""The rights of the programme. A project comes from ``for_user``, so no predicate asks the database."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import may, right

_SIGNS = (Rol.BELEID, Rol.BEHEERDER)


@right("programma.bekijken")
def _see(lid: Lidmaatschap, thing: Any) -> bool:
    """See the programme of the region: beleid and beheerder of the gemeente that leads it (ROL-02, ROL-30)."""
    regio = lid.gemeente.regio
    return lid.rol in _SIGNS and regio is not None and regio.trekker_id == lid.gemeente_id


@right("programma.klaarzetten")
def _prepare(lid: Lidmaatschap, project: Any) -> bool:
    """Make a stand and ask for it to be shared: who leads the project, and who may share it."""
    return not project.is_archived and (may(lid, "projects.leiden", project) or lid.rol in _SIGNS)


@right("programma.vrijgeven")
def _release(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and lid.rol in _SIGNS


@right("programma.intrekken")
def _withdraw(lid: Lidmaatschap, project: Any) -> bool:
    """Stop sharing: also of a project that was put away, for that must always be possible."""
    return lid.rol in _SIGNS
