"""Background work of the programme: bringing standen to the region, and its PDFs."""

import structlog
from celery import shared_task

from evaluatie.programma.models import Programmapdf, Stand
from evaluatie.programma.services import levering
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of
from wijkaanpak.tenancy.waiting import gemeenten_with

log = structlog.get_logger(__name__)


@shared_task
def deliver(gemeente_id: str = "") -> None:
    """Deliver what this gemeente released, and take away what it withdrew. One that fails stops no other.

    Each step has the scope of one gemeente alone. Killed between two steps, it is done again: it writes nothing that is
    there already.
    """
    sender = gemeente_of(gemeente_id)
    with tenant_scope(sender.pk):
        waiting = levering.waiting()
    for stand_id in waiting:
        with tenant_scope(sender.pk):
            zending = levering.pick_up(stand_id=stand_id)
        if zending is None:
            continue
        try:
            _bring(zending)
        except Exception as error:
            log.warning("delivery_failed", stand=str(stand_id), error=type(error).__name__)
            continue
        with tenant_scope(sender.pk):
            levering.note_delivered(zending=zending)


def _bring(zending: levering.Zending) -> None:
    if zending.weg_bij is not None:
        with tenant_scope(zending.weg_bij):
            levering.take_back(gemeente_id=zending.weg_bij, zending=zending)
    if zending.naar is not None:
        with tenant_scope(zending.naar):
            levering.receive(gemeente_id=zending.naar, zending=zending)


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait."""
    make_waiting(
        Programmapdf,
        gemeente_of(gemeente_id).pk,
        lambda pdf, step: render_pdf(render_html(Inhoud.from_json(pdf.inhoud)), on_step=step),
    )


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker left lying, and a region that is led by another gemeente."""
    for gemeente_id in gemeenten_with(lambda: Stand.objects.to_deliver()):
        deliver.delay(str(gemeente_id))
    for gemeente_id in gemeenten_with(lambda: to_make(Programmapdf)):
        make_pdfs.delay(str(gemeente_id))
