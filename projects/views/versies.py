"""Another version of the implementatiewijzer: a dry run, accepting it, going back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects.content import SLUG, instrument_of, newer_version_for
from projects.models import ChecklistAntwoord, EigenPunt, Project, Versiewissel
from projects.services import versie as services
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.instrumenten import registry
from wijkaanpak.web.posted import posted_number


@require_http_methods(["GET", "POST"])
def versie(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Which version the project works with, what the next would change, and what is readable only."""
    project = project_for(request, project_id)
    if request.method == "POST":
        require(request, "projects.wijzigen", project)
        return _accept(request, project)
    context = {
        **project_frame(request, project, "versie"),
        "instrument": instrument_of(project),
        "proef": services.dry_run(project) if newer_version_for(project) else None,
        "wissels": Versiewissel.objects.filter(project=project).select_related("door__gebruiker"),
        "kan_terug": services.can_turn_back(project),
        "vervallen": _readable_only(project),
    }
    return render(request, "projects/versie.html", context)


def _accept(request: MemberRequest, project: Project) -> HttpResponseRedirect:
    try:
        plan = services.accept_version(project=project, by=request.lid, van=posted_number(request, "van"))
    except services.NoNewerVersion:
        messages.warning(request, _("Dit project werkt al met een andere versie. Kijk hieronder hoe het nu staat."))
    else:
        messages.success(request, _("Dit project werkt nu met versie %(n)s.") % {"n": plan.new.versie})
    return redirect("projects:versie", request.gemeente.slug, project.pk)


@require_POST
def terug(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Go back to the version before."""
    project = project_for(request, project_id, "projects.wijzigen")
    try:
        services.turn_back_version(project=project, by=request.lid, van=posted_number(request, "van"))
    except services.NoNewerVersion:
        messages.warning(request, _("Er is geen vorige versie om naar terug te gaan."))
    else:
        messages.success(request, _("Dit project werkt weer met de vorige versie. Er is niets weg."))
    return redirect("projects:versie", request.gemeente.slug, project.pk)


def _readable_only(project: Project) -> list[tuple[str, ChecklistAntwoord]]:
    """Return (title, answer) of every answer whose punt is not on the checklist now."""
    own = {punt.code: punt for punt in EigenPunt.objects.of_project(project)}
    instrument = instrument_of(project)
    shown = set(instrument.punten)
    shown |= {code for code, punt in own.items() if punt.vervallen_op is None and instrument.onderdeel(punt.fase)}
    rows = ChecklistAntwoord.objects.filter(project=project).given().exclude(punt__in=shown).with_people()
    return [(_title(row.punt, own), row) for row in rows.order_by("punt")]


def _title(punt: str, own: dict[str, EigenPunt]) -> str:
    if punt in own:
        return own[punt].titel
    return registry.title_in_any_version(SLUG, punt)
