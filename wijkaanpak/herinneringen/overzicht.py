"""What reminders offer to Mijn overzicht and the menu."""

import datetime

from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.herinneringen import rights  # noqa: F401  (what the menu asks)
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.web import menu
from wijkaanpak.web.home import Sectie, register


def unread(user: Gebruiker, today: datetime.date) -> Sectie:
    """Return how much lies unread in someone's inbox."""
    return Sectie(
        "herinneringen/_nieuw.html", {"aantal": Herinnering.objects.unread().filter(lid__gebruiker=user).count()}
    )


register(sectie=unread)
menu.register(
    menu.Ingang(_("Herinneringen instellen"), "herinneringen:standaard", "herinneringen.beheren"),
    menu.Ingang(_("Mail: wat is verstuurd"), "herinneringen:post", "herinneringen.beheren"),
)
