"""What the programme offers to the menu."""

from django.utils.translation import gettext_lazy as _lazy

from wijkaanpak.web import menu

menu.register_main(menu.Ingang(_lazy("Programma"), "programma:scherm", "programma.bekijken"))
