"""Sharing a stand with the region: making it, asking for it to be shared, releasing it, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluatie.programma.cijfers import gather
from evaluatie.programma.models import Stand, Standstaat
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.locks import one_at_a_time

TASK = "evaluatie.programma.tasks.deliver"


class KanNiet(Exception):
    """A step that can't be taken now; the text says why, for people."""


@transaction.atomic
def make(*, project: Project, by: Lidmaatschap) -> Stand:
    """Freeze the figures of a project as they are now. One that was being made gives way to it.

    The same figures on the same day are not frozen twice: a double click makes one.
    """
    one_at_a_time("stand", project.gemeente_id)
    today = timezone.localdate()
    found = gather(project, today).to_json()
    rows = Stand.objects.filter(project=project)
    busy: Stand | None = rows.filter(staat__in=(Standstaat.CONCEPT, Standstaat.KLAARGEZET)).first()
    if busy is not None and busy.peildag == today and busy.cijfers == found:
        return busy
    last = rows.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    rows.filter(staat__in=(Standstaat.CONCEPT, Standstaat.KLAARGEZET, Standstaat.TERUG)).update(
        staat=Standstaat.VERVANGEN
    )
    made: Stand = Stand.objects.create(
        gemeente_id=project.gemeente_id,
        project=project,
        nummer=last + 1,
        peildag=today,
        cijfers=found,
        gemaakt_door=by,
    )
    return made


@transaction.atomic
def submit(*, stand: Stand, by: Lidmaatschap) -> None:
    """Ask for a stand to be shared. Raises KanNiet when it gave way to another meanwhile."""
    row = _locked(stand)
    if row.staat == Standstaat.KLAARGEZET:
        return
    if row.staat != Standstaat.CONCEPT:
        raise KanNiet(_("Er is intussen iets met deze stand gebeurd. Kijk eerst hoe het nu is."))
    row.staat, row.klaargezet_op = Standstaat.KLAARGEZET, timezone.now()
    row.save(update_fields=["staat", "klaargezet_op"])
    _note(row, by, "stand klaargezet")


@transaction.atomic
def ask_changes(*, stand: Stand, waarom: str, by: Lidmaatschap) -> None:
    """Give a stand back to who prepared it. Raises KanNiet when it does not wait any more."""
    row = _waiting(stand)
    row.waarom = waarom
    _decide(row, Standstaat.TERUG, by)
    _note(row, by, "stand teruggevraagd")


@transaction.atomic
def release(*, stand: Stand, by: Lidmaatschap) -> None:
    """Share a stand with the region, in the place of the one before. Raises KanNiet when it does not wait any more."""
    row = _locked(stand)
    if row.staat == Standstaat.VRIJGEGEVEN:
        return
    row = _waiting(stand)
    if by.gemeente.regio_id is None:
        raise KanNiet(_("Jullie gemeente hoort nog niet bij een regio."))
    for before in Stand.objects.filter(project=row.project_id, staat=Standstaat.VRIJGEGEVEN):
        before.staat = Standstaat.VERVANGEN
        _stop(before, by)
    _decide(row, Standstaat.VRIJGEGEVEN, by)
    _note(row, by, "stand vrijgegeven")
    transaction.on_commit(lambda: hurry(TASK, row.gemeente_id))


@transaction.atomic
def withdraw(*, stand: Stand, by: Lidmaatschap) -> None:
    """Stop sharing a stand: the figures go away at the region. Raises KanNiet when it is not shared any more."""
    row = _locked(stand)
    if row.staat == Standstaat.INGETROKKEN:
        return
    if row.staat != Standstaat.VRIJGEGEVEN:
        raise KanNiet(_("Deze stand wordt niet meer gedeeld. Kijk eerst hoe het nu is."))
    row.staat, row.besloten_op, row.besloten_door = Standstaat.INGETROKKEN, timezone.now(), by
    _stop(row, by)
    _note(row, by, "stand ingetrokken")
    transaction.on_commit(lambda: hurry(TASK, row.gemeente_id))


def _stop(row: Stand, by: Lidmaatschap) -> None:
    """Store that a stand is shared no more. A copy may be on its way: where it would go is told as well."""
    regio = by.gemeente.regio
    row.geleverd_aan_id = row.geleverd_aan_id or (regio.trekker_id if regio is not None else None)
    row.save()


def _decide(row: Stand, staat: Standstaat, by: Lidmaatschap) -> None:
    row.staat, row.besloten_op, row.besloten_door = staat, timezone.now(), by
    row.save()


def _waiting(stand: Stand) -> Stand:
    row = _locked(stand)
    if row.staat != Standstaat.KLAARGEZET:
        raise KanNiet(_("Deze stand wacht niet meer op akkoord. Kijk eerst hoe het nu is."))
    return row


def _locked(stand: Stand) -> Stand:
    one_at_a_time("stand", stand.gemeente_id)
    row: Stand = Stand.objects.select_for_update(of=["self"]).get(pk=stand.pk)
    return row


def _note(row: Stand, by: Lidmaatschap, what: str) -> None:
    record(row.gemeente_id, by.gebruiker_id, what, f"programma.stand:{row.pk}")
