"""What sturing offers to Mijn overzicht and the menu."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.sturing.inhoud import CHECKLIST
from ontwikkelplan.sturing.models import Borgingvraag, Uitgezet
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.instrumenten import registry
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Bron, Rij, dag, register

TIME_TO_ANSWER = datetime.timedelta(days=14)  # of an heir


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


def _heirs(user: Gebruiker) -> "QuerySet[Any]":
    """Return the results of closed projects that this person is asked about."""
    rows: QuerySet[Any] = Borgingvraag.objects.waiting_for(user)
    return rows


def _lives(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        url = reverse("sturing:borgingvraag", args=[rij["slug"], rij["id"]])
        below = _("%(project)s · %(n)s maanden na het project") % {"project": rij["project"], "n": rij["maanden"]}
        title = _("Leeft dit nog? %(wat)s") % {"wat": rij["resultaat"]}
        yield Actie(title, below, url, datetime.date.fromisoformat(rij["op"]) + TIME_TO_ANSWER, rij["gemeente"])


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
    ),
    Bron(
        _heirs,
        {
            "gemeente": "gemeente__naam",
            "slug": "gemeente__slug",
            "id": "pk",
            "maanden": "maanden",
            "op": "vraag_op",
            "resultaat": "borging__resultaat",
            "project": "borging__project__naam",
        },
        _lives,
    ),
)
menu.register_main(menu.Ingang(_lazy("Sturing"), "sturing:checklist", "sturing.bekijken"))
