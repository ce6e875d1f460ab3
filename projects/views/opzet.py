"""The pages of a project's set-up: partners, rooster, startbijeenkomst, visie, wijkfoto, afspraken."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects import rooster
from projects.forms import opzet as forms
from projects.models import (
    Afwijking,
    Besluit,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Mandaat,
    Partner,
    Project,
    Sleutelfiguur,
    Startbijeenkomst,
    Teamlid,
    Visie,
    Vraag,
)
from projects.models.partners import VERPLICHT, required_first
from projects.services import team as team_services
from projects.services.kerncijfers import import_kerncijfers, latest_kerncijfers, take_away_kerncijfers
from projects.services.register import single_row
from projects.services.rooster import set_presence
from projects.views.access import project_for
from projects.views.geschiedenis import history_page
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.uploads import is_too_large, too_large
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.models import Editable
from wijkaanpak.web import editing

SET_UP = "projects.opzet_bijwerken"
KEY_FIGURES = "projects.sleutelfiguren_bekijken"


def _frame(request: MemberRequest, project: Project, tab: str) -> dict[str, Any]:
    return {**project_frame(request, project, tab), "mag_opzet": may(request.lid, SET_UP, project)}


@dataclass(frozen=True, slots=True)
class Rijen:
    """A list as its page shows it: what is there, and what was taken away and can be put back."""

    nu: list[Any]
    weg: list[Any]


def _rows(rows: Iterable[Any]) -> Rijen:
    found = list(rows)
    return Rijen([row for row in found if row.vervallen_op is None], [row for row in found if row.vervallen_op])


def _blad_page(
    request: MemberRequest,
    project: Project,
    model: type[Editable],
    form: type[EditForm],
    template: str,
    context: dict[str, Any],
    velden: str = "",
) -> HttpResponse:
    """Show or save a page with the one row that a project has in a table."""
    if request.method == "POST":
        require(request, SET_UP, project)
    row = single_row(model, project, make=request.method == "POST")

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return render(request, template, {**context, "blad": blad}, status=status)

    if request.method == "POST":
        return editing.save_blad(request, form, row, page=page, thing=project, velden=velden, project=project)
    may_edit = context["mag_opzet"]
    return page(editing.open_blad(request, form, row, may_edit=may_edit, velden=velden, project=project), 200)


@require_GET
def partners(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The organisations of a project, the five required first."""
    project = project_for(request, project_id)
    rows = _rows(Partner.objects.filter(project=project).with_standing())
    there = {row.soort for row in rows.nu}
    context = {
        **_frame(request, project, "team"),
        "partners": required_first(rows.nu),
        "weg": rows.weg,
        "ontbreekt": [soort for soort in VERPLICHT if soort not in there],
        "verplicht": VERPLICHT,
    }
    return render(request, "projects/opzet/partners.html", context)


@require_http_methods(["GET", "POST"])
def aanwezigheid(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who is in the area when, and who meets whom."""
    project = project_for(request, project_id)
    saved, shown = None, ""
    if request.method == "POST":
        require(request, SET_UP, project)
        people = {str(each.pk): each for each in Teamlid.objects.current().filter(project=project)}
        saved = people.get(request.POST.get("teamlid", ""))
        if saved is None:
            raise Http404
        wanted = rooster.known(request.POST.getlist("dagdeel"))
        set_presence(teamlid=saved, wanted=wanted, seen=rooster.known(request.POST.get("stond", "").split()))
        shown = rooster.names_of(wanted)
        if not request.htmx:
            messages.success(request, _("Het rooster is bewaard."))
            return redirect(request.path)
    team = list(Teamlid.objects.current().filter(project=project).with_people())
    context = {
        **_frame(request, project, "team"),
        "rooster": rooster.rooster_of(team, rooster.slots_of(team)),
        "gebied": single_row(Gebied, project, make=False),
        "bewaard": saved,
        "stond": shown,
    }
    template = "projects/opzet/_rooster_bewaard.html" if request.htmx else "projects/opzet/aanwezigheid.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def startbijeenkomst(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The first meeting: when, the programme of four parts, who was there."""
    project = project_for(request, project_id)
    context = {
        **_frame(request, project, "team"),
        "team": Teamlid.objects.current().filter(project=project).with_people(),
    }
    template = "projects/opzet/startbijeenkomst.html"
    velden = "projects/opzet/_startvelden.html"
    return _blad_page(request, project, Startbijeenkomst, forms.StartbijeenkomstForm, template, context, velden)


@require_POST
def bij_start(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Say who of the team was at the first meeting."""
    project = project_for(request, project_id, SET_UP)
    team_services.set_attendance(
        project=project,
        present=set(request.POST.getlist("erbij")),
        seen=set(request.POST.get("stond", "").split()),
        by=request.lid,
    )
    messages.success(request, _("De aanwezigen zijn bewaard."))
    return redirect("projects:startbijeenkomst", request.gemeente.slug, project.pk)


@require_POST
def onderschrijven(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Endorse the vision and goals for oneself, or take that back (ST-02c)."""
    project = project_for(request, project_id, "projects.onderschrijven")
    mine = get_object_or_404(Teamlid.objects.current().filter(project=project), lid=request.lid)
    endorses = request.POST.get("ja") == "ja"
    team_services.endorse(teamlid=mine, endorses=endorses, by=request.lid)
    if endorses:
        messages.success(request, _("Je onderschrijft de visie en de doelen."))
    else:
        messages.success(request, _("Je onderschrijft de visie en de doelen niet meer."))
    return redirect("projects:visie", request.gemeente.slug, project.pk)


@require_http_methods(["GET", "POST"])
def visie(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The vision, the goals and the five agreements before the start."""
    project = project_for(request, project_id)
    team = list(Teamlid.objects.current().filter(project=project).with_people())
    context = {
        **_frame(request, project, "visie"),
        "doelen": _rows(Doel.objects.filter(project=project)),
        "team": team,
        "ik": next((each for each in team if each.lid_id == request.lid.pk), None),
    }
    velden = "projects/opzet/_visievelden.html"
    return _blad_page(request, project, Visie, forms.VisieForm, "projects/opzet/visie.html", context, velden)


@require_http_methods(["GET", "POST"])
def wijkfoto(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The area: character, problems, institutions, key figures, talks, questions, figures."""
    project = project_for(request, project_id)
    context: dict[str, Any] = {
        **_frame(request, project, "wijkfoto"),
        "instanties": _rows(Instantie.objects.filter(project=project)),
        "focusgroepen": _rows(Focusgroep.objects.filter(project=project)),
        "vragen": _rows(Vraag.objects.filter(project=project).select_related("doel")),
        "kerncijfers": latest_kerncijfers(project),
        "ziet_sleutelfiguren": may(request.lid, KEY_FIGURES, project),
    }
    return _blad_page(request, project, Gebied, forms.GebiedForm, "projects/opzet/wijkfoto.html", context)


@require_GET
def sleutelfiguren(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The key figures, on a page of their own: who looks is put on record (PRV-05)."""
    project = project_for(request, project_id, KEY_FIGURES)
    context = {
        **_frame(request, project, "wijkfoto"),
        "sleutelfiguren": Sleutelfiguur.objects.filter(project=project, bewaren_tot__gte=timezone.localdate()),
        "mag_sleutelfiguren": may(request.lid, "projects.sleutelfiguren_bijwerken", project),
    }
    record(project.gemeente_id, request.user.pk, "sleutelfiguren bekeken", f"projects.project:{project.pk}")
    return render(request, "projects/opzet/sleutelfiguren.html", context)


@require_GET
def afspraken(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Mandates, decisions, and norms let go of."""
    project = project_for(request, project_id)
    context = {
        **_frame(request, project, "afspraken"),
        "mandaten": _rows(Mandaat.objects.filter(project=project).select_related("partner")),
        "besluiten": _rows(Besluit.objects.filter(project=project).select_related("mandaat__partner")),
        "afwijkingen": _rows(Afwijking.objects.filter(project=project).select_related("partner")),
        "vandaag": timezone.localdate(),
    }
    return render(request, "projects/opzet/afspraken.html", context)


# The pages with one row each: its table and form, and the tab it stands under.
BLADEN: dict[str, tuple[type[Editable], type[EditForm], str]] = {
    "startbijeenkomst": (Startbijeenkomst, forms.StartbijeenkomstForm, "team"),
    "visie": (Visie, forms.VisieForm, "visie"),
    "wijkfoto": (Gebied, forms.GebiedForm, "wijkfoto"),
}


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID, blad: str) -> HttpResponse:
    """Who changed what on a page with one row, and when."""
    project = project_for(request, project_id)
    if blad not in BLADEN:
        raise Http404
    model, form, tab = BLADEN[blad]
    row = single_row(model, project, make=False)
    place = reverse(f"projects:{blad}", args=[request.gemeente.slug, project.pk])
    return history_page(request, project, tab, row, form(instance=row, project=project), place)


@require_http_methods(["GET", "POST"])
def kerncijfers(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Import figures of CBS from a file that someone downloaded."""
    project = project_for(request, project_id, SET_UP)
    posted = request.method == "POST"
    form = forms.KerncijfersForm(request.POST if posted else None, request.FILES if posted else None)
    if request.method == "POST" and is_too_large(request):
        form.add_error("bestand", too_large())
    elif request.method == "POST" and form.is_valid():
        try:
            made = import_kerncijfers(
                project=project,
                data=form.cleaned_data["bestand"].read(),
                code=form.cleaned_data["code"],
                bron=form.cleaned_data["bron"],
                by=request.lid,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De cijfers van %(naam)s staan erbij.") % {"naam": made.gebied_naam})
            return redirect("projects:wijkfoto", request.gemeente.slug, project.pk)
    context = {**_frame(request, project, "wijkfoto"), "form": form}
    return render(request, "projects/opzet/kerncijfers.html", context, status=422 if form.errors else 200)


@require_POST
def kerncijfers_weg(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Take imported figures away; those of before come back."""
    project = project_for(request, project_id, SET_UP)
    try:
        before = take_away_kerncijfers(project=project, shown=request.POST.get("cijfers", ""), by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        said = _("De cijfers zijn weggehaald.")
        if before is not None:
            again = _("Nu staan er weer die van %(naam)s, %(bron)s.")
            said += " " + again % {"naam": before.gebied_naam, "bron": before.bron}
        messages.success(request, said)
    return redirect(f"{reverse('projects:wijkfoto', args=[request.gemeente.slug, project.pk])}#kerncijfers")


@require_GET
def roostergeschiedenis(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who changed the rooster, and when."""
    project = project_for(request, project_id)
    regels, er_was_meer = rooster.history_of(project)
    context = {**_frame(request, project, "team"), "regels": regels, "er_was_meer": er_was_meer}
    return render(request, "projects/opzet/roostergeschiedenis.html", context)


for _view in (startbijeenkomst, visie, wijkfoto):
    _view.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
