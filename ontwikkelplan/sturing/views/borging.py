"""The borging of a project: its results, taking one from its goals, and the question to an heir afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.borginginhoud import OVER_BORGEN, examples, lessons
from ontwikkelplan.sturing.forms.borging import AntwoordForm, BorgingForm
from ontwikkelplan.sturing.models import Borging, Borgingvraag
from ontwikkelplan.sturing.services.borging import give_answer, lock_project, shut_because, take_goal
from ontwikkelplan.sturing.services.opdracht import KanNiet
from projects.models import Doel
from projects.models.project import Project
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed
from wijkaanpak.web.lijsten import Lijst, Plek

SEE = "projects.bekijken"
WRITE = "sturing.borging_bijwerken"
ANSWER = "sturing.borging_antwoorden"


def _frame(request: MemberRequest, project: Project) -> dict[str, Any]:
    return {**project_frame(request, project, "borging"), "mag_opzet": may(request.lid, WRITE, project)}


@require_GET
def borging(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The results of a project, what each still lacks, the goals to take over, and what the heirs answered."""
    project = project_for(request, project_id, SEE)
    asked = Prefetch("vragen", Borgingvraag.objects.select_related("gewijzigd_door__gebruiker"))
    rows = list(Borging.objects.with_heirs().filter(project=project).prefetch_related(asked))
    there = [row for row in rows if row.vervallen_op is None]
    frame = _frame(request, project)
    taken = {row.resultaat for row in there}
    goals = [doel for doel in Doel.objects.current().filter(project=project) if doel.titel not in taken]
    context = {
        **frame,
        "resultaten": there,
        "weg": [row for row in rows if row.vervallen_op is not None],
        "geregeld": sum(row.is_settled for row in there),
        "doelen": goals,
        "dicht": shut_because(project),
        "mag_bijwerken": frame["mag_opzet"] and not project.is_closed,
        "lessen": lessons(*OVER_BORGEN),
        "voorbeelden": examples(),
    }
    return render(request, "sturing/borging/project.html", context)


@require_POST
def doel(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Take a goal of the project over as a result."""
    project = project_for(request, project_id)
    require(request, WRITE, project)
    goals = {str(each.pk): each for each in Doel.objects.current().filter(project=project)}
    found = goals.get(request.POST.get("doel", ""))
    if found is None:
        raise Http404
    try:
        row = take_goal(project=project, doel=found, by=request.lid)
    except KanNiet as reason:
        return closed(request, str(reason))
    messages.success(request, _("Het doel staat erbij. Regel nu hoe het blijft bestaan."))
    page = reverse("sturing:borging", args=[request.gemeente.slug, project.pk])
    return redirect(f"{page}#r-{row.pk}")


def _of_project(request: MemberRequest, ouder_id: UUID) -> Plek:
    """Return the project of a result. A write locks it, so that nobody closes it meanwhile."""
    project = project_for(request, ouder_id, SEE)
    shut = shut_because(lock_project(project) if request.method == "POST" else project)
    frame = _frame(request, project)
    page = reverse("sturing:borging", args=[request.gemeente.slug, project.pk])
    return Plek(project, frame, f"{page}#resultaten", frame["mag_opzet"], dicht=shut, recht=WRITE)


RESULTATEN = Lijst(
    slug="borging", model=Borging, ouder="project", form=BorgingForm, plek=_of_project, kop="projects/_kop.html",
    nieuw=_lazy("Voeg een resultaat toe"), kruimel=_lazy("Resultaat"),
    uitleg=_lazy("Wat moet er blijven als het project stopt, en wie houdt dat in stand?"),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def vraag(request: MemberRequest, vraag_id: UUID) -> HttpResponse:
    """Ask the heir whether a result still lives, and keep the answer."""
    rows = Borgingvraag.objects.with_rights_of(request.user).select_related(
        "borging__project", "gewijzigd_door__gebruiker"
    )
    found: Borgingvraag = get_object_or_404(rows, pk=vraag_id)
    require(request, ANSWER, found)
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    form = AntwoordForm(request.POST if request.method == "POST" else kept)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            give_answer(vraag=found, by=request.lid, **form.cleaned_data)
        except KanNiet as reason:
            form.add_error(None, str(reason))
            status = 409
            found = get_object_or_404(rows, pk=vraag_id)
        else:
            editing.forget(request)
            messages.success(request, _("Bedankt. Je antwoord staat bij het project."))
            return redirect("web:overzicht")
    context = {"vraag": found, "form": form, "van_vroeger": kept is not None and request.method == "GET"}
    return render(request, "sturing/borging/vraag.html", context, status=status)


vraag.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
