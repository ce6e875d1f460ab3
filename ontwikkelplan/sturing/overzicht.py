"""What sturing offers to Mijn overzicht and the menu."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from ontwikkelplan.sturing.inhoud import CHECKLIST
from ontwikkelplan.sturing.models import Borgingvraag, Gespreksregel, Monitorafspraak, Overlegactie, Uitgezet
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
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


def _gemeenten(user: Gebruiker, **more: Any) -> "QuerySet[Any]":
    """Return the gemeenten where this person works."""
    rows = Lidmaatschap.objects.active().filter(gebruiker=user, **more).exclude(rol=Rol.GAST)
    found: QuerySet[Any] = rows.values("gemeente")
    return found


def _to_do(rows: "QuerySet[Any]", user: Gebruiker) -> "QuerySet[Any]":
    """Return the actions that name this person: who does one is a text, with colleagues to choose from."""
    mine: QuerySet[Any] = rows.filter(wie__iexact=user.naam, gemeente__in=_gemeenten(user))
    return mine


def _of_gesprekken(user: Gebruiker) -> "QuerySet[Any]":
    return _to_do(Gespreksregel.objects.open(), user)


def _of_overleggen(user: Gebruiker) -> "QuerySet[Any]":
    return _to_do(Overlegactie.objects.open(), user)


def _in_gesprekken(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        url = reverse("sturing:gesprek-vastleggen", args=[rij["slug"], rij["gesprek"]])
        below = _("actie uit het bestuurlijk gesprek van %(dag)s") % {"dag": _day(rij)}
        yield Actie(rij["tekst"], below, f"{url}#regels", dag(rij["voor"]), rij["gemeente"])


def _in_overleggen(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        url = reverse("sturing:overleg", args=[rij["slug"], rij["overleg"]])
        below = _("actie uit het overleg met het lokaal team van %(dag)s") % {"dag": _day(rij)}
        yield Actie(rij["tekst"], below, f"{url}#acties", dag(rij["voor"]), rij["gemeente"])


def _day(rij: Rij) -> str:
    return date_format(dag(rij["datum"]), "j F Y")  # type: ignore[arg-type]  # every meeting has a day


def _late(user: Gebruiker) -> "QuerySet[Any]":
    """Return the information that is late, for who may write the opdracht."""
    rows: QuerySet[Any] = Monitorafspraak.objects.late(timezone.localdate())
    return rows.filter(gemeente__in=_gemeenten(user, rol=Rol.BELEID))


def _agreements(rijen: list[Rij]) -> Iterator[Actie]:
    """Per opdracht how much is late, since the first."""
    per_opdracht: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_opdracht[rij["opdracht"]].append(rij)
    for found in per_opdracht.values():
        first = found[0]
        words = ngettext("%(n)d monitorafspraak is te laat", "%(n)d monitorafspraken zijn te laat", len(found))
        url = reverse("sturing:opdracht-monitoring", args=[first["slug"], first["opdracht"]])
        since = min(filter(None, (dag(rij["volgende"]) for rij in found)))
        yield Actie(words % {"n": len(found)}, first["titel"], url, since, first["gemeente"])


_PLAATS = {"gemeente": "gemeente__naam", "slug": "gemeente__slug"}
_ACTIE = {**_PLAATS, "tekst": "tekst", "voor": "voor"}


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
            **_PLAATS,
            "sturing": "sturing_id",
            "jaar": "sturing__jaar",
            "punt": "punt",
            "voor": "voor",
            "wie": "gevraagd_door__gebruiker__naam",
        },
        _answers,
    ),
    Bron(_of_gesprekken, {**_ACTIE, "gesprek": "gesprek_id", "datum": "gesprek__datum"}, _in_gesprekken),
    Bron(_of_overleggen, {**_ACTIE, "overleg": "overleg_id", "datum": "overleg__datum"}, _in_overleggen),
    Bron(
        _late,
        {**_PLAATS, "opdracht": "opdracht_id", "titel": "opdracht__titel", "volgende": "volgende"},
        _agreements,
    ),
    Bron(
        _heirs,
        {
            **_PLAATS,
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
