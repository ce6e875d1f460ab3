"""Findings that become policy: the lessons of the team, what was decided of each, and where it lands (VE-03)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.models import Bevinding
from evaluatie.vervolg.forms.vervolg import LesbesluitForm
from evaluatie.vervolg.models import Lesbesluit
from evaluatie.vervolg.services import lessen
from evaluatie.views.frame import frame, project_of
from projects.models import Project
from reflectie.models import Les, Richting
from reflectie.tags import titles
from reflectie.wachter import Wachter, answer_questions
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, note_foreign_choices, require

BLAD = "vervolg"
TEXTS = "reflectie.teksten_bekijken"
WRITE = "reflectie.lessen_bijwerken"


@require_GET
def beleid(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Every lesson with what was decided of it; outside the team tags and numbers alone."""
    project = project_of(request, project_id)
    decided = Lesbesluit.objects.filter(project=project).select_related("opdracht")
    besluiten = {each.les_id: each for each in decided}
    rows = list(Les.objects.filter(project=project).with_counts())
    reads = may(request.lid, TEXTS, project)
    context = {
        **frame(request, project, BLAD),
        "groepen": [(soort, [row for row in rows if row.richting == soort]) for soort in Richting] if reads else [],
        "tags": [] if reads else _by_tag(rows, besluiten),
        "leest": reads,
        "aantal": len(rows),
        "besluiten": besluiten,
        "tagnamen": titles(),
        "gekozen": sum(besluiten[row.pk].wordt_beleid for row in rows if row.pk in besluiten),
        "vertaald": sum(row.status == "vertaald" for row in rows),
        "mag_besluiten": may(request.lid, WRITE, project),
        "uit_evaluaties": _findings(project),
    }
    return render(request, "vervolg/beleid.html", context)


def _findings(project: Project) -> QuerySet[Bevinding]:
    """Return the findings of evaluations that are no lesson yet."""
    mine = {"evaluatie__project": project, "evaluatie__vervallen_op": None}
    found: QuerySet[Bevinding] = Bevinding.objects.current().filter(les=None, **mine)
    return found.select_related("evaluatie").order_by("soort", "pk")


@require_POST
def bevinding(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Make a finding of an evaluation a lesson, and go to the decision about it."""
    project = project_of(request, project_id)
    require(request, WRITE, project)
    rows = {str(row.pk): row for row in _findings(project)}
    found = rows.get(request.POST.get("bevinding", ""))
    if found is None:
        messages.error(request, _("Deze bevinding is er niet meer, of staat al bij de lessen."))
        return redirect("vervolg:beleid", request.gemeente.slug, project.pk)
    les = lessen.lesson_of(bevinding=found, by=request.lid)
    return redirect("vervolg:besluit", request.gemeente.slug, project.pk, les.pk)


def _by_tag(rows: list[Any], besluiten: dict[UUID, Lesbesluit]) -> list[dict[str, Any]]:
    """Return the lessons without their words: per tag how many, how many become policy, and in which opdrachten."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        line = found.setdefault(
            (row.richting, row.tag),
            {
                "soort": Richting(row.richting).label,
                "tag": titles().get(row.tag, ""),
                "n": 0,
                "beleid": 0,
                "opdrachten": [],
            },
        )
        line["n"] += 1
        besluit = besluiten.get(row.pk)
        if besluit is not None and besluit.wordt_beleid:
            line["beleid"] += 1
            if besluit.opdracht and besluit.opdracht.titel not in line["opdrachten"]:
                line["opdrachten"].append(besluit.opdracht.titel)
    return sorted(found.values(), key=lambda line: (-line["n"], line["tag"]))


@require_http_methods(["GET", "POST"])
def besluit(request: MemberRequest, project_id: UUID, les_id: UUID) -> HttpResponse:
    """Decide of one lesson whether it becomes policy, where it lands, and whether a next team may read it."""
    project = project_of(request, project_id)
    require(request, WRITE, project)
    les: Les = get_object_or_404(Les.objects.current().filter(project=project), pk=les_id)
    row = lessen.decision_of(les)
    wachter = Wachter(project)
    facts: dict[str, Any] = {"wachter": wachter, "now": row.opdracht_id, "initial": _shown(les, row)}
    form = LesbesluitForm(**facts)
    status = 200
    if request.method == "POST":
        answer_questions(request, wachter)
        form = LesbesluitForm(request.POST, **facts)
        status = 422
        if form.is_valid():
            if _keep(request, les, form):
                messages.success(request, _("Het besluit is bewaard."))
                return redirect("vervolg:beleid", request.gemeente.slug, project.pk)
            status, form = 409, _anew(request, facts, les)
        note_foreign_choices(request, form, project)
    context = {
        **frame(request, project, BLAD),
        "les": les,
        "besluit": row,
        "form": form,
        "nu": lessen.decision_of(les) if status == 409 else None,
        "tag": titles().get(les.tag, ""),
    }
    return render(request, "vervolg/besluit.html", context, status=status)


def _shown(les: Les, row: Lesbesluit) -> dict[str, Any]:
    return {
        "wordt_beleid": row.wordt_beleid,
        "opdracht": row.opdracht_id,
        "beleid": les.beleid,
        "mag_mee": row.mag_mee,
        "versie": row.versie,
        "les_versie": les.versie,
    }


def _keep(request: MemberRequest, les: Les, form: LesbesluitForm) -> bool:
    """Store what was decided; False when a colleague was first."""
    data = form.cleaned_data
    besluit = lessen.Besluit(
        wordt_beleid=data["wordt_beleid"],
        opdracht_id=data["opdracht"].pk if data["opdracht"] else None,
        beleid=data["beleid"],
        mag_mee=data["mag_mee"],
    )
    try:
        lessen.decide(les=les, besluit=besluit, versie=data["versie"], les_versie=data["les_versie"], by=request.lid)
    except lessen.LesChanged:
        return False
    return True


def _anew(request: MemberRequest, facts: dict[str, Any], les: Les) -> LesbesluitForm:
    """Return the form as it was typed, on top of what a colleague stored meanwhile."""
    les.refresh_from_db()
    now = _shown(les, lessen.decision_of(les))
    data = request.POST.copy()
    data["versie"], data["les_versie"] = str(now["versie"]), str(now["les_versie"])
    return LesbesluitForm(data, **facts)
