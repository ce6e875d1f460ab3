"""The page with the files of a plan, and downloading them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ontwikkelplan.forms.uitwisseling import InleesForm
from ontwikkelplan.models import Plan, Planpdf, Voorstel
from ontwikkelplan.services.voorstel import TERM
from ontwikkelplan.uitwisseling.bladen import ODS, XLSX, maak_ods, maak_xlsx
from ontwikkelplan.uitwisseling.docx_schrijven import DOCX, maak_docx
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.odt import ODT, maak_odt
from ontwikkelplan.views.access import plan_for, plan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import record
from wijkaanpak.documents.pdf import is_available
from wijkaanpak.web.download import download

SHOWN = 5  # PDFs on the page
MAKERS: dict[str, tuple[str, Callable[[Momentopname], bytes]]] = {
    "docx": (DOCX, maak_docx),
    "xlsx": (XLSX, maak_xlsx),
    "odt": (ODT, maak_odt),
    "ods": (ODS, maak_ods),
}


@require_GET
def bestanden(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """What a plan can be taken along as, and where a file comes back in."""
    return bestanden_page(request, plan_for(request, plan_id), InleesForm())


def bestanden_page(request: MemberRequest, plan: Plan, form: InleesForm, status: int = 200) -> HttpResponse:
    """Draw the page, with the upload form as it is."""
    frame = plan_frame(request, plan, "bestanden")
    pdfs = Planpdf.objects.filter(plan=plan).defer("inhoud").select_related("van_versie", "gevraagd_door__gebruiker")
    voorstellen: list[Any] = []
    if frame["mag_bijwerken"]:
        rows = Voorstel.objects.filter(plan=plan).waiting().defer("inhoud").select_related("door__gebruiker")
        voorstellen = list(rows)
    context = {
        **frame,
        "kruimel": _("Word, Excel en pdf"),
        "form": form,
        "pdfs": pdfs[:SHOWN],
        "voorstellen": voorstellen,
        "termijn": TERM.days,
        "geen_pdf": is_available(),
    }
    return render(request, "ontwikkelplan/uitwisseling/bestanden.html", context, status=status)


@require_GET
def bestand(request: MemberRequest, plan_id: UUID, soort: str) -> HttpResponse:
    """The plan as it is now, as a file; noted in the log."""
    plan = plan_for(request, plan_id)
    if soort not in MAKERS:
        raise Http404
    mime, make = MAKERS[soort]
    data = make(momentopname(plan))
    record(plan.gemeente_id, request.user.pk, f"ontwikkelplan_{soort}", f"ontwikkelplan.plan:{plan.pk}")
    return download(data, mime, file_name(plan, soort))


def file_name(plan: Plan, soort: str) -> str:
    """Return the name of a file of a plan, with the day."""
    title = slugify(f"{plan.titel} {plan.begin_jaar}-{plan.eind_jaar}") or "ontwikkelplan"
    return f"{title}-{timezone.localdate():%Y-%m-%d}.{soort}"
