"""Who may take things out of a gemeente: its beheerders."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import right

MAKE = "uitvoer.maken"
TAKE = "uitvoer.meenemen"


@right(MAKE)
def _makes(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol == Rol.BEHEERDER


@right(TAKE)
def _takes(lid: Lidmaatschap, uitvoer: Any) -> bool:
    """Also what another beheerder asked for; who asked and is beheerder no more, does not."""
    return lid.rol == Rol.BEHEERDER and uitvoer.is_ready
