"""A plan to write in: with the right to it, and not closed meanwhile."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Plan
from ontwikkelplan.views.access import LEAD, UPDATE, plan_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web.errors import closed

CLOSED = _("Dit plan is intussen afgesloten. Open het weer als je nog iets wilt wijzigen.")


def open_plan(request: MemberRequest, plan_id: UUID) -> tuple[Plan, HttpResponse | None]:
    """Return the plan, and the page with what was typed when a colleague closed it meanwhile.

    Raises PermissionDenied (logged) without the right to change it.
    """
    plan = plan_for(request, plan_id)
    if plan.is_closed and may(request.lid, LEAD, plan):
        return plan, closed(request, str(CLOSED))
    require(request, UPDATE, plan)
    return plan, None
