"""Ontwikkelpunten: adding, moving, taking away, and the dated stand van zaken."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp

STEP = 10  # between two neighbours, so that a row fits in between without touching the others


@transaction.atomic
def add_point(
    *, plan: Plan, tabel: str, by: Lidmaatschap, cellen: Mapping[str, str] | None = None, **extra: object
) -> Ontwikkelpunt:
    """Add a row at the end of a table; ``cellen`` fills its columns, ``extra`` its other fields."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)  # two rows never get one place
    last = Ontwikkelpunt.objects.filter(plan=plan, tabel=tabel).aggregate(last=Max("volgorde"))["last"] or 0
    row = Ontwikkelpunt(
        gemeente_id=plan.gemeente_id, plan=plan, tabel=tabel, volgorde=last + STEP, **(cellen or {}), **extra
    )
    stamp(row, by.pk)
    row.save()
    return row


@transaction.atomic
def move_point(*, punt: Ontwikkelpunt, voor: Ontwikkelpunt | None, by: Lidmaatschap) -> None:
    """Put a row before another of its table, or at the end. The rows keep their texts and versions."""
    Plan.objects.select_for_update(of=["self"]).get(pk=punt.plan_id)
    rows = [
        row
        for row in Ontwikkelpunt.objects.current().filter(plan=punt.plan_id, tabel=punt.tabel).in_order()
        if row.pk != punt.pk
    ]
    place = next((number for number, row in enumerate(rows) if voor is not None and row.pk == voor.pk), len(rows))
    rows.insert(place, punt)
    for number, row in enumerate(rows, start=1):
        if row.volgorde != number * STEP:
            Ontwikkelpunt.objects.filter(pk=row.pk).update(volgorde=number * STEP)


@transaction.atomic
def take_away(*, punt: Ontwikkelpunt, by: Lidmaatschap) -> None:
    """Take a row out of its table; it can be put back."""
    _mark(punt, timezone.now(), by)


@transaction.atomic
def put_back(*, punt: Ontwikkelpunt, by: Lidmaatschap) -> None:
    """Put a row back where it stood."""
    _mark(punt, None, by)


def _mark(punt: Ontwikkelpunt, gone: datetime.datetime | None, by: Lidmaatschap) -> None:
    locked = Ontwikkelpunt.objects.select_for_update(of=["self"]).get(pk=punt.pk)
    locked.vervallen_op = gone
    stamp(locked, by.pk)
    locked.save()


@transaction.atomic
def add_stand(*, punt: Ontwikkelpunt, datum: datetime.date, tekst: str, by: Lidmaatschap) -> Stand:
    """Add to the stand van zaken (OPL-08); the same words on the same day are there once (a double click)."""
    Ontwikkelpunt.objects.select_for_update(of=["self"]).get(pk=punt.pk)
    there = Stand.objects.filter(punt=punt, datum=datum, tekst=tekst).first()
    if there is not None:
        return there
    made = Stand(gemeente_id=punt.gemeente_id, punt=punt, datum=datum, tekst=tekst, door=by)
    made.save()
    return made
