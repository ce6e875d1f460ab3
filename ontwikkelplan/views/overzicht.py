"""The start page of a plan: how far it is, when, what it costs, and what asks for attention."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ontwikkelplan.aanbod import Aanbod, aanbod_van
from ontwikkelplan.beeld import Beeld, beeld_van
from ontwikkelplan.begroting import begroting_van
from ontwikkelplan.models import Begrotingsmoment, Ontwikkelpunt, Planstaat
from ontwikkelplan.staten import VASTSTELLEN, steps_from
from ontwikkelplan.views.access import plan_for, plan_frame
from wijkaanpak.accounts.http import MemberRequest


@require_GET
def overzicht(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The overview of a plan, from one read of its ontwikkelpunten."""
    plan = plan_for(request, plan_id)
    punten = list(Ontwikkelpunt.objects.current().filter(plan=plan).in_order().with_last_stand())
    beeld = beeld_van(plan, punten)
    context = {
        **plan_frame(request, plan, "overzicht"),
        "beeld": beeld,
        "begroting": begroting_van(beeld.regels, list(Begrotingsmoment.objects.current().filter(plan=plan))),
        "aanbod": Aanbod() if plan.is_regional else aanbod_van(plan, punten),
        "feiten": _facts(beeld),
        "stappen": steps_from(plan.staat),
        "vaststellen": VASTSTELLEN,
        "staten": Planstaat.choices,
    }
    return render(request, "ontwikkelplan/plan/overzicht.html", context)


def _facts(beeld: Beeld) -> list[tuple[str, str, str]]:
    """Return what stands in the head of the page: name, words, class."""
    facts = [(_("Ontwikkelpunten"), _("%(n)d, waarvan %(m)d gereed") % {"n": beeld.totaal, "m": beeld.gereed}, "")]
    if beeld.laat:
        facts.append((_("Te laat"), str(len(beeld.laat)), "laat"))
    if beeld.oud:
        words = ngettext("%(n)d stand is oud of ontbreekt", "%(n)d standen zijn oud of ontbreken", len(beeld.oud))
        facts.append((_("Let op"), words % {"n": len(beeld.oud)}, "letop"))
    return facts
