"""The screen of the region: every project that is shared, one project, and the figures as CSV or PDF."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from evaluatie.programma.beeld import SOORTEN, SORTEER, Beeld, Keuze, beeld_of, people_of
from evaluatie.programma.document import as_csv, compose, facts_of, notes, why_hidden
from evaluatie.programma.models import Programmapdf, Regiostand
from evaluatie.programma.services.pdf import ask_pdf
from projects.models.project import Fase
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.odt import make_odt
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.documents.word import make_docx
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.web.download import download

SEE = "programma.bekijken"
TAKEN = "programma meegenomen"
MAKERS = {
    "docx": (make_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (make_odt, "application/vnd.oasis.opendocument.text"),
}


def _picture(request: MemberRequest) -> tuple[Beeld, Keuze, list[Gemeente]]:
    """Return what this region shares, what was asked for, and its gemeenten. Raises PermissionDenied (logged)."""
    require(request, SEE)
    gemeenten = list(Gemeente.objects.filter(regio=request.gemeente.regio))
    keuze = Keuze.of(request.GET, gemeenten)
    standen = list(Regiostand.objects.known())
    return beeld_of(standen, gemeenten, keuze, timezone.localdate()), keuze, gemeenten


def _frame(request: MemberRequest) -> dict[str, Any]:
    return {"regio": request.gemeente.regio}


@require_GET
def scherm(request: MemberRequest) -> HttpResponse:
    """The programme on one screen."""
    beeld, keuze, gemeenten = _picture(request)
    context = {
        **_frame(request),
        "beeld": beeld,
        "keuze": keuze,
        "gemeenten_regio": gemeenten,
        "fasen": Fase.choices,
        "sorteringen": [(name, words) for name, (words, _key) in SORTEER.items()],
        "soorten": SOORTEN.items(),
        "totalen": facts_of(beeld),
        "waarom": why_hidden(),
        "noten": notes(),
        "vraag": request.GET.urlencode(),
    }
    return render(request, "programma/scherm.html", context)


@require_GET
def project(request: MemberRequest, regiostand_id: UUID) -> HttpResponse:
    """What was shared of one project."""
    beeld, _keuze, _gemeenten = _picture(request)
    rij = next((each for each in beeld.rijen if each.stand.pk == regiostand_id), None)
    if rij is None:
        raise Http404
    context = {
        **_frame(request),
        "stand": rij.stand,
        "is_oud": rij.is_oud,
        "cijfers": rij.cijfers,
        "mensen": people_of(beeld, rij),
        "waarom": why_hidden(),
    }
    return render(request, "programma/project.html", context)


@require_GET
def als_csv(request: MemberRequest) -> HttpResponse:
    """The programme as a table for Excel; noted in the log."""
    beeld, _keuze, _gemeenten = _picture(request)
    record(request.gemeente.pk, request.user.pk, TAKEN, "csv")
    return download(as_csv(beeld), "text/csv; charset=utf-8", f"programma-{timezone.localdate():%Y-%m-%d}.csv")


@require_POST
def als_pdf(request: MemberRequest) -> HttpResponse:
    """Have a PDF made of what is on the screen."""
    beeld, _keuze, _gemeenten = _picture(request)
    inhoud = compose(beeld, request.gemeente, str(request.gemeente.regio), timezone.localdate())
    made = ask_pdf(inhoud=inhoud, by=request.lid)
    return redirect("programma:pdf", request.gemeente.slug, made.pk)


@require_GET
def pdf(request: MemberRequest, pdf_id: UUID) -> HttpResponse:
    """How far a PDF is; for htmx that part alone."""
    require(request, SEE)
    row: Programmapdf = get_object_or_404(Programmapdf.objects.select_related("gevraagd_door__gebruiker"), pk=pdf_id)
    context = {**_frame(request), "pdf": row, "stappen": STEPS, "geen_pdf": is_available()}
    return render(request, f"programma/{'_pdfstand' if request.htmx else 'pdf'}.html", context)


@require_GET
def bestand(request: MemberRequest, pdf_id: UUID, vorm: str) -> HttpResponse | FileResponse:
    """The document itself, in one of its forms; noted in the log."""
    require(request, SEE)
    row: Programmapdf = get_object_or_404(Programmapdf.objects.all(), pk=pdf_id)
    inhoud = Inhoud.from_json(row.inhoud)
    name = safe_name(f"{slugify(inhoud.titel)} {row.gevraagd_op:%Y-%m-%d}")
    is_pdf = vorm == "pdf" and row.is_ready
    if not is_pdf and vorm not in MAKERS:
        raise Http404
    record(request.gemeente.pk, request.user.pk, TAKEN, vorm)
    if is_pdf:
        return FileResponse(
            row.bestand.open("rb"), as_attachment=True, content_type="application/pdf", filename=f"{name}.pdf"
        )
    make, mime = MAKERS[vorm]
    return download(make(inhoud), mime, f"{name}.{vorm}")


@require_POST
def opnieuw(request: MemberRequest, pdf_id: UUID) -> HttpResponse:
    """Have a PDF that failed made again."""
    require(request, SEE)
    try_again(row=get_object_or_404(Programmapdf.objects.all(), pk=pdf_id))
    return redirect(reverse("programma:pdf", args=[request.gemeente.slug, pdf_id]))
