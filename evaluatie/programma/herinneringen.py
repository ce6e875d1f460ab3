"""What the programme has to remind people of: a stand that waits for a decision, and one that has grown old."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluatie.programma.beeld import OUD
from evaluatie.programma.models import Stand, Standstaat
from projects.herinneringen import EVALUATIE, beleid, keepers_of, running
from wijkaanpak.herinneringen.bronnen import LATE, Bron, Melding, register

Dag = datetime.date
Rows = QuerySet[Any]
WAITS = datetime.timedelta(days=LATE)


def _waiting(today: Dag) -> Rows:
    since = today - WAITS
    rows: Rows = Stand.objects.filter(running(), staat=Standstaat.KLAARGEZET, klaargezet_op__date__gte=since)
    return rows.select_related("project__gemeente")


def _of_waiting(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Beleid, once for each stand: they decide."""
    deciders = beleid()
    for row in rows:
        for lid in deciders:
            yield _told(row, lid, "wacht", _("Een stand voor de regio wacht op akkoord"))


def _old(today: Dag) -> Rows:
    rows: Rows = Stand.objects.filter(
        running(), staat=Standstaat.VRIJGEGEVEN, peildag__range=(today - OUD - WAITS, today - OUD)
    )
    return rows.select_related("project__gemeente")


def _of_old(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Who leads the project, once for each stand."""
    keepers = keepers_of({row.project_id for row in rows})
    for row in rows:
        for lid in keepers[row.project_id]:
            yield _told(row, lid, "oud", _("De gedeelde stand is ouder dan 3 maanden"))


def _told(row: Stand, lid: Any, moment: str, titel: str) -> Melding:
    return Melding(
        lid=lid,
        sleutel=f"{row.pk}:{moment}",
        titel=titel,
        onder=row.project.naam,
        pad=reverse("programma:delen", args=[row.project.gemeente.slug, row.project_id]),
    )


register(Bron(EVALUATIE, _waiting, _of_waiting), Bron(EVALUATIE, _old, _of_old))
