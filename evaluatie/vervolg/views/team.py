"""What a project becomes: a definitive agreement (VE-07b), and a new team (VE-05)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluatie.vervolg.forms.team import DefinitiefForm, NieuwTeamForm
from evaluatie.vervolg.models import Lesbesluit, Vervolg
from evaluatie.vervolg.services import overeenkomst as services
from evaluatie.vervolg.services.meenemen import MEE
from evaluatie.vervolg.services.nieuw_team import start_next_team
from evaluatie.views.frame import frame, project_of
from projects.models import Project
from projects.services.register import single_row
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, note_foreign_choices, require

BLAD = "vervolg"
MANAGE = "projects.overeenkomst_beheren"


@require_http_methods(["GET", "POST"])
def overeenkomst(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Choose how long the agreement holds after the project, and make that its next version."""
    project = project_of(request, project_id)
    clause = services.closing_clause(project)
    form = DefinitiefForm(project=project, initial={"versie": clause.versie})
    status = 200
    if request.method == "POST":
        require(request, MANAGE, project)
        form = DefinitiefForm(request.POST, project=project)
        status = 422
        if form.is_valid():
            try:
                made = services.make_definitive(
                    project=project,
                    gemeente=request.gemeente,
                    tekst=form.clause(),
                    versie=form.cleaned_data["versie"],
                    by=request.lid,
                )
            except services.NoAgreement:
                form.add_error(None, _("Er is nog geen overeenkomst. Maak die eerst bij Documenten."))
            except services.ClauseChanged:
                status, form = 409, _on_top(request, project)
            else:
                messages.success(request, _("Versie %(n)s is de definitieve. Laat haar tekenen.") % {"n": made.nummer})
                return redirect("projects:documentversie", request.gemeente.slug, project.pk, made.pk)
    versies = services.agreements(project)
    chosen = single_row(Vervolg, project, make=False).definitief_id
    context = {
        **frame(request, project, BLAD),
        "form": form,
        "clausule": services.closing_clause(project),
        "versies": versies,
        "definitief": next((each for each in versies if each.pk == chosen), None),
        "mag_beheren": may(request.lid, MANAGE, project),
        "is_veranderd": status == 409,
    }
    return render(request, "vervolg/overeenkomst.html", context, status=status)


def _on_top(request: MemberRequest, project: Project) -> DefinitiefForm:
    """Return the form as it was filled in, over the clause as a colleague left it."""
    data = request.POST.copy()
    data["versie"] = str(services.closing_clause(project).versie)
    return DefinitiefForm(data, project=project)


@require_http_methods(["GET", "POST"])
def nieuw_team(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Start the project that comes after this one, with what it takes along."""
    project = project_of(request, project_id)
    require(request, "vervolg.team_vormen", project)
    vervolg = single_row(Vervolg, project, make=False)
    initial = {"mee": list(MEE), "wijk": "", "projectleider": request.lid}
    form = NieuwTeamForm(request.POST if request.method == "POST" else None, van=project, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_next_team(
                van=project,
                data=form.data_object(vervolg.volgende_fase or project.ontwikkelfase),
                mee=form.cleaned_data["mee"],
                leden=list(form.cleaned_data["leden"].select_related("partner")),
                by=request.lid,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Project %(naam)s staat klaar.") % {"naam": made.naam})
            return redirect("projects:project", request.gemeente.slug, made.pk)
    note_foreign_choices(request, form, project)
    context: dict[str, Any] = {
        **frame(request, project, BLAD),
        "form": form,
        "hulp": {name: help for name, (_title, help, _take) in MEE.items()},
        "vrijgegeven": Lesbesluit.objects.filter(project=project, mag_mee=True, les__vervallen_op=None).count(),
    }
    return render(request, "vervolg/nieuw_team.html", context, status=422 if form.errors else 200)
