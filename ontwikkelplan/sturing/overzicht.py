"""What sturing offers to Mijn overzicht and the menu."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.sturing.inhoud import CHECKLIST
from ontwikkelplan.sturing.models import Uitgezet
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.instrumenten import registry
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Bron, Rij, dag, register


def _asked(user: Gebruiker) -> "QuerySet[Any]":
    """Return the lines of a checklist that this person was asked to answer."""
    rows: QuerySet[Any] = Uitgezet.objects.open().filter(lid__gebruiker=user)
    return rows


def _answers(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        url = reverse("sturing:gevraagd", args=[rij["slug"], rij["sturing"]])
        title = registry.title_in_any_version(CHECKLIST, rij["punt"])
        below = _("checklist sturing %(jaar)s · gevraagd door %(wie)s") % {"jaar": rij["jaar"], "wie": rij["wie"]}
        yield Actie(title, below, f"{url}#{rij['punt']}", dag(rij["voor"]), rij["gemeente"])


register(
    Bron(
        _asked,
        {
            "gemeente": "gemeente__naam",
            "slug": "gemeente__slug",
            "sturing": "sturing_id",
            "jaar": "sturing__jaar",
            "punt": "punt",
            "voor": "voor",
            "wie": "gevraagd_door__gebruiker__naam",
        },
        _answers,
    )
)
menu.register_main(menu.Ingang(_lazy("Sturing"), "sturing:checklist", "sturing.bekijken"))
