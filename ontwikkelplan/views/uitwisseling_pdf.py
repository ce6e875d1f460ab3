"""The PDF of a plan: asking for it, seeing how far it is, fetching it."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from pydantic import ValidationError

from ontwikkelplan.models import Plan, Planpdf, Planversie
from ontwikkelplan.services import pdf as services
from ontwikkelplan.uitwisseling.pdf import PDF
from ontwikkelplan.views.access import plan_for, plan_frame
from ontwikkelplan.views.uitwisseling import file_name
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import record
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.web.download import download


@require_POST
def vragen(request: MemberRequest, plan_id: UUID) -> HttpResponseRedirect:
    """Have a PDF made: of the plan now, or of the version whose id is in ``versie``."""
    plan = plan_for(request, plan_id)
    try:
        made = services.ask_pdf(plan=plan, by=request.lid, versie=_version(plan, request.POST.get("versie", "")))
    except ValidationError as error:  # a version that was frozen as something else
        raise Http404 from error
    return redirect("ontwikkelplan:pdf", request.gemeente.slug, plan.pk, made.pk)


def _version(plan: Plan, id: str) -> Planversie | None:
    if not id:
        return None
    try:
        return get_object_or_404(Planversie.objects.filter(plan=plan), pk=UUID(id))
    except ValueError as error:
        raise Http404 from error


def _pdf_of(plan: Plan, pdf_id: UUID) -> Planpdf:
    rows = Planpdf.objects.filter(plan=plan).defer("inhoud").select_related("van_versie", "gevraagd_door__gebruiker")
    return get_object_or_404(rows, pk=pdf_id)


@require_GET
def stand(request: MemberRequest, plan_id: UUID, pdf_id: UUID) -> HttpResponse:
    """How far a PDF is; for htmx that part alone."""
    plan = plan_for(request, plan_id)
    context = {
        **plan_frame(request, plan, "bestanden"),
        "kruimel": _("Pdf van het plan"),
        "pdf": _pdf_of(plan, pdf_id),
        "stappen": STEPS,
        "geen_pdf": is_available(),
    }
    part = "_pdfstand" if request.htmx else "pdf_stand"
    return render(request, f"ontwikkelplan/uitwisseling/{part}.html", context)


@require_GET
def bestand(request: MemberRequest, plan_id: UUID, pdf_id: UUID) -> HttpResponse:
    """The PDF itself; noted in the log."""
    plan = plan_for(request, plan_id)
    pdf = _pdf_of(plan, pdf_id)
    if pdf.staat != Maakstaat.KLAAR:
        raise Http404
    record(plan.gemeente_id, request.user.pk, "ontwikkelplan_pdf", f"ontwikkelplan.plan:{plan.pk}")
    with pdf.bestand.open("rb") as opened:
        return download(opened.read(), PDF, file_name(plan, "pdf"))


@require_POST
def opnieuw(request: MemberRequest, plan_id: UUID, pdf_id: UUID) -> HttpResponseRedirect:
    """Have a PDF that failed made again."""
    plan = plan_for(request, plan_id)
    try_again(row=_pdf_of(plan, pdf_id))
    return redirect("ontwikkelplan:pdf", request.gemeente.slug, plan.pk, pdf_id)
