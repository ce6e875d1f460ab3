"""A document of sturing: how far its PDF is, and the document as PDF, Word or ODF."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ontwikkelplan.sturing.models import Sturingpdf
from ontwikkelplan.sturing.views.access import SEE, sturing_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.odt import make_odt
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.documents.word import make_docx
from wijkaanpak.web.download import download

# The tab that a kind of document belongs to, and the page it is of.
PLAATS_VAN = {
    "gespreksnotitie": ("gesprek", "gesprek-vastleggen"),
    "besluitenlijst": ("gesprek", "gesprek-vastleggen"),
    "bouwstenen": ("bouwstenen", "bouwstenen-jaar"),
    "opdracht": ("opdracht", "opdracht-overzicht"),
    "agenda": ("dialoog", "overleg"),
    "verslag": ("dialoog", "overleg"),
    "verbeteragenda": ("verbeteragenda", "verbeteragenda-een"),
}
MAKERS = {
    "docx": (make_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (make_odt, "application/vnd.oasis.opendocument.text"),
}


@require_GET
def stand(request: MemberRequest, pdf_id: UUID) -> HttpResponse:
    """How far a PDF is; for htmx that part alone."""
    require(request, SEE)
    pdf: Sturingpdf = get_object_or_404(Sturingpdf.objects.select_related("gevraagd_door__gebruiker"), pk=pdf_id)
    tab, page = PLAATS_VAN[pdf.soort]
    context = {
        **sturing_frame(request, tab),
        "terug": reverse(f"sturing:{page}", args=[request.gemeente.slug, pdf.van]),
        "kop": Inhoud.from_json(pdf.inhoud).titel,
        "pdf": pdf,
        "stappen": STEPS,
        "geen_pdf": is_available(),
    }
    return render(request, f"sturing/{'_pdfstand' if request.htmx else 'pdf'}.html", context)


def _file_name(pdf: Sturingpdf, inhoud: Inhoud) -> str:
    """The title; of a meeting with its day, so that two of them are told apart."""
    of_meeting = PLAATS_VAN[pdf.soort][0] in ("gesprek", "dialoog")
    day = inhoud.feiten[0][1].replace("\u00a0", " ") if of_meeting else ""
    return safe_name(f"{inhoud.titel} {day}".strip())


@require_GET
def bestand(request: MemberRequest, pdf_id: UUID, vorm: str) -> HttpResponse | FileResponse:
    """The document itself, in one of its forms; noted in the log."""
    require(request, SEE)
    pdf: Sturingpdf = get_object_or_404(Sturingpdf.objects.all(), pk=pdf_id)
    inhoud = Inhoud.from_json(pdf.inhoud)
    name = _file_name(pdf, inhoud)
    if vorm == "pdf" and pdf.is_ready:
        record(request.gemeente.pk, request.user.pk, "sturing meegenomen", f"sturing.sturingpdf:{pdf.pk}")
        return FileResponse(
            pdf.bestand.open("rb"), as_attachment=True, content_type="application/pdf", filename=f"{name}.pdf"
        )
    if vorm not in MAKERS:
        raise Http404
    make, mime = MAKERS[vorm]
    record(request.gemeente.pk, request.user.pk, "sturing meegenomen", f"sturing.sturingpdf:{pdf.pk}")
    return download(make(inhoud), mime, f"{name}.{vorm}")


@require_POST
def opnieuw(request: MemberRequest, pdf_id: UUID) -> HttpResponseRedirect:
    """Have a PDF that failed made again."""
    require(request, SEE)
    try_again(row=get_object_or_404(Sturingpdf.objects.all(), pk=pdf_id))
    return redirect("sturing:pdf", request.gemeente.slug, pdf_id)
