"""Background work of voortgang: its PDFs."""

from io import BytesIO

import pikepdf
from celery import shared_task

from evaluatie.voortgang.models import Berichtpdf
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import OnStep, make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of
from wijkaanpak.tenancy.waiting import gemeenten_with


def _render(pdf: Berichtpdf, step: OnStep) -> bytes:
    """Return the PDF, and note how many pages it has: it is meant to be one."""
    html = render_html(Inhoud.from_json(pdf.inhoud), concept=not pdf.definitief)
    data = render_pdf(html, on_step=step)
    with pikepdf.open(BytesIO(data)) as made:
        number = len(made.pages)
    with tenant_scope(pdf.gemeente_id):
        Berichtpdf.objects.filter(pk=pdf.pk).update(bladen=number)
    return data


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait."""
    make_waiting(Berichtpdf, gemeente_of(gemeente_id).pk, _render)


@shared_task
def sweep() -> None:
    """Every minute: PDFs that a lost message of the broker left lying."""
    for gemeente_id in gemeenten_with(lambda: to_make(Berichtpdf)):
        make_pdfs.delay(str(gemeente_id))
