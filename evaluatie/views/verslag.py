"""The reports: what each says now with where it comes from, the project's own words, versions, and the files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.forms import VersieForm, VerslagtekstForm
from evaluatie.models import Verslagsoort, Verslagtekst, Verslagversie
from evaluatie.services import verslag as services
from evaluatie.verslag.bronnen import link_rows
from evaluatie.verslag.hoofdstukken import HOOFDSTUKKEN, KANTTEKENING, Hoofdstuk, for_report, hoofdstuk_of
from evaluatie.verslag.samenstellen import work_out
from evaluatie.verslag.uitkomst import Uitkomst
from evaluatie.views.frame import SEE, UPDATE, frame, project_of
from projects.models import Project
from projects.views.geschiedenis import history_page
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import try_again
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.documents.odt import ODT, make_odt
from wijkaanpak.documents.pdf import STEPS, is_available
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.documents.word import DOCX, make_docx
from wijkaanpak.web import editing
from wijkaanpak.web.download import download


def _soort(soort: str) -> str:
    if soort not in Verslagsoort.values:
        raise Http404
    return soort


@require_GET
def verslagen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The reports that can be made, each with its newest version."""
    project = project_of(request, project_id)
    newest: dict[str, Verslagversie] = {}
    rows = Verslagversie.objects.filter(project=project).defer("inhoud", "gegevens", "uitkomst")
    for versie in rows.select_related("gemaakt_door__gebruiker").order_by("nummer"):
        newest[versie.soort] = versie
    context = {**frame(request, project, "verslag"), "rijen": [(each, newest.get(each.value)) for each in Verslagsoort]}
    return render(request, "evaluatie/verslagen.html", context)


@require_GET
def verslag(request: MemberRequest, project_id: UUID, stuk: str) -> HttpResponse:
    """What a report says now: every chapter, every line with the rows it rests on, and what contradicts itself."""
    project = project_of(request, project_id)
    soort = _soort(stuk)
    found = work_out(services.freeze(project, request.gemeente, soort), soort)
    return _verslag(request, project, soort, found, VersieForm(found=found), 200)


def _verslag(
    request: MemberRequest, project: Project, soort: str, found: Uitkomst, form: VersieForm, status: int
) -> HttpResponse:
    versions = Verslagversie.objects.filter(project=project, soort=soort).defer("inhoud", "gegevens", "uitkomst")
    context = {
        **frame(request, project, "verslag"),
        **_page(request, project, found, {each.sleutel: each.pagina for each in HOOFDSTUKKEN[soort]}),
        "soort": Verslagsoort(soort),
        "versies": list(versions.select_related("gemaakt_door__gebruiker")),
        "geen_pdf": is_available(),
        "form": form,
    }
    return render(request, "evaluatie/verslag.html", context, status=status)


def _page(request: MemberRequest, project: Project, found: Uitkomst, paginas: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kapittels": link_rows(found.kapittels, request.gemeente.slug, project.pk, paginas),
        "leeg": [f"{each.nummer} {each.kop}" for each in found.kapittels if each.is_leeg],
        "tegenspraak": found.tegenspraak,
    }


def _row_of(project: Project, soort: str, hoofdstuk: Hoofdstuk, *, make: bool) -> Verslagtekst:
    key = {"gemeente_id": project.gemeente_id, "project": project, "soort": soort, "sleutel": hoofdstuk.sleutel}
    row: Verslagtekst | None = Verslagtekst.objects.filter(**key).first()
    if row is None and make:
        Verslagtekst.objects.bulk_create([Verslagtekst(**key)], ignore_conflicts=True)
        row = Verslagtekst.objects.get(**key)
    return row or Verslagtekst(**key)


def _chapter(soort: str, sleutel: str) -> Hoofdstuk:
    found = hoofdstuk_of(_soort(soort), sleutel)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def tekst(request: MemberRequest, project_id: UUID, stuk: str, sleutel: str) -> HttpResponse:
    """Put one chapter in the project's own words, starting from ours; empty is the drafted text again."""
    project = project_of(request, project_id, UPDATE)
    hoofdstuk = _chapter(stuk, sleutel)
    row = _row_of(project, stuk, hoofdstuk, make=request.method == "POST")
    bron = services.freeze(project, request.gemeente, stuk)
    standard = hoofdstuk.tekst(for_report(bron.data, stuk)).replace("\u00a0", " ")
    told: dict[str, Any] = {"project": project, "standaard": standard, "wachter": Wachter(project)}

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {
            **frame(request, project, "verslag"),
            "blad": blad,
            "hoofdstuk": hoofdstuk,
            "soort": Verslagsoort(stuk),
            "standaard": standard,
            "kanttekening": KANTTEKENING if sleutel == "VSL-1.4" else "",
        }
        return render(request, "evaluatie/tekst.html", context, status=status)

    if request.method == "POST":
        changed = answer_questions(request, told["wachter"])
        return editing.save_blad(request, VerslagtekstForm, row, page=page, thing=project, herteken=changed, **told)
    return page(editing.open_blad(request, VerslagtekstForm, row, may_edit=True, **told), 200)


tekst.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_GET
def tekstgeschiedenis(request: MemberRequest, project_id: UUID, stuk: str, sleutel: str) -> HttpResponse:
    """Who changed the project's own words of one chapter, and when."""
    project = project_of(request, project_id)
    row = _row_of(project, stuk, _chapter(stuk, sleutel), make=False)
    form = VerslagtekstForm(instance=row, project=project, wachter=Wachter(project))
    place = reverse("evaluatie:verslagtekst", args=[request.gemeente.slug, project.pk, stuk, sleutel])
    return history_page(request, project, "evaluatie", row, form, place, UPDATE)


@require_http_methods(["GET", "POST"])
def maken(request: MemberRequest, project_id: UUID, stuk: str) -> HttpResponse:
    """Freeze what a report says now as a new version; what contradicts itself must have been seen."""
    project = project_of(request, project_id, UPDATE)
    soort = _soort(stuk)
    if request.method == "GET":  # the address of a form that came back with a message
        return redirect("evaluatie:verslag", request.gemeente.slug, project.pk, soort)
    now = work_out(services.freeze(project, request.gemeente, soort), soort)
    wachter = Wachter(project)
    answer_questions(request, wachter)
    form = VersieForm(request.POST, found=now, wachter=wachter)
    if not form.is_valid():
        return _verslag(request, project, soort, now, form, 422)
    try:
        made = services.make_report(
            project=project,
            gemeente=request.gemeente,
            soort=soort,
            by=request.lid,
            reden=form.cleaned_data["reden"],
            gezien=now.mark,
        )
    except services.NotSeen as error:
        return _verslag(
            request, project, soort, error.found, VersieForm(request.POST, found=error.found, wachter=wachter), 409
        )
    except services.NothingChanged as error:
        made = error.newest
        messages.info(request, _("Er is niets veranderd sinds versie %(n)s.") % {"n": made.nummer})
    else:
        messages.success(request, _("Versie %(n)s staat vast. De pdf wordt nu gemaakt.") % {"n": made.nummer})
    return redirect("evaluatie:verslagversie", request.gemeente.slug, made.pk)


def versie_for(request: MemberRequest, versie_id: UUID, right: str = SEE) -> tuple[Project, Verslagversie]:
    """Return one version of a report and its project. Raises Http404, PermissionDenied (logged)."""
    row: Verslagversie = get_object_or_404(
        Verslagversie.objects.select_related("gemaakt_door__gebruiker"), pk=versie_id
    )
    return project_of(request, row.project_id, right), row


@require_GET
def versie(request: MemberRequest, versie_id: UUID) -> HttpResponse:
    """One version: how far its PDF is, its files, and every line with the rows of that day. For htmx how far it is."""
    project, row = versie_for(request, versie_id)
    context: dict[str, Any] = {
        **frame(request, project, "verslag"),
        "versie": row,
        "stappen": STEPS,
        "geen_pdf": is_available(),
    }
    if request.htmx and request.GET.get("deel") == "stand":
        if row.staat in (Maakstaat.KLAAR, Maakstaat.MISLUKT):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "evaluatie/_maakstand.html", context)
    context |= _page(request, project, Uitkomst.from_json(row.uitkomst), {})
    return render(request, "evaluatie/versie.html", context)


@require_GET
def bestand(request: MemberRequest, versie_id: UUID, vorm: str) -> HttpResponse | FileResponse:
    """A version as PDF, Word or ODF; the websamenvatting as HTML for the site of the gemeente as well."""
    project, row = versie_for(request, versie_id)
    plain = project.naam.translate(str.maketrans("/\\.", "---"))
    name = safe_name(f"{row.get_soort_display()} {plain} versie {row.nummer}")
    if vorm == "pdf" and row.is_ready:
        return FileResponse(row.bestand.open("rb"), content_type="application/pdf", filename=f"{name}.pdf")
    if vorm == "docx":
        return download(make_docx(Inhoud.from_json(row.inhoud)), DOCX, f"{name}.docx")
    if vorm == "odt":
        return download(make_odt(Inhoud.from_json(row.inhoud)), ODT, f"{name}.odt")
    if vorm == "html" and row.soort == Verslagsoort.WEBSAMENVATTING:
        page = render_to_string("evaluatie/website.html", {"inhoud": Inhoud.from_json(row.inhoud), "project": project})
        return download(page.encode(), "text/html; charset=utf-8", f"{name}.html")
    raise Http404


@require_POST
def opnieuw(request: MemberRequest, versie_id: UUID) -> HttpResponseRedirect:
    """Have a PDF that failed made again."""
    _project, row = versie_for(request, versie_id, UPDATE)
    if row.staat == Maakstaat.MISLUKT:
        try_again(row=row)
    return redirect("evaluatie:verslagversie", request.gemeente.slug, row.pk)
