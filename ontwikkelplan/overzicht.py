"""What ontwikkelplan offers to the menu."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.web import menu

menu.register_main(menu.Ingang(_("Ontwikkelplan"), "ontwikkelplan:lijst", "ontwikkelplan.bekijken"))
