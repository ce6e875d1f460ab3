"""Projects: list, overview, create, edit, archive."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects import signalen
from projects.afronden import Beletsel
from projects.content import newer_version_for
from projects.forms import ProjectForm
from projects.models import ChecklistAntwoord, EigenPunt, Partner, Project, Teamlid
from projects.models.partners import required_first
from projects.models.project import Fase
from projects.progress import standen_of
from projects.rooster import rooster_of
from projects.services import project as services
from projects.stand import feiten_of
from projects.stappen import next_steps
from projects.views.access import project_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, note_foreign_choices, require

PER_PAGE = 20
# Tabs that other apps add to a project: the name of the tab, its words, and the name of its address.
TABS: list[tuple[str, str | Promise, str]] = []


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The projects of the gemeente that the member may see."""
    archief = request.GET.get("toon") == "archief"
    fase = request.GET.get("fase", "")
    projects = Project.objects.for_user(request.lid).with_leader().select_related("gemeente")
    projects = projects.filter(gearchiveerd_op__isnull=not archief)
    if fase in Fase.values:
        projects = projects.filter(fase=fase)
    page = Paginator(projects, PER_PAGE).get_page(request.GET.get("pagina"))
    standen = standen_of(page.object_list)
    today = timezone.localdate()
    context = {
        "pagina": page,
        "kaarten": [(project, standen[project.pk], project.month_now(today)) for project in page.object_list],
        "archief": archief,
        "fase": fase,
        "fasen": Fase.choices,
        "mag_aanmaken": may(request.lid, "projects.aanmaken"),
    }
    return render(request, "projects/lijst.html", context)


@require_GET
def project(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """One project: the phase line, next steps, the team."""
    found = project_for(request, project_id)
    own = list(EigenPunt.objects.of_projects([found.pk]))
    feiten = feiten_of(found, signalen.PUNTEN)
    team = list(Teamlid.objects.current().filter(project=found).with_people())
    context = {
        **project_frame(request, found, "overzicht"),
        "standen": standen_of([found], own)[found.pk],
        "stappen": next_steps(found, timezone.localdate(), own),
        "team": team,
        "signalen": signalen.stand_of(found, feiten),
        "mag_opzet": may(request.lid, "projects.opzet_bijwerken", found),
        "partners": required_first(Partner.objects.current().filter(project=found).with_standing()),
        "rooster": rooster_of(team, feiten.slots()),
        "nieuwe_versie": newer_version_for(found),
        "vandaag": timezone.localdate(),
    }
    return render(request, "projects/project.html", context)


def project_frame(request: MemberRequest, project: Project, tab: str) -> dict[str, Any]:
    """Return what the head of every project page needs: tabs, months, rights."""
    return {
        "project": project,
        "tab": tab,
        "tabs": TABS,
        "maand": project.month_now(timezone.localdate()),
        "mag_wijzigen": may(request.lid, "projects.wijzigen", project),
        "mag_leiden": may(request.lid, "projects.leiden", project),
        "mag_bijwerken": may(request.lid, "projects.checklist_bijwerken", project),
    }


def _leden() -> Any:
    return Lidmaatschap.objects.active().with_people()


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest) -> HttpResponse:
    """Start a project."""
    require(request, "projects.aanmaken")
    form = ProjectForm(request.POST or None, leden=_leden(), initial={"projectleider": request.lid})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_project(by=request.lid, data=form.data_object())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Project %(naam)s staat klaar.") % {"naam": made.naam})
            return redirect("projects:project", request.gemeente.slug, made.pk)
    note_foreign_choices(request, form)
    return render(request, "projects/formulier.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def wijzigen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Change the facts of a project."""
    found = project_for(request, project_id, "projects.wijzigen")
    form = ProjectForm(request.POST or None, leden=_leden(), initial=_initial(found))
    status = 200
    theirs = None
    beletsels: list[Beletsel] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_project(project=found, data=form.data_object(), versie=form.cleaned_data["versie"] or 0)
        except ValidationError as error:
            form.add_error(None, error)
        except services.ProjectChanged as error:
            theirs, status = error.current, 409
        except services.NotReadyToClose as error:
            beletsels = error.beletsels
            form.add_error("status", _("Dit project kan nog niet worden afgerond. Boven het formulier staat waarom."))
        else:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("projects:project", request.gemeente.slug, found.pk)
    note_foreign_choices(request, form, found)
    context = {"form": form, "project": found, "van_ander": theirs, "beletsels": beletsels}
    return render(request, "projects/formulier.html", context, status=422 if form.errors else status)


def _initial(project: Project) -> dict[str, Any]:
    leader = Teamlid.objects.current().filter(project=project, rol="projectleider").values_list("lid_id", flat=True)
    names = [name for name in ProjectForm.base_fields if name != "projectleider"]
    return {**{name: getattr(project, name) for name in names}, "projectleider": leader.first()}


@require_http_methods(["GET", "POST"])
def archiveren(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Ask whether to put a project away, and do it."""
    found = project_for(request, project_id, "projects.wijzigen")
    beletsels: list[Beletsel] = []
    if request.method == "POST":
        try:
            services.archive_project(project=found)
        except services.NotReadyToClose as error:
            beletsels = error.beletsels
        else:
            messages.success(request, _("Project %(naam)s staat nu in het archief.") % {"naam": found.naam})
            return redirect("projects:lijst", request.gemeente.slug)
    context = {
        "project": found,
        "bezig": ChecklistAntwoord.objects.filter(project=found, status="bezig").count(),
        "beletsels": beletsels,
    }
    return render(request, "projects/archiveren.html", context, status=422 if beletsels else 200)


@require_POST
def terugzetten(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Take a project out of the archive."""
    found = project_for(request, project_id, "projects.leiden")
    try:
        services.restore_project(project=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Project %(naam)s staat niet meer in het archief.") % {"naam": found.naam})
    return redirect("projects:project", request.gemeente.slug, found.pk)
