"""Background work of taking things out: making the pieces, packing them, and throwing them away in time."""

import time

from celery import shared_task
from django.db.models import Q

from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import OnStep, make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of, tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with
from wijkaanpak.uitvoer.bronnen import source
from wijkaanpak.uitvoer.models import PDF_TASK, Soort, Uitvoer, Uitvoerstuk, to_pack
from wijkaanpak.uitvoer.services import pakken, vragen

ENOUGH = 120.0  # seconds: well below the limit of a task, so that none is killed halfway a piece
HOURS = 3 * 60 * 60


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the pieces of this gemeente that wait, then pack what is complete; go on in a next task when it is long."""
    gemeente, began = gemeente_of(gemeente_id), time.monotonic()

    def goes_on() -> bool:
        return time.monotonic() - began < ENOUGH

    make_waiting(Uitvoerstuk, gemeente.pk, lambda stuk, step: render_piece(stuk, gemeente, step), goes_on=goes_on)
    if goes_on():
        pakken.pack_pdfs(gemeente)
    else:
        hurry(PDF_TASK, gemeente.pk)


def render_piece(stuk: Uitvoerstuk, gemeente: Gemeente, step: OnStep) -> bytes:
    """Return the PDF of one piece: what its source kept, or made now."""
    with tenant_scope(gemeente.pk):
        made = source(stuk.bron).maken(stuk.sleutel, gemeente)
    if isinstance(made, bytes):
        return made
    return render_pdf(render_html(made), on_step=step) if isinstance(made, Inhoud) else made()


@shared_task(time_limit=HOURS)
def make_package(gemeente_id: str = "") -> None:
    """Write everything of this gemeente for another installation, where that was asked."""
    pakken.pack_everything(gemeente_of(gemeente_id))


@tenant_task
def forget(gemeente: Gemeente) -> None:
    """Throw away what was kept for a week."""
    vragen.remove(uitvoer_ids=list(Uitvoer.objects.expired().values_list("pk", flat=True)))


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker, or a worker that was killed, left lying."""
    for gemeente_id in gemeenten_with(
        lambda: to_make(Uitvoerstuk), lambda: to_make(Uitvoer).filter(to_pack(Soort.PDF))
    ):
        make_pdfs.delay(str(gemeente_id))
    for gemeente_id in gemeenten_with(lambda: to_make(Uitvoer).filter(Q(soort=Soort.GEGEVENS))):
        make_package.delay(str(gemeente_id))


@shared_task
def sweep_daily() -> None:
    """What must be thrown away. Asked every hour, so that a restart of beat skips no day."""
    for gemeente_id in gemeenten_with(lambda: Uitvoer.objects.expired()):
        forget.delay(str(gemeente_id))
