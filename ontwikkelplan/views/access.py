"""Finding a plan with the rights of who asks, and the frame around its pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Plan
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require

SEE = "ontwikkelplan.bekijken"
UPDATE = "ontwikkelplan.bijwerken"
LEAD = "ontwikkelplan.leiden"


def plan_for(request: MemberRequest, plan_id: UUID, right: str = SEE, *, lock: bool = False) -> Plan:
    """Return a plan that the member may see, with the right that is asked; with ``lock`` until the request ends.

    Raises Http404 when it is not there for them, PermissionDenied (logged) without the right.
    """
    rows = Plan.objects.for_user(request.lid)
    plan: Plan | None = (rows.select_for_update(of=["self"]) if lock else rows).filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    require(request, right, plan)
    return plan


def plan_frame(request: MemberRequest, plan: Plan, tab: str) -> dict[str, Any]:
    """Return what every page of a plan needs; ``tab`` is the slug of a basisfunctie or the name of another page."""
    return {
        "plan": plan,
        "basis": reverse("ontwikkelplan:plan", args=[request.gemeente.slug, plan.pk]),  # addresses of many rows
        "tab": tab,
        "basisfuncties": quickscan(plan.instrument_versie).onderdelen,
        "mag_bijwerken": may(request.lid, UPDATE, plan),
        "mag_leiden": may(request.lid, LEAD, plan),
    }
