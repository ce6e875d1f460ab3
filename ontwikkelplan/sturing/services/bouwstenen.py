"""The rows of the plan per bouwsteen: adding, putting in what was pasted, moving."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from ontwikkelplan.plaatsen import STEP, places_of
from ontwikkelplan.sturing.models import CELLEN, Bouwsteenrij, Sturing
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, stamp


@transaction.atomic
def add_plan_row(*, sturing: Sturing, bouwsteen: str, doelgroep: str, by: Lidmaatschap) -> Bouwsteenrij:
    """Add an empty row at a bouwsteen; a last row there without a word in it is used again."""
    rows = _lock(sturing, bouwsteen, doelgroep)
    if rows and not rows[-1].has_words:
        return rows[-1]
    return add_row(row=_blank(sturing, bouwsteen, doelgroep, rows), by=by.pk)


@transaction.atomic
def put_rows(
    *, sturing: Sturing, bouwsteen: str, doelgroep: str, cellen: Sequence[Mapping[str, str]], by: Lidmaatschap
) -> int:
    """Put rows with these cells at a bouwsteen, in rows without a word first; return how many.

    The same words in the last rows that have any mean that they are there already (a double click): then 0.
    """
    rows = _lock(sturing, bouwsteen, doelgroep)
    there = [{name: getattr(row, name) for name in CELLEN} for row in rows if row.has_words]
    if there[-len(cellen) :] == [dict(each) for each in cellen]:
        return 0
    free = [row for row in rows if not row.has_words]
    for each in cellen:
        if free:
            row = free.pop(0)
        else:
            row = _blank(sturing, bouwsteen, doelgroep, rows)
            rows.append(row)
        for name in CELLEN:
            setattr(row, name, each[name])
        stamp(row, by.pk)
        row.save()
    return len(cellen)


@transaction.atomic
def place_row(*, row: Bouwsteenrij, richting: str = "", voor: UUID | None = None) -> None:
    """Move a row at its bouwsteen: one ``op``, one ``neer``, before row ``voor``, or to the end; its texts stay."""
    rows = _lock(row.sturing, row.bouwsteen, row.doelgroep)
    for pk, place in places_of(rows, row.pk, richting=richting, voor=voor).items():
        Bouwsteenrij.objects.filter(pk=pk).update(volgorde=place)


def _lock(sturing: Sturing, bouwsteen: str, doelgroep: str) -> list[Bouwsteenrij]:
    """Return the rows of one place in order; nobody else adds or moves one meanwhile."""
    Sturing.objects.select_for_update(of=["self"]).get(pk=sturing.pk)
    rows = Bouwsteenrij.objects.current().filter(sturing=sturing, bouwsteen=bouwsteen, doelgroep=doelgroep)
    return list(rows.select_for_update(of=["self"]))


def _blank(sturing: Sturing, bouwsteen: str, doelgroep: str, rows: Sequence[Bouwsteenrij]) -> Bouwsteenrij:
    return Bouwsteenrij(
        gemeente_id=sturing.gemeente_id,
        sturing=sturing,
        bouwsteen=bouwsteen,
        doelgroep=doelgroep,
        volgorde=rows[-1].volgorde + STEP if rows else STEP,
    )
