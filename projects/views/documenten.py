"""The documents of a project: preview, clauses, versions, what changed, and the files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.documenten.bron import bron_of
from projects.documenten.samenstellen import compose, empty_sections
from projects.documenten.sjablonen import DELEN, deel_of
from projects.forms.opzet import ClausuleForm
from projects.models import Clausule, Project, Projectdocument, Tekenverzoek
from projects.models.documenten import Documentsoort, Tekenstaat, Verzoeksoort
from projects.models.partners import in_order
from projects.services import certificaat
from projects.services import documenten as services
from projects.services.tekenen import not_asked, obstacles, signs_again
from projects.services.tekenrecht import why_not_now
from projects.views.access import project_for
from projects.views.geschiedenis import history_page
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.changes import list_changes
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.documents.odt import make_odt
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.documents.word import make_docx
from wijkaanpak.web import editing
from wijkaanpak.web.download import download

TAKE_AWAY = "projects.handtekeningen_meenemen"
REASON_MAX = 200
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"


@require_GET
def lijst(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The three documents of a project, each with its newest version."""
    project = project_for(request, project_id)
    newest: dict[str, Projectdocument] = {}
    for document in Projectdocument.objects.filter(project=project).without_text().order_by("nummer"):
        newest[document.soort] = document
    rows = [(soort, newest.get(soort.value)) for soort in Documentsoort]
    context = {**project_frame(request, project, "documenten"), "rijen": rows}
    return render(request, "projects/documenten/lijst.html", context)


def _soort(soort: str) -> str:
    if soort not in Documentsoort.values:
        raise Http404
    return soort


@require_GET
def document(request: MemberRequest, project_id: UUID, stuk: str) -> HttpResponse:
    """What a document says now, what changed since its newest version, and its versions."""
    project = project_for(request, project_id)
    soort = _soort(stuk)
    versions = list(Projectdocument.objects.filter(project=project, soort=soort).without_text())
    newest = versions[0] if versions else None
    bron = bron_of(project, soort)
    inhoud = compose(
        project=project,
        gemeente=request.gemeente,
        soort=soort,
        kenmerk=newest.kenmerk if newest else _("nog geen nummer"),
        versie=newest.nummer + 1 if newest else 1,
        bron=bron,
    )
    changes = None
    if newest:
        before = Inhoud.from_json(Projectdocument.objects.values_list("inhoud", flat=True).get(pk=newest.pk))
        changes = list_changes(before, inhoud)
    is_agreement = soort == Documentsoort.OVEREENKOMST
    context = {
        **project_frame(request, project, "documenten"),
        "soort": soort,
        "inhoud": inhoud,
        "versies": versions,
        "nieuwste": newest,
        "wijzigingen": changes,
        "delen": [
            (deel, sectie, deel.says_standard(bron)) for deel, sectie in zip(DELEN[soort], inhoud.secties, strict=True)
        ],
        "leeg": empty_sections(inhoud),
        "mag_opzet": may(request.lid, "projects.opzet_bijwerken", project),
        "opnieuw_tekenen": signs_again(project) if is_agreement and changes else [],
        "geen_pdf": is_available(),
    }
    return render(request, "projects/documenten/document.html", context)


@require_http_methods(["GET", "POST"])
def clausule(request: MemberRequest, project_id: UUID, stuk: str, sleutel: str) -> HttpResponse:
    """Put one section in the project's own words, starting from ours; empty is the standard text again."""
    project = project_for(request, project_id, "projects.opzet_bijwerken")
    soort = _soort(stuk)
    deel = deel_of(soort, sleutel)
    if deel is None:
        raise Http404
    key = {"gemeente_id": project.gemeente_id, "project": project, "soort": soort, "sleutel": sleutel}
    row = Clausule.objects.filter(**key).first()
    if row is None and request.method == "POST":
        Clausule.objects.bulk_create([Clausule(**key)], ignore_conflicts=True)
        row = Clausule.objects.get(**key)

    standard = deel.tekst(bron_of(project, soort)).replace("\u00a0", " ")

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {
            **project_frame(request, project, "documenten"),
            "blad": blad,
            "deel": deel,
            "soort": soort,
            "titel": Documentsoort(soort).label,
            "standaard": standard,
        }
        return render(request, "projects/documenten/clausule.html", context, status=status)

    row = row or Clausule(**key)
    facts: dict[str, Any] = {"project": project, "standaard": standard}
    if request.method == "POST":
        return editing.save_blad(request, ClausuleForm, row, page=page, thing=project, **facts)
    return page(editing.open_blad(request, ClausuleForm, row, may_edit=True, **facts), 200)


clausule.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_GET
def clausulegeschiedenis(request: MemberRequest, project_id: UUID, stuk: str, sleutel: str) -> HttpResponse:
    """Who changed the project's own words of one section, and when."""
    project = project_for(request, project_id)
    soort = _soort(stuk)
    if deel_of(soort, sleutel) is None:
        raise Http404
    key = {"gemeente_id": project.gemeente_id, "project": project, "soort": soort, "sleutel": sleutel}
    row = Clausule.objects.filter(**key).first() or Clausule(**key)
    place = reverse("projects:clausule", args=[request.gemeente.slug, project.pk, soort, sleutel])
    return history_page(request, project, "documenten", row, ClausuleForm(instance=row, project=project), place)


@require_POST
def maken(request: MemberRequest, project_id: UUID, stuk: str) -> HttpResponseRedirect:
    """Freeze what a document says now as a new version."""
    project = project_for(request, project_id, "projects.opzet_bijwerken")
    try:
        made = services.make_version(
            project=project,
            gemeente=request.gemeente,
            soort=_soort(stuk),
            by=request.lid,
            reden=" ".join(request.POST.get("reden", "").split())[:REASON_MAX].replace("\0", ""),
        )
    except services.NothingChanged as error:
        made = error.newest
        messages.info(request, _("Er is niets veranderd sinds versie %(n)s.") % {"n": made.nummer})
    else:
        messages.success(request, _("Versie %(n)s staat vast. De pdf wordt nu gemaakt.") % {"n": made.nummer})
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, made.pk)


def document_of(project: Project, document_id: UUID) -> Projectdocument:
    """Return one version of a document of a project. Raises Http404."""
    rows = Projectdocument.objects.filter(project=project).select_related("gemaakt_door__gebruiker", "project")
    found: Projectdocument = get_object_or_404(rows, pk=document_id)
    return found


@require_GET
def versie(request: MemberRequest, project_id: UUID, document_id: UUID) -> HttpResponse:
    """One version: how far its PDF is, its files, what changed, and who signed. For htmx how far it is."""
    project = project_for(request, project_id)
    found = document_of(project, document_id)
    context: dict[str, Any] = {
        **project_frame(request, project, "documenten"),
        "document": found,
        "stappen": STEPS,
        "mag_beheren": may(request.lid, "projects.overeenkomst_beheren", project),
        "mag_opzet": may(request.lid, "projects.opzet_bijwerken", project),
        "mag_meenemen": may(request.lid, TAKE_AWAY, project),
        "geen_pdf": is_available(),
    }
    if request.htmx and request.GET.get("deel") == "stand":
        if found.staat in (Maakstaat.KLAAR, Maakstaat.MISLUKT):
            return HttpResponse(headers={"HX-Refresh": "true"})  # the rest of the page has something to say too
        return render(request, "projects/documenten/_maakstand.html", context)
    inhoud = services.inhoud_of(found)
    before = Projectdocument.objects.filter(project=project, soort=found.soort, nummer__lt=found.nummer)
    earlier = before.order_by("-nummer").first()
    context |= {
        "inhoud": inhoud,
        "vorige": earlier,
        "wijzigingen": list_changes(services.inhoud_of(earlier), inhoud) if earlier else [],
    }
    if found.soort == Documentsoort.OVEREENKOMST:
        context |= _signing(project, found)
    return render(request, "projects/documenten/versie.html", context)


def _signing(project: Project, found: Projectdocument) -> dict[str, Any]:
    requests = list(
        found.verzoeken.select_related("partner", "mandaat__partner", "lid__gebruiker", "document").prefetch_related(
            "handtekeningen"
        )
    )
    requests.sort(key=lambda each: in_order(each.partner.soort, each.partner.naam))
    placed = [each for verzoek in requests for each in verzoek.handtekeningen.all()]
    signatures = sorted((each for each in placed if not each.ingetrokken_op), key=lambda each: each.getekend_op)
    concept = found.tekenstaat == Tekenstaat.CONCEPT
    return {
        "verzoeken": [(each, why_not_now(each)) for each in requests if _is_asked(each)],
        "meelezers": [each for each in requests if each.soort == "meelezen"],
        "handtekeningen": signatures,
        "weggehaald": [each for each in placed if each.ingetrokken_op],
        "niet_gevraagd": not_asked(found),
        "obstakels": obstacles(project, found) if concept else [],
        "leeg": empty_sections(services.inhoud_of(found)) if concept else [],
        "opnieuw_tekenen": signs_again(project) if concept else [],
        "bundel_klaar": bool(signatures) and certificaat.is_certificate_current(found),
    }


def _is_asked(verzoek: Tekenverzoek) -> bool:
    return verzoek.soort == Verzoeksoort.TEKENEN and verzoek.ingetrokken_op is None


@require_GET
def bestand(request: MemberRequest, project_id: UUID, document_id: UUID, vorm: str) -> HttpResponse | FileResponse:
    """A version as PDF, Word or ODF; a signed agreement as a zip that proves itself."""
    project = project_for(request, project_id)
    found = document_of(project, document_id)
    name = _file_name(found)
    if vorm == "pdf" and found.is_ready:
        return FileResponse(found.bestand.open("rb"), content_type="application/pdf", filename=f"{name}.pdf")
    if vorm == "docx":
        return download(make_docx(services.inhoud_of(found)), _DOCX, f"{name}.docx")
    if vorm == "odt":
        return download(make_odt(services.inhoud_of(found)), _ODT, f"{name}.odt")
    if vorm == "zip":
        require(request, TAKE_AWAY, project)
    if vorm == "zip" and certificaat.is_certificate_current(found):
        return zip_of(request, found)
    raise Http404


def zip_of(request: MemberRequest, document: Projectdocument) -> HttpResponse:
    """The zip of a signed version that proves itself, and a line in the log of who took it."""
    record(
        document.gemeente_id, request.user.pk, "overeenkomst geëxporteerd", f"projects.projectdocument:{document.pk}"
    )
    return download(certificaat.bundle_of(document), "application/zip", f"{_file_name(document)}.zip")


def _file_name(document: Projectdocument) -> str:
    plain = document.project.naam.translate(str.maketrans("/\\.", "---"))
    return safe_name(f"{document.titel} {plain} versie {document.nummer}")


@require_POST
def opnieuw(request: MemberRequest, project_id: UUID, document_id: UUID) -> HttpResponseRedirect:
    """Have a PDF that failed made again."""
    project = project_for(request, project_id)
    require(request, "projects.opzet_bijwerken", project)
    found = document_of(project, document_id)
    if found.staat == Maakstaat.MISLUKT:
        try_again(row=found)
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, found.pk)
