"""The evaluations of a project: halfway, at the end, and more if wanted (NUM-09, DAT-04)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, FilteredRelation, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.forms import DoelantwoordForm, EvaluatieForm, agreement_parts
from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Bevindingsoort,
    Doelantwoord,
    Doeloordeel,
    Evaluatie,
    Evaluatiesoort,
    Inbreng,
)
from evaluatie.services import moment as services
from evaluatie.tags import titles
from evaluatie.views.frame import SEE, UPDATE, frame, project_of
from projects.documenten.sjablonen import deel_of
from projects.models import Doel, Project
from projects.models.documenten import Documentsoort
from projects.views.geschiedenis import history_page
from reflectie.models import Les
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.audit.services import record
from wijkaanpak.web import editing
from wijkaanpak.web.errors import typed_text_page

TEXTS = "reflectie.teksten_bekijken"


@require_GET
def begin(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The evaluations of a project, and which of the two that belong to it are still to be planned."""
    project = project_of(request, project_id)
    there = Q(bevindingen__vervallen_op=None)
    rows = list(
        Evaluatie.objects.filter(project=project)
        .annotate(aantal=Count("bevindingen", filter=there))
        .order_by("datum", "pk")
    )
    current = [row for row in rows if row.vervallen_op is None]
    kinds = {row.soort for row in current}
    planned = {Evaluatiesoort.HALVERWEGE: project.halverwege_op, Evaluatiesoort.EIND: project.eindevaluatie_op}
    context = {
        **frame(request, project, "momenten"),
        "evaluaties": current,
        "weg": [row for row in rows if row.vervallen_op is not None],
        "te_plannen": [(soort, day) for soort, day in planned.items() if soort not in kinds],
        "vandaag": timezone.localdate(),
    }
    return render(request, "evaluatie/momenten.html", context)


def evaluatie_for(
    request: MemberRequest, evaluatie_id: UUID, right: str, *, has_text: bool = False
) -> tuple[Project, Evaluatie]:
    """Return an evaluation and its project, with the right that is asked.

    Raises Http404, also to change one that was taken away (unless there is a text to give back), PermissionDenied.
    """
    row = get_object_or_404(Evaluatie, pk=evaluatie_id)
    project = project_of(request, row.project_id, right)
    row.project = project
    if right == UPDATE and row.vervallen_op is not None and not has_text:
        raise Http404
    return project, row


@require_http_methods(["GET", "POST"])
def moment(request: MemberRequest, evaluatie_id: UUID) -> HttpResponse:
    """One evaluation on one page: how, who, the goals, the findings, the factors of the MLBs, what changes."""
    project, row = evaluatie_for(request, evaluatie_id, SEE if request.method == "GET" else UPDATE, has_text=True)
    told: dict[str, Any] = {"project": project, "wachter": Wachter(project)}

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**frame(request, project, "momenten"), **_parts(request, project, row), "blad": blad}
        return render(request, "evaluatie/moment.html", context, status=status)

    if request.method == "POST" and row.vervallen_op is not None:
        return typed_text_page(request, 409)
    if request.method == "POST":
        changed = answer_questions(request, told["wachter"])
        return editing.save_blad(request, EvaluatieForm, row, page=page, thing=project, herteken=changed, **told)
    may_edit = may(request.lid, UPDATE, project) and row.vervallen_op is None
    return page(editing.open_blad(request, EvaluatieForm, row, may_edit=may_edit, **told), 200)


moment.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


def _parts(request: MemberRequest, project: Project, row: Evaluatie) -> dict[str, Any]:
    answered = FilteredRelation("evaluatieantwoorden", condition=Q(evaluatieantwoorden__evaluatie=row))
    goals = (
        Doel.objects.current()
        .filter(project=project)
        .annotate(
            antwoord=answered,
            oordeel=F("antwoord__oordeel"),
            gevraagd=F("antwoord__kernvragen"),
            gezegd=F("antwoord__tekst"),
        )
    )
    found = list(Bevinding.objects.filter(evaluatie=row))
    current = [each for each in found if each.vervallen_op is None]
    changes = list(Afspraakwijziging.objects.filter(evaluatie=row).select_related("document"))
    for each in changes:
        deel = deel_of(Documentsoort.OVEREENKOMST, each.sleutel)
        each.kop = deel.kop if deel else each.sleutel  # type: ignore[attr-defined]
    there = [each for each in changes if each.vervallen_op is None]
    return {
        "evaluatie": row,
        "doelen": [(doel, Doeloordeel(doel.oordeel).label if doel.oordeel else "") for doel in goals],
        "inbreng": Inbreng.objects.current().filter(evaluatie=row),
        "groepen": [(soort, [each for each in current if each.soort == soort]) for soort in Bevindingsoort],
        "zonder": [soort for soort in Bevindingsoort if soort not in {each.soort for each in current}],
        "weg": [each for each in found if each.vervallen_op is not None],
        "tagnamen": titles(),
        "lessen": _lessons(request, project, current),
        "wijzigingen": there,
        "afspraakdelen": agreement_parts(),
        "wijzigingen_weg": [each for each in changes if each.vervallen_op is not None],
        "in_te_voeren": any(each.document is None for each in there),
        "vandaag": timezone.localdate(),
    }


def _lessons(request: MemberRequest, project: Project, found: list[Bevinding]) -> list[Les] | None:
    """The lessons of the MLBs that are no finding yet, the most named first; None for who may not read them."""
    if not may(request.lid, TEXTS, project):
        return None
    taken = {each.les_id for each in found}
    return [les for les in Les.objects.filter(project=project).with_counts() if les.pk not in taken]


@require_GET
def geschiedenis(request: MemberRequest, evaluatie_id: UUID) -> HttpResponse:
    """Who changed what in an evaluation, and when."""
    project, row = evaluatie_for(request, evaluatie_id, SEE)
    form = EvaluatieForm(instance=row, project=project, wachter=Wachter(project))
    place = reverse("evaluatie:moment", args=[request.gemeente.slug, row.pk])
    return history_page(request, project, "evaluatie", row, form, place, UPDATE)


@require_POST
def gehouden(request: MemberRequest, evaluatie_id: UUID) -> HttpResponseRedirect:
    """Say that an evaluation was held, or that it was not after all."""
    project, row = evaluatie_for(request, evaluatie_id, UPDATE)
    held = not request.POST.get("toch_niet")
    try:
        services.hold(evaluatie=row, by=request.lid, held=held)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done = _("Vastgelegd: de evaluatie is gehouden.") if held else _("De evaluatie staat weer open.")
        messages.success(request, done)
        record(project.gemeente_id, request.user.pk, "evaluatie gehouden", f"projects.project:{project.pk}")
    return redirect("evaluatie:moment", request.gemeente.slug, row.pk)


@require_http_methods(["GET", "POST"])
def doel(request: MemberRequest, evaluatie_id: UUID, doel_id: UUID) -> HttpResponse:
    """What an evaluation says of one goal."""
    project, row = evaluatie_for(request, evaluatie_id, SEE if request.method == "GET" else UPDATE, has_text=True)
    goal = get_object_or_404(Doel.objects.current().filter(project=project), pk=doel_id)
    told: dict[str, Any] = {"project": project, "wachter": Wachter(project)}

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**frame(request, project, "momenten"), "evaluatie": row, "doel": goal, "blad": blad}
        return render(request, "evaluatie/doel.html", context, status=status)

    if request.method == "POST" and row.vervallen_op is not None:
        return typed_text_page(request, 409)
    if request.method == "POST":
        answer = services.answer_of(evaluatie=row, doel=goal)
        changed = answer_questions(request, told["wachter"])
        return editing.save_blad(request, DoelantwoordForm, answer, page=page, thing=project, herteken=changed, **told)
    answer = Doelantwoord.objects.filter(evaluatie=row, doel=goal).first() or Doelantwoord(evaluatie=row, doel=goal)
    may_edit = may(request.lid, UPDATE, project) and row.vervallen_op is None
    return page(editing.open_blad(request, DoelantwoordForm, answer, may_edit=may_edit, **told), 200)


doel.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_POST
def neem_les(request: MemberRequest, evaluatie_id: UUID) -> HttpResponseRedirect:
    """Make a lesson of the MLBs a finding of this evaluation."""
    project, row = evaluatie_for(request, evaluatie_id, UPDATE)
    require(request, TEXTS, project)
    rows = {str(each.pk): each for each in Les.objects.current().filter(project=project)}
    les = rows.get(request.POST.get("les", ""))
    place = "h-lessen"
    if les is None:
        messages.error(request, _("Deze les is er niet meer."))
    else:
        made = services.take_lesson(evaluatie=row, les=les, by=request.lid)
        messages.success(request, _("Overgenomen als ‘%(soort)s’.") % {"soort": made.get_soort_display().lower()})
        place = f"bevinding-{made.pk}"
    return redirect(f"{reverse('evaluatie:moment', args=[request.gemeente.slug, row.pk])}#{place}")


@require_POST
def overeenkomst(request: MemberRequest, evaluatie_id: UUID) -> HttpResponseRedirect:
    """Bring the changed agreements into the overeenkomst, as its next version."""
    project, row = evaluatie_for(request, evaluatie_id, UPDATE)
    try:
        made = services.change_agreement(evaluatie=row, gemeente=request.gemeente, by=request.lid)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("evaluatie:moment", request.gemeente.slug, row.pk)
    messages.success(request, _("Versie %(n)s van de overeenkomst staat klaar.") % {"n": made.nummer})
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, made.pk)
