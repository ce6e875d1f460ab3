"""Giving a plan another state: adopted, in uitvoering, closed, open again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontwikkelplan.forms.plan import VaststellenForm
from ontwikkelplan.models import Plan, Planstaat
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.plan import take_step
from ontwikkelplan.staten import OVERGANGEN, VASTSTELLEN, steps_from
from ontwikkelplan.views.access import LEAD, plan_for, plan_frame
from wijkaanpak.accounts.http import MemberRequest


def _take(request: MemberRequest, plan: Plan, naam: str, said: str, **facts: Any) -> HttpResponse:
    """Take a step, say what came of it, and go to the plan."""
    try:
        made = take_step(plan=plan, naam=naam, by=request.lid, **facts)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, said % {"staat": Planstaat(made.staat).label.lower()})
    return redirect("ontwikkelplan:plan", request.gemeente.slug, plan.pk)


@require_http_methods(["GET", "POST"])
def vaststellen(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Say by whom the plan was adopted, and when; a version keeps it as it was."""
    plan = plan_for(request, plan_id, LEAD)
    form = VaststellenForm(request.POST or None)
    if form.is_valid():
        said = _("Het plan is %(staat)s. Deze versie blijft bewaard bij Versies.")
        return _take(request, plan, VASTSTELLEN, said, **form.cleaned_data)
    context = {
        **plan_frame(request, plan, "versies"),
        "form": form,
        "kan": OVERGANGEN[VASTSTELLEN] in steps_from(plan.staat),
    }
    return render(request, "ontwikkelplan/plan/vaststellen.html", context, status=422 if form.errors else 200)


@require_POST
def overgang(request: MemberRequest, plan_id: UUID, naam: str) -> HttpResponse:
    """Take any other step."""
    plan = plan_for(request, plan_id, LEAD)
    if naam not in OVERGANGEN or naam == VASTSTELLEN:
        raise Http404
    return _take(request, plan, naam, _("Het plan is nu: %(staat)s."))
