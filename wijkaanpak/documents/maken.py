"""Making the PDFs that wait, in a worker: every step a short transaction, none while it renders."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wijkaanpak.documents.models import Maakbaar, Maakstaat
from wijkaanpak.documents.pdf import RenderFailed
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.scope import tenant_scope

log = structlog.get_logger(__name__)
ATTEMPTS = 3
STUCK = timedelta(minutes=5)  # a worker that was killed leaves a row "bezig": after this it is taken again

Row = TypeVar("Row", bound=Maakbaar)
OnStep = Callable[[int, int], None]


def make_waiting(
    model: type[Row],
    gemeente_id: UUID,
    render: Callable[[Row, OnStep], bytes],
    *,
    goes_on: Callable[[], bool] = lambda: True,
) -> None:
    """Make everything of this kind that waits in a gemeente. ``render`` returns the bytes of a row, outside a scope.

    ``goes_on`` is asked before each: a task that has run long enough leaves the rest to the next.
    """
    while goes_on():
        with tenant_scope(gemeente_id):
            row = claim_next(model)
        if row is None:
            return
        if row.staat == Maakstaat.BEZIG:
            _make(row, gemeente_id, render)


def _make(row: Row, gemeente_id: UUID, render: Callable[[Row, OnStep], bytes]) -> None:
    def step(number: int, total: int) -> None:
        with tenant_scope(gemeente_id):
            note_step(row=row, stap=number)

    try:
        data = render(row, step)
    except Exception as error:
        log.warning("pdf_failed", model=type(row).__name__, row=str(row.pk), reason=reason_of(error))
        with tenant_scope(gemeente_id):
            give_up(row=row)
        return
    with tenant_scope(gemeente_id):
        store(row=row, data=data)


def reason_of(error: Exception) -> str:
    """What goes in the log: our own reason, else the kind of error; never its text, which may quote a document."""
    return str(error) if isinstance(error, RenderFailed) else type(error).__name__


def ask(*, row: Maakbaar) -> None:
    """Hurry the making of a row once it is committed; the sweep of its app finds it anyway."""
    transaction.on_commit(lambda: hurry(row.task, row.gemeente_id))


def to_make(model: type[Row]) -> Any:
    """Return the rows of this kind that must be made, also after a worker was killed at one."""
    stuck = Q(staat=Maakstaat.BEZIG, begonnen_op__lt=timezone.now() - STUCK)
    return _rows(model).filter(Q(staat=Maakstaat.WACHT) | stuck)


@transaction.atomic
def claim_next(model: type[Row], only: Q | None = None) -> Row | None:
    """Take the oldest row that must be made, so that no other worker does; None when there is none."""
    rows = to_make(model).filter(only or Q()).order_by("pk")  # ids count up with time
    row: Row | None = rows.select_for_update(of=["self"], skip_locked=True).first()
    if row is None:
        return None
    row.pogingen += 1
    row.staat = Maakstaat.BEZIG if row.pogingen <= ATTEMPTS else Maakstaat.MISLUKT
    row.stap = 0
    row.begonnen_op = timezone.now()
    row.save(update_fields=["pogingen", "staat", "stap", "begonnen_op"])
    return row


@transaction.atomic
def note_step(*, row: Maakbaar, stap: int) -> None:
    """Say how far the rendering is, for the page that shows it."""
    _rows(type(row)).filter(pk=row.pk, staat=Maakstaat.BEZIG).update(stap=stap)


@transaction.atomic
def store(*, row: Maakbaar, data: bytes) -> None:
    """Keep the bytes with their hash; a row that has its bytes keeps them, one that was thrown away gets none."""
    locked = _rows(type(row)).select_for_update(of=["self"]).filter(pk=row.pk).first()
    if locked is None or locked.bestand:
        return
    locked.bestand.save("document.pdf", ContentFile(data), save=False)
    locked.sha256 = hashlib.sha256(data).hexdigest()
    locked.staat = Maakstaat.KLAAR
    locked.save(update_fields=["bestand", "sha256", "staat"])


@transaction.atomic
def give_up(*, row: Maakbaar) -> None:
    """Let a row wait for its next attempt, or say that it failed after the last."""
    staat = Maakstaat.WACHT if row.pogingen < ATTEMPTS else Maakstaat.MISLUKT
    _rows(type(row)).filter(pk=row.pk, staat=Maakstaat.BEZIG).update(staat=staat)


@transaction.atomic
def try_again(*, row: Maakbaar) -> None:
    """Have a row that failed made again."""
    _rows(type(row)).filter(pk=row.pk, staat=Maakstaat.MISLUKT).update(staat=Maakstaat.WACHT, pogingen=0, stap=0)
    ask(row=row)


def _rows(model: type[Maakbaar]) -> Any:
    return model.objects  # type: ignore[attr-defined]
