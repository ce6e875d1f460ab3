"""Finding a session with the rights of who asks."""

from typing import Any
from uuid import UUID

from django.http import Http404

from reflectie.models import Sessie
from reflectie.tafel import Tafel, with_table
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require

SEE = "reflectie.sessie_bekijken"
WRITE = "reflectie.sessie_bijwerken"
LEAD = "reflectie.sessie_leiden"


def session_for(request: MemberRequest, sessie_id: UUID, right: str = SEE) -> Sessie:
    """Return a session whose texts the member may see, with the right that is asked.

    Raises Http404 when it is not there for them, PermissionDenied (logged) without the right.
    """
    rows = with_table(Sessie.objects.for_user(request.lid))
    found: Sessie | None = (
        rows.filter(pk=sessie_id).select_related("project", "reeks", "gespreksleider__gebruiker").first()
    )
    if found is None:
        raise Http404
    require(request, right, found)
    return found


def session_frame(request: MemberRequest, sessie: Sessie) -> dict[str, Any]:
    """Return what every page of a session needs."""
    return {
        "sessie": sessie,
        "project": sessie.project,
        "tafel": Tafel(sessie),
        "is_team": bool(sessie.mijn_rol),  # type: ignore[attr-defined]  # for_user adds it
        "mag_schrijven": may(request.lid, WRITE, sessie),
        "mag_sessie_leiden": may(request.lid, LEAD, sessie),
    }
