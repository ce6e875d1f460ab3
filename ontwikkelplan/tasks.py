"""Background work of ontwikkelplan: PDFs of a plan, and forgetting the texts of proposals in time."""

from celery import shared_task

from ontwikkelplan.models import Planpdf
from ontwikkelplan.services.voorstel import forget_texts, lapse, to_forget, to_lapse
from ontwikkelplan.uitwisseling.momentopname import Momentopname
from ontwikkelplan.uitwisseling.pdf import als_json, plan_html, voeg_bij
from wijkaanpak.documents.maken import OnStep, make_waiting, to_make
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import gemeente_of, tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with

TIMEOUT = 180.0  # seconds: a plan of 24 full tables has some hundred pages


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait."""
    gemeente = gemeente_of(gemeente_id)

    def render(pdf: Planpdf, step: OnStep) -> bytes:
        return render_plan(Momentopname.model_validate(pdf.inhoud), gemeente.merkkleur, step)

    make_waiting(Planpdf, gemeente.pk, render)


def render_plan(opname: Momentopname, kleur: str, step: OnStep | None = None) -> bytes:
    """Return a plan as PDF, with its data inside."""
    made = render_pdf(plan_html(opname, kleur), on_step=step, timeout=TIMEOUT)
    return voeg_bij(made, als_json(opname))


@tenant_task
def forget_proposals(gemeente: Gemeente) -> None:
    """Close the proposals that nobody handled in time; throw away the texts of those handled a month ago."""
    lapse()
    forget_texts()


@shared_task
def sweep() -> None:
    """Every minute: PDFs that a lost message of the broker left lying."""
    for gemeente_id in gemeenten_with(lambda: to_make(Planpdf)):
        make_pdfs.delay(str(gemeente_id))


@shared_task
def sweep_daily() -> None:
    """What must be forgotten. Asked every hour, so that a restart of beat skips no day."""
    for gemeente_id in gemeenten_with(to_lapse, to_forget):
        forget_proposals.delay(str(gemeente_id))
