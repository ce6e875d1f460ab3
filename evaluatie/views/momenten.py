"""The evaluations of a project: halfway, at the end, and more if wanted (NUM-09, DAT-04)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evaluatie.views.frame import frame, project_of
from wijkaanpak.accounts.http import MemberRequest


@require_GET
def begin(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The evaluations of a project."""
    project = project_of(request, project_id)
    return render(request, "evaluatie/momenten.html", frame(request, project, "momenten"))
