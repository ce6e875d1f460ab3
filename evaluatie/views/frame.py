"""Finding the project of a page of evaluatie, and what its head needs."""

from typing import Any
from uuid import UUID

from evaluatie.bladen import BLADEN
from projects.models import Project
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require

SEE = "evaluatie.bekijken"
UPDATE = "evaluatie.bijwerken"


def project_of(request: MemberRequest, project_id: UUID, right: str = SEE) -> Project:
    """Return a project that the member may see, with the right that is asked.

    Raises Http404 when it is not there for them, PermissionDenied (logged) without the right.
    """
    project = project_for(request, project_id)
    require(request, right, project)
    return project


def frame(request: MemberRequest, project: Project, blad: str) -> dict[str, Any]:
    """Return what the head of every page of the tab Evaluatie needs; ``blad`` is one of ``BLADEN``."""
    mag = may(request.lid, UPDATE, project)
    return {**project_frame(request, project, "evaluatie"), "bladen": BLADEN, "blad_nu": blad, "mag_evalueren": mag}
