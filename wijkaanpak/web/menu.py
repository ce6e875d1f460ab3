"""What apps add to the menu of a member: pages of the gemeente that some roles set up."""

from dataclasses import dataclass

from django.utils.functional import Promise

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may


@dataclass(frozen=True, slots=True)
class Ingang:
    """One line of the menu: its words, the name of its address (with the gemeente), and the right it asks."""

    titel: str | Promise
    adres: str
    recht: str


_ingangen: list[Ingang] = []


def register(*ingangen: Ingang) -> None:
    """Offer lines for the menu. Called once from the ``overzicht`` module of an app."""
    _ingangen.extend(ingangen)


def menu_of(lid: Lidmaatschap | None) -> list[Ingang]:
    """Return the lines this member may open."""
    return [ingang for ingang in _ingangen if lid is not None and may(lid, ingang.recht)]
