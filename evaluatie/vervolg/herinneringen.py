"""What vervolg has to remind people of: that it is time to look again at results and agreements (VE-07a)."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluatie.vervolg.models import Herhaling, Vervolg
from evaluatie.vervolg.terugkijken import next_look
from projects.herinneringen import EVALUATIE, keepers_of
from wijkaanpak.herinneringen.bronnen import AHEAD, Bron, Melding, around, register

Dag = datetime.date
LATE = 14


def _looks(today: Dag) -> "QuerySet[Any]":
    """Also of projects that are closed: this is what comes after them."""
    again = ~Q(terugkijken_elke=Herhaling.EENMAAL) & Q(terugkijken_op__lte=today)
    near = around("terugkijken_op", today, late=LATE)
    rows: QuerySet[Any] = Vervolg.objects.filter(near | again, project__gearchiveerd_op=None)
    return rows.select_related("project__gemeente")


def _of_looks(rows: "QuerySet[Any]", today: Dag) -> Iterator[Melding]:
    found = [(row, next_look(row, today)) for row in rows]
    keepers = keepers_of({row.project_id for row, _day in found})
    for row, day in found:
        if day is None or day > today + datetime.timedelta(days=AHEAD):
            continue
        for lid in keepers[row.project_id]:
            yield Melding(
                lid=lid,
                sleutel=f"{row.pk}:terugkijken:{day}",
                titel=_("Kijk weer naar de resultaten en afspraken"),
                onder=f"{row.project.naam} · {date_format(day, 'j F Y')}",
                pad=reverse("vervolg:vervolg", args=[row.project.gemeente.slug, row.project_id]),
                dag=day,
            )


register(Bron(EVALUATIE, _looks, _of_looks))
