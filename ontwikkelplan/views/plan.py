"""The plans of a gemeente, starting one, and the chapters that are text."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontwikkelplan.forms.plan import AanvullingenForm, InleidingForm, PlanForm
from ontwikkelplan.inhoud import ALGEMEEN
from ontwikkelplan.lijsten import LIJSTEN
from ontwikkelplan.models import Persoonsoort, Plan, Plansoort
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.plan import start_plan
from ontwikkelplan.views.access import SEE, plan_for, plan_frame
from ontwikkelplan.views.plan_open import open_plan
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.history import versions
from wijkaanpak.instrumenten import registry
from wijkaanpak.web import editing

CREATE = "ontwikkelplan.aanmaken"
OFFER = "ontwikkelplan.regio_aanbieden"
BLADEN: dict[str, type[EditForm]] = {"inleiding": InleidingForm, "algemeen": AanvullingenForm}


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The plans of the gemeente; with one that is worked on, straight on to that one."""
    require(request, SEE)
    plans = list(Plan.objects.for_user(request.lid))
    current = [plan for plan in plans if not plan.is_closed]
    if len(current) == 1 and "alle" not in request.GET:
        return redirect("ontwikkelplan:plan", request.gemeente.slug, current[0].pk)
    context = {
        "plannen": plans,
        "mag_aanmaken": may(request.lid, CREATE),
        "mag_aanbieden": may(request.lid, OFFER),
        "heeft_lokaal": any(not plan.is_regional for plan in current),
        "heeft_regionaal": any(plan.is_regional for plan in current),
    }
    return render(request, "ontwikkelplan/plan/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest) -> HttpResponse:
    """Start a plan of the gemeente."""
    require(request, CREATE)
    return _start(request, Plansoort.LOKAAL, _("Lokaal ontwikkelplan"))


@require_http_methods(["GET", "POST"])
def nieuw_regionaal(request: MemberRequest) -> HttpResponse:
    """Start what the region offers its gemeenten (OPL-06)."""
    require(request, OFFER)
    return _start(request, Plansoort.REGIONAAL, _("Regionale ontwikkelpunten"))


def _start(request: MemberRequest, soort: str, titel: str) -> HttpResponse:
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    data = request.POST if request.method == "POST" else kept
    plan = Plan(soort=soort, titel=titel, gemeente_id=request.lid.gemeente_id)
    form = PlanForm(data, instance=plan)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_plan(plan=form.instance, by=request.lid, soort=soort)
        except KanNiet as reason:
            form.add_error("begin_jaar", str(reason))
        else:
            editing.forget(request)
            messages.success(request, _("Het plan staat klaar. Begin met de inleiding of met een basisfunctie."))
            return redirect("ontwikkelplan:plan", request.gemeente.slug, made.pk)
    context = {
        "form": form,
        "is_regionaal": soort == Plansoort.REGIONAAL,
        "van_vroeger": kept is not None and request.method == "GET",
    }
    return render(request, "ontwikkelplan/plan/nieuw.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def inleiding(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The introduction in our own words, and the facts of the plan."""
    return _chapter(request, plan_id, "inleiding", "ontwikkelplan/plan/_inleidingvelden.html")


@require_http_methods(["GET", "POST"])
def algemeen(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """General information: documents, people, dates of the budget, and what we add (ALG-L, ALG-R, ALG-V)."""
    return _chapter(request, plan_id, "algemeen", "", _general)


def _chapter(
    request: MemberRequest, plan_id: UUID, blad: str, velden: str, extra: Any = lambda plan: {}
) -> HttpResponse:
    is_post = request.method == "POST"
    plan, shut = open_plan(request, plan_id) if is_post else (plan_for(request, plan_id), None)
    if shut:
        return shut

    def page(made: editing.Blad, status: int) -> HttpResponse:
        context = {**plan_frame(request, plan, blad), "blad": made, "blad_naam": blad, **extra(plan)}
        return render(request, f"ontwikkelplan/plan/{blad}.html", context, status=status)

    if is_post:
        return editing.save_blad(request, BLADEN[blad], plan, page=page, velden=velden)
    may_edit = plan_frame(request, plan, blad)["mag_bijwerken"]
    return page(editing.open_blad(request, BLADEN[blad], plan, may_edit=may_edit, velden=velden), 200)


def _general(plan: Plan) -> dict[str, Any]:
    rows = {slug: list(lijst.rows(plan)) for slug, lijst in LIJSTEN.items()}
    now = {slug: [row for row in found if row.vervallen_op is None] for slug, found in rows.items()}
    return {
        "landelijk_en_regionaal": registry.latest(ALGEMEEN).onderdelen,
        "nu": now,
        "weg": {slug: [row for row in found if row.vervallen_op] for slug, found in rows.items()},
        "rollen": [
            (soort.value, soort.label, [row for row in now["personen"] if row.soort == soort]) for soort in Persoonsoort
        ],
    }


@require_GET
def geschiedenis(request: MemberRequest, plan_id: UUID, blad: str) -> HttpResponse:
    """Who changed what in a chapter of text, and when."""
    plan = plan_for(request, plan_id)
    if blad not in BLADEN:
        raise Http404
    form = BLADEN[blad](instance=plan)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    found = [each for each in versions(plan, form.labels(), form.words, dict(people), {}) if each.wijzigingen]
    frame = plan_frame(request, plan, blad)
    context = {
        **frame,
        "rij": plan,
        "regels": [replace(each, is_nu=number == 0) for number, each in enumerate(found)],
        "terug": reverse(f"ontwikkelplan:{blad}", args=[request.gemeente.slug, plan.pk]),
        "mag_terug": frame["mag_bijwerken"],
    }
    return render(request, "ontwikkelplan/plan/geschiedenis.html", context)


nieuw.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
nieuw_regionaal.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
inleiding.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
algemeen.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
