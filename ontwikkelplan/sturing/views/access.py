"""The frame around every page of sturing."""

from typing import Any

from ontwikkelplan.sturing.tabs import TABS
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require

SEE = "sturing.bekijken"
UPDATE = "sturing.bijwerken"
FINISH = "sturing.actie_afronden"


def sturing_frame(request: MemberRequest, tab: str, thing: Any = None) -> dict[str, Any]:
    """Return what every page of sturing needs; ``tab`` is the name of one of ``TABS``.

    Raises PermissionDenied (logged) for who may not see sturing.
    """
    require(request, SEE, thing)
    return {"tab": tab, "tabs": TABS, "mag_bijwerken": may(request.lid, UPDATE, thing)}
