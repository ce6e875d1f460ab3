"""Punten of one's own: of one project, or of every project of the gemeente."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects.content import instrument_of
from projects.forms import EigenPuntForm
from projects.models import EigenPunt, Project
from projects.services import eigen_punt as services
from projects.views.access import project_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require

GEMEENTE_RIGHT = "projects.eigen_punten_gemeente"


@require_http_methods(["GET", "POST"])
def toevoegen(request: MemberRequest, project_id: UUID, fase: str) -> HttpResponse:
    """Add a punt to a phase of one project."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    if instrument_of(project).onderdeel(fase) is None:
        raise Http404
    form = EigenPuntForm(request.POST or None, initial={"fase": fase})
    if request.method == "POST" and form.is_valid():
        try:
            punt = services.add_own_point(by=request.lid, project=project, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(code)s staat op de checklist.") % {"code": punt.code})
            return redirect(_url(request, project, punt))
    context = {
        "form": form,
        "project": project,
        "terug": reverse("projects:fase", args=[request.gemeente.slug, project.pk, fase]),
    }
    return render(request, "projects/eigen_punt.html", context, status=422 if form.errors else 200)


def _url(request: MemberRequest, project: Project, punt: EigenPunt) -> str:
    url = reverse("projects:punt", args=[request.gemeente.slug, project.pk, punt.fase, punt.code])
    return f"{url}#{punt.code}"


@require_http_methods(["GET", "POST"])
def gemeente_punten(request: MemberRequest) -> HttpResponse:
    """The punten of the gemeente, in every project's checklist; add one."""
    require(request, GEMEENTE_RIGHT)
    form = EigenPuntForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            punt = services.add_own_point(by=request.lid, project=None, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(code)s staat nu in elk project.") % {"code": punt.code})
            return redirect("projects:eigen-punten", request.gemeente.slug)
    context = {"form": form, "punten": EigenPunt.objects.of_gemeente()}
    return render(request, "projects/eigen_punten.html", context, status=422 if form.errors else 200)


def _punt_for(request: MemberRequest, punt_id: UUID) -> EigenPunt:
    """Return a punt that the member may change, with the right of its project or of the gemeente."""
    punt: EigenPunt = get_object_or_404(EigenPunt.objects.select_related("project"), pk=punt_id)
    if punt.project_id is None:
        require(request, GEMEENTE_RIGHT)
    else:
        punt.project = project_for(request, punt.project_id, "projects.checklist_bijwerken")
    return punt


def _back(request: MemberRequest, punt: EigenPunt) -> str:
    if punt.project is None:
        return reverse("projects:eigen-punten", args=[request.gemeente.slug])
    return reverse("projects:fase", args=[request.gemeente.slug, punt.project.pk, punt.fase])


@require_http_methods(["GET", "POST"])
def wijzigen(request: MemberRequest, punt_id: UUID) -> HttpResponse:
    """Change the text or the phase of a punt."""
    punt = _punt_for(request, punt_id)
    form = EigenPuntForm(request.POST or None, initial={"titel": punt.titel, "hulp": punt.hulp, "fase": punt.fase})
    if request.method == "POST" and form.is_valid():
        services.edit_own_point(punt=punt, **form.cleaned_data)
        messages.success(request, _("%(code)s is gewijzigd.") % {"code": punt.code})
        return redirect(_back(request, punt))
    context = {"form": form, "punt": punt, "project": punt.project, "terug": _back(request, punt)}
    return render(request, "projects/eigen_punt.html", context, status=422 if form.errors else 200)


@require_POST
def vervallen(request: MemberRequest, punt_id: UUID) -> HttpResponseRedirect:
    """Take a punt off the checklist."""
    punt = _punt_for(request, punt_id)
    services.withdraw_own_point(punt=punt)
    messages.success(
        request, _("%(code)s staat niet meer op de checklist. De antwoorden blijven bewaard.") % {"code": punt.code}
    )
    return redirect(_back(request, punt))


@require_POST
def terug_op_checklist(request: MemberRequest, punt_id: UUID) -> HttpResponseRedirect:
    """Put a punt back on the checklist."""
    punt = _punt_for(request, punt_id)
    services.bring_back_own_point(punt=punt)
    messages.success(request, _("%(code)s staat weer op de checklist.") % {"code": punt.code})
    return redirect(_back(request, punt))
