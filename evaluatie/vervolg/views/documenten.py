"""The documents of vervolg: asking for one, how far its PDF is, and the document as PDF, Word or ODF."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from evaluatie.vervolg.documenten import gerichte_opdracht, uitnodiging
from evaluatie.vervolg.models import Gevraagd, Lesbesluit, Pdfsoort, Regiodag, Vervolg, Vervolgpdf
from evaluatie.vervolg.services.documenten import ask_pdf
from evaluatie.views.frame import UPDATE, frame, project_of
from projects.models import Project
from projects.services.register import single_row
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import record
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.odt import make_odt
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.documents.word import DOCX, make_docx
from wijkaanpak.web.download import download

BLAD = "vervolg"
TERUG = {Pdfsoort.OPDRACHT: "vervolg:opdracht", Pdfsoort.UITNODIGING: "vervolg:vieren"}
MAKERS = {"docx": (make_docx, DOCX), "odt": (make_odt, "application/vnd.oasis.opendocument.text")}


@require_POST
def opdracht(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Make the gerichte opdracht of what is asked now; without anything asked there is none."""
    project = project_of(request, project_id, UPDATE)
    gevraagd = list(Gevraagd.objects.current().filter(project=project).select_related("partner"))
    if not gevraagd:
        return redirect("vervolg:opdracht", request.gemeente.slug, project.pk)
    landed = Lesbesluit.objects.filter(project=project, wordt_beleid=True, les__vervallen_op=None)
    opdrachten = landed.exclude(opdracht=None).order_by("opdracht__titel").values_list("opdracht__titel", flat=True)
    resultaten = single_row(Vervolg, project, make=False).resultaten
    inhoud = gerichte_opdracht(project, request.gemeente, gevraagd, resultaten, opdrachten.distinct())
    return _asked(request, project, Pdfsoort.OPDRACHT, project.pk, inhoud)


@require_POST
def uitnodigen(request: MemberRequest, project_id: UUID, dag_id: UUID) -> HttpResponseRedirect:
    """Make the invitation to a regiodag."""
    project = project_of(request, project_id, UPDATE)
    dag: Regiodag = get_object_or_404(
        Regiodag.objects.current().filter(project=project).select_related("project"), pk=dag_id
    )
    return _asked(request, project, Pdfsoort.UITNODIGING, dag.pk, uitnodiging(dag, request.gemeente))


def _asked(request: MemberRequest, project: Project, soort: str, van: UUID, inhoud: Inhoud) -> HttpResponseRedirect:
    pdf = ask_pdf(project=project, soort=soort, van=van, inhoud=inhoud, by=request.lid)
    return redirect("vervolg:pdf", request.gemeente.slug, project.pk, pdf.pk)


@require_GET
def stand(request: MemberRequest, project_id: UUID, pdf_id: UUID) -> HttpResponse:
    """How far a PDF is; for htmx that part alone."""
    project = project_of(request, project_id)
    pdf = _of(project, pdf_id)
    context = {
        **frame(request, project, BLAD),
        "terug": TERUG[Pdfsoort(pdf.soort)],
        "pdf": pdf,
        "stappen": STEPS,
        "geen_pdf": is_available(),
    }
    return render(request, f"vervolg/{'_pdfstand' if request.htmx else 'pdf'}.html", context)


def _of(project: Project, pdf_id: UUID) -> Vervolgpdf:
    rows = Vervolgpdf.objects.filter(project=project).select_related("gevraagd_door__gebruiker")
    found: Vervolgpdf = get_object_or_404(rows, pk=pdf_id)
    return found


@require_GET
def bestand(request: MemberRequest, project_id: UUID, pdf_id: UUID, vorm: str) -> HttpResponse | FileResponse:
    """The document itself, in one of its forms; noted in the log."""
    project = project_of(request, project_id)
    pdf = _of(project, pdf_id)
    inhoud = Inhoud.from_json(pdf.inhoud)
    name = safe_name(f"{inhoud.ondertitel if pdf.soort == Pdfsoort.UITNODIGING else inhoud.titel} {project.naam}")
    is_pdf = vorm == "pdf" and pdf.is_ready
    if not is_pdf and vorm not in MAKERS:
        raise Http404
    record(project.gemeente_id, request.user.pk, "vervolg meegenomen", f"projects.project:{project.pk}")
    if is_pdf:
        return FileResponse(
            pdf.bestand.open("rb"), as_attachment=True, content_type="application/pdf", filename=f"{name}.pdf"
        )
    make, mime = MAKERS[vorm]
    return download(make(inhoud), mime, f"{name}.{vorm}")


@require_POST
def opnieuw(request: MemberRequest, project_id: UUID, pdf_id: UUID) -> HttpResponseRedirect:
    """Have a PDF that failed made again."""
    project = project_of(request, project_id, UPDATE)
    pdf = _of(project, pdf_id)
    try_again(row=pdf)
    return redirect("vervolg:pdf", request.gemeente.slug, project.pk, pdf.pk)
