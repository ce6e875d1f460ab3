"""Background work of vervolg: its PDFs."""

from celery import shared_task

from evaluatie.vervolg.models import Vervolgpdf
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.tasks import gemeente_of
from wijkaanpak.tenancy.waiting import gemeenten_with


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait."""
    make_waiting(
        Vervolgpdf,
        gemeente_of(gemeente_id).pk,
        lambda pdf, step: render_pdf(render_html(Inhoud.from_json(pdf.inhoud)), on_step=step),
    )


@shared_task
def sweep() -> None:
    """Every minute: PDFs that a lost message of the broker left lying."""
    for gemeente_id in gemeenten_with(lambda: to_make(Vervolgpdf)):
        make_pdfs.delay(str(gemeente_id))
