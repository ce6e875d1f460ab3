"""The versions of a plan: keeping one, reading one, and seeing what differs between two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontwikkelplan.forms.versies import NU, VergelijkForm, VersieForm
from ontwikkelplan.inhoud import KOLOMNAMEN
from ontwikkelplan.models import Plan, Planstaat, Planversie
from ontwikkelplan.services.versies import freeze_version
from ontwikkelplan.staten import VASTSTELLEN, steps_from
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.verschil import aantal, verschillen
from ontwikkelplan.views.access import LEAD, SEE, plan_for, plan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import note_foreign_choices


def _listed(plan: Plan) -> list[Planversie]:
    rows: Any = Planversie.objects.filter(plan=plan).defer("inhoud")
    return list(rows.select_related("gemaakt_door__gebruiker"))


@require_http_methods(["GET", "POST"])
def versies(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The versions of a plan; keep how it is now as another."""
    plan = plan_for(request, plan_id, LEAD if request.method == "POST" else SEE)
    form = VersieForm(request.POST or None)
    if form.is_valid():
        made = freeze_version(plan=plan, reden=form.cleaned_data["reden"], by=request.lid)
        messages.success(request, _("Versie %(n)d is bewaard.") % {"n": made.nummer})
        return redirect("ontwikkelplan:versies", request.gemeente.slug, plan.pk)
    found = _listed(plan)
    context = {
        **plan_frame(request, plan, "versies"),
        "versies": found,
        "form": form,
        "vergelijk": VergelijkForm(versies=found, initial={"naar": NU}),
        "stappen": steps_from(plan.staat),
        "vaststellen": VASTSTELLEN,
        "staten": Planstaat.choices,
    }
    return render(request, "ontwikkelplan/plan/versies.html", context, status=422 if form.errors else 200)


@require_GET
def versie(request: MemberRequest, plan_id: UUID, planversie_id: UUID) -> HttpResponse:
    """One version, as a page."""
    plan = plan_for(request, plan_id)
    rows = Planversie.objects.select_related("gemaakt_door__gebruiker")
    row: Planversie = get_object_or_404(rows, plan=plan, pk=planversie_id)
    context = {
        **plan_frame(request, plan, "versies"),
        "versie": row,
        "opname": Momentopname.model_validate(row.inhoud),
        "kolomnamen": KOLOMNAMEN,
        "vorige": Planversie.objects.filter(plan=plan, nummer__lt=row.nummer).defer("inhoud").first(),
    }
    return render(request, "ontwikkelplan/plan/versie.html", context)


@require_GET
def vergelijk(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """What differs between two versions, or between one and now."""
    plan = plan_for(request, plan_id)
    found = _listed(plan)
    form = VergelijkForm(request.GET or None, versies=found, initial={"naar": NU})
    context = {**plan_frame(request, plan, "versies"), "vergelijk": form, "versies": found}
    if form.is_valid():
        plan.gemeente = request.gemeente
        old, new = (_snapshot(plan, each) for each in form.oldest_first())
        chapters = verschillen(old, new)
        context |= {"hoofdstukken": chapters, "aantal": aantal(chapters), "namen": form.names(), "is_vergeleken": True}
    note_foreign_choices(request, form, plan)
    return render(request, "ontwikkelplan/plan/vergelijk.html", context, status=422 if form.errors else 200)


def _snapshot(plan: Plan, choice: str) -> Momentopname:
    if choice == NU:
        return momentopname(plan)
    return Momentopname.model_validate(Planversie.objects.get(plan=plan, pk=choice).inhoud)
