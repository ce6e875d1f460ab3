"""Bringing what was released to the gemeente that leads the region, and taking away what was withdrawn.

A stand is read in the scope of its own gemeente and its copy is written in the scope of who leads: two transactions,
and each can be done again. A copy knows the number of its stand and the moment it was read, so that a message that
comes late never brings back what is gone.
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evaluatie.programma.models import Programmapdf, Regiostand, Stand
from wijkaanpak.tenancy.locks import one_at_a_time


@dataclass(frozen=True, slots=True)
class Zending:
    """A stand as it travels: ``naar`` is who gets it, ``weg_bij`` where it has to go away; either may be None."""

    stand: UUID
    naar: UUID | None
    weg_bij: UUID | None
    van: UUID
    project: UUID
    nummer: int
    naam: str
    wijk: str
    peildag: datetime.date
    cijfers: dict[str, Any]
    op: datetime.datetime


def waiting() -> list[UUID]:
    """Return the standen of the gemeente in scope that the region has not, or should not have any more."""
    return list(Stand.objects.to_deliver().values_list("pk", flat=True))


@transaction.atomic
def pick_up(*, stand_id: UUID) -> Zending | None:
    """Return a stand to deliver or take away, as it is now; None when that was done meanwhile."""
    rows = Stand.objects.to_deliver().select_related("project").select_for_update(of=["self"])
    row = rows.filter(pk=stand_id).first()
    if row is None:
        return None
    return Zending(
        stand=row.pk,
        naar=row.hoort_bij,
        weg_bij=row.geleverd_aan_id,
        van=row.gemeente_id,
        project=row.project_id,
        nummer=row.nummer,
        naam=row.project.naam,
        wijk=row.project.wijk,
        peildag=row.peildag,
        cijfers=row.cijfers,
        op=timezone.now(),
    )


@transaction.atomic
def receive(*, gemeente_id: UUID, zending: Zending) -> None:
    """Write a copy with the gemeente that leads, and throw PDFs of before away: they and a new one could be subtracted.

    Doing it again, or an older one later, changes nothing.
    """
    row = _copy_of(gemeente_id, zending)
    if row is None:
        return
    row.naam, row.wijk, row.peildag = zending.naam, zending.wijk, zending.peildag
    row.cijfers, row.ingetrokken_op = zending.cijfers, None
    row.save()
    _forget_pdfs()


@transaction.atomic
def take_back(*, gemeente_id: UUID, zending: Zending) -> None:
    """Take the figures of a stand away from the gemeente that leads, and every PDF they may stand in.

    A newer stand of the same project stays. Doing it again changes nothing.
    """
    row = _copy_of(gemeente_id, zending)
    if row is None:
        return
    row.peildag, row.cijfers, row.ingetrokken_op = None, {}, zending.op
    row.save()
    _forget_pdfs()


def _forget_pdfs() -> None:
    """Throw every PDF of the programme away, with its file; a worker that is storing one is waited for."""
    for pdf in Programmapdf.objects.select_for_update(of=["self"]):
        if pdf.bestand:
            transaction.on_commit(lambda bestand=pdf.bestand: bestand.storage.delete(bestand.name))  # type: ignore[misc]
        pdf.delete()


def _copy_of(gemeente_id: UUID, zending: Zending) -> Regiostand | None:
    """Return the copy of a project to write in, one at a time; None when it knows of something newer."""
    one_at_a_time("regiostanden", gemeente_id)
    row: Regiostand | None = Regiostand.objects.filter(bron_project=zending.project).first()
    if row is not None and (row.nummer, row.gezonden_op) >= (zending.nummer, zending.op):
        return None
    row = row or Regiostand(gemeente_id=gemeente_id, bron_project=zending.project)
    row.van_id, row.nummer, row.gezonden_op = zending.van, zending.nummer, zending.op
    return row


@transaction.atomic
def note_delivered(*, zending: Zending) -> None:
    """Note where the copy of a stand is now."""
    Stand.objects.filter(pk=zending.stand).update(geleverd_aan=zending.naar)
