"""Background work of evaluatie: the PDFs of reports."""

from celery import shared_task

from evaluatie.models import Verslagversie
from evaluatie.verslag.samenstellen import Bevroren, attached
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import OnStep, make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.tasks import gemeente_of
from wijkaanpak.tenancy.waiting import gemeenten_with


def _pdf(versie: Verslagversie, step: OnStep) -> bytes:
    """The PDF of a report, with the data it was made of inside; what goes on a website carries none."""
    data = attached(Bevroren.from_json(versie.gegevens), versie.soort, versie.nummer)
    return render_pdf(render_html(Inhoud.from_json(versie.inhoud), gegevens=data), on_step=step)


@shared_task
def make_reports(gemeente_id: str = "") -> None:
    """Make the PDFs of reports of this gemeente that wait."""
    make_waiting(Verslagversie, gemeente_of(gemeente_id).pk, _pdf)


@shared_task
def sweep() -> None:
    """Every minute: PDFs that a lost message of the broker left lying."""
    for gemeente_id in gemeenten_with(lambda: to_make(Verslagversie)):
        make_reports.delay(str(gemeente_id))
