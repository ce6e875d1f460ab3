"""What evaluatie has to remind people of: that a project is to look back."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from evaluatie.dagen import DAGEN, days_of, with_days
from projects.herinneringen import EVALUATIE, keepers_of, running
from projects.models import Project
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.herinneringen import agenda
from wijkaanpak.herinneringen.agenda import Afspraak
from wijkaanpak.herinneringen.bronnen import Bron, Melding, around, register

AHEAD, LATE = 21, 14  # days

Dag = datetime.date


def _evaluations(today: Dag) -> "QuerySet[Any]":
    half, end = (around(name, today, ahead=AHEAD, late=LATE) for name in DAGEN)
    return with_days(Project.objects.filter(running(""))).filter(half | end).select_related("gemeente")


def _of_evaluations(rows: "QuerySet[Any]", today: Dag) -> Iterator[Melding]:
    keepers = keepers_of({row.pk for row in rows})
    first, last = today - datetime.timedelta(days=LATE), today + datetime.timedelta(days=AHEAD)
    for row in rows:
        for veld, titel, day in days_of(row):
            if not first <= day <= last:
                continue
            for lid in keepers[row.pk]:
                yield Melding(
                    lid=lid,
                    sleutel=f"{row.pk}:{veld}:{day}",
                    titel=titel,
                    onder=f"{row.naam} · {date_format(day, 'j F Y')}",
                    pad=reverse("evaluatie:begin", args=[row.gemeente.slug, row.pk]),
                )


def _calendar(user: Gebruiker, since: Dag) -> Iterator[Afspraak]:
    """The evaluations to come of the projects that this person takes part in."""
    for project in with_days(Project.objects.of_person(user).filter(running(""))):
        for veld, titel, day in days_of(project):
            if day >= since:
                pad = reverse("evaluatie:begin", args=[project.gemeente.slug, project.pk])
                yield Afspraak(f"{veld}-{project.pk}", titel, day, pad)


register(Bron(EVALUATIE, _evaluations, _of_evaluations))
agenda.register(_calendar)
