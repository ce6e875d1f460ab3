"""Finding a project with the rights of who asks."""

from uuid import UUID

from django.http import Http404

from projects.models import Project
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require


def project_for(request: MemberRequest, project_id: UUID, right: str = "projects.bekijken") -> Project:
    """Return a project that the member may see, with the right that is asked.

    Raises Http404 when it is not there for them, PermissionDenied (logged) without the right.
    """
    project: Project | None = Project.objects.for_user(request.lid).with_leader().filter(pk=project_id).first()
    if project is None:
        raise Http404
    require(request, right, project)
    return project
