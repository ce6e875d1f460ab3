"""What taking things out offers to the menu."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.uitvoer.rights import MAKE
from wijkaanpak.web import menu

menu.register(menu.Ingang(_("Uitvoer"), "uitvoer:overzicht", MAKE))
