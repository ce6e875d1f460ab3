"""A plan to write in: with the right to it, and not closed meanwhile."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Plan
from ontwikkelplan.views.access import LEAD, UPDATE, plan_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web.errors import closed, typed_text_page

CLOSED = _("Dit plan is intussen afgesloten. Open het weer als je nog iets wilt wijzigen.")


def open_plan(request: MemberRequest, plan_id: UUID) -> tuple[Plan, HttpResponse | None]:
    """Return the plan to write in, and the page with what was typed when a colleague closed it meanwhile.

    The plan is locked until the request ends: what is saved is in the version that closing it freezes, or is refused.
    Raises PermissionDenied (logged) without the right to change it.
    """
    plan = plan_for(request, plan_id, lock=True)
    if plan.is_closed and may(request.lid, LEAD, plan):
        return plan, closed(request, str(CLOSED))
    require(request, UPDATE, plan)
    return plan, None


def gone(request: MemberRequest) -> HttpResponse:
    """Answer a form over a row that a colleague took away meanwhile: no word is lost.

    Raises Http404 for a script: then the page says that it is not saved, and keeps the text.
    """
    if request.htmx:
        raise Http404
    return typed_text_page(request, 409)
