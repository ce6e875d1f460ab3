"""Background work of ontwikkelplan: PDFs of a plan, and forgetting the texts of proposals in time."""

from uuid import UUID

import structlog
from celery import shared_task

from ontwikkelplan.models import Planpdf
from ontwikkelplan.services import pdf as services
from ontwikkelplan.services.voorstel import forget_texts
from ontwikkelplan.uitwisseling.momentopname import Momentopname
from ontwikkelplan.uitwisseling.pdf import als_json, plan_html, voeg_bij
from projects.models.documenten import Maakstaat
from wijkaanpak.documents.pdf import RenderFailed, render_pdf
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of, tenant_task

log = structlog.get_logger(__name__)
TIMEOUT = 180.0  # seconds: a plan of 24 full tables has some hundred pages


@shared_task
def make_pdfs(gemeente_id: str = "") -> None:
    """Make the PDFs of this gemeente that wait. Rendering holds no transaction: each step is a short one."""
    gemeente = gemeente_of(gemeente_id)
    while True:
        with tenant_scope(gemeente.pk):
            pdf = services.claim_next()
        if pdf is None:
            return
        if pdf.staat == Maakstaat.BEZIG:
            _render(gemeente, pdf)


def _render(gemeente: Gemeente, pdf: Planpdf) -> None:
    def step(number: int, total: int) -> None:
        with tenant_scope(gemeente.pk):
            services.note_step(pdf=pdf, stap=number)

    try:
        opname = Momentopname.model_validate(pdf.inhoud)
        made = render_pdf(plan_html(opname, gemeente.merkkleur), on_step=step, timeout=TIMEOUT)
        data = voeg_bij(made, als_json(opname))
    except Exception as error:
        log.warning("plan_pdf_failed", pdf=str(pdf.pk), reason=_reason(error))
        with tenant_scope(gemeente.pk):
            services.give_up(pdf=pdf)
        return
    with tenant_scope(gemeente.pk):
        services.store_pdf(pdf=pdf, data=data)


def _reason(error: Exception) -> str:
    """What goes in the log: our own reason, else the kind of error; never its text, which may quote a plan."""
    return str(error) if isinstance(error, RenderFailed) else type(error).__name__


@tenant_task
def forget_proposals(gemeente: Gemeente) -> None:
    """Throw away the texts of proposals that were handled a month ago."""
    forget_texts()


def _gemeenten() -> list[UUID]:
    return list(Gemeente.objects.values_list("pk", flat=True))


@shared_task
def sweep() -> None:
    """Every minute: PDFs that a lost message of the broker left lying."""
    for gemeente_id in _gemeenten():
        make_pdfs.delay(str(gemeente_id))


@shared_task
def sweep_daily() -> None:
    """What must be forgotten. Asked every hour, so that a restart of beat skips no day."""
    for gemeente_id in _gemeenten():
        forget_proposals.delay(str(gemeente_id))
