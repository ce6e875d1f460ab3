"""Screens of ontwikkelplan: punten."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ontwikkelplan.views.access import plan_for, plan_frame
from wijkaanpak.accounts.http import MemberRequest


@require_GET
def stub(request: MemberRequest, plan_id: UUID, **kwargs: str) -> HttpResponse:
    """A page to come."""
    plan = plan_for(request, plan_id)
    return render(request, "ontwikkelplan/leeg.html", plan_frame(request, plan, ""))
