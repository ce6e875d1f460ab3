"""What apps add to the menus of a member: a place of their own in the main one, and pages that some roles set up."""

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

    @property
    def app(self) -> str:
        """The app behind this line, to mark where someone is."""
        return self.adres.split(":")[0]


_ingangen: list[Ingang] = []
_plaatsen: list[Ingang] = []


def register(*ingangen: Ingang) -> None:
    """Offer lines for the menu. Called once from the ``overzicht`` module of an app."""
    _ingangen.extend(ingangen)


def register_main(*ingangen: Ingang) -> None:
    """Offer a place of the app in the main menu. Called once from the ``overzicht`` module of an app."""
    _plaatsen.extend(ingangen)


def main_menu_of(lid: Lidmaatschap | None) -> list[Ingang]:
    """Return the places in the main menu that this member may open."""
    return [ingang for ingang in _plaatsen if lid is not None and may(lid, ingang.recht)]


def menu_of(lid: Lidmaatschap | None) -> list[Ingang]:
    """Return the lines this member may open."""
    return [ingang for ingang in _ingangen if lid is not None and may(lid, ingang.recht)]
