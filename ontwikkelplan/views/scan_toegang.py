"""Finding a quickscan with the rights of who asks, and the frame around its pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.inhoud import Tabel
from ontwikkelplan.models import Perspectief, Scan, Scanstaat
from ontwikkelplan.scanbeeld import vragen_van
from ontwikkelplan.views.access import plan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Rol
from wijkaanpak.accounts.rights import may, require

SEE = "ontwikkelplan.scan_bekijken"
ANSWER = "ontwikkelplan.scan_invullen"
LEAD = "ontwikkelplan.scan_leiden"
MANAGE = "ontwikkelplan.scanrapport_beheren"
PLAN_CLOSED = _("Dit plan is intussen afgesloten. De quickscan kun je nu niet meer veranderen.")


def scan_for(request: MemberRequest, scan_id: UUID, right: str = SEE) -> Scan:
    """Return a scan that the member may see, with the right that is asked.

    Raises Http404 when it is not there for them, PermissionDenied (logged) without the right.
    """
    rows = Scan.objects.for_user(request.lid).select_related("plan")
    found: Scan | None = rows.filter(pk=scan_id).first()
    if found is None:
        raise Http404
    require(request, right, found)
    return found


def perspectief_of(scan: Scan) -> str:
    """Return the viewpoint of who asks, or ''."""
    return str(scan.mijn_perspectief)  # type: ignore[attr-defined]  # for_user adds it


def tabel_of(scan: Scan, punt: str) -> Tabel:
    """Return the table of a question. Raises Http404 when the scan asks no such question."""
    try:
        return vragen_van(scan)[punt]
    except KeyError:
        raise Http404 from None


def is_open(scan: Scan) -> bool:
    """Whether the answers of all viewpoints may be seen."""
    return scan.staat != Scanstaat.INVULLEN


def scan_frame(request: MemberRequest, scan: Scan, deel: str) -> dict[str, Any]:
    """Return what every page of a scan needs; ``deel`` is the page: overzicht, invullen, bespreken or uitkomst.

    A guest gets no plan around it: to them there is none.
    """
    mine = perspectief_of(scan)
    is_guest = request.lid.rol == Rol.GAST
    return {
        **({} if is_guest else plan_frame(request, scan.plan, "quickscan")),
        "scan": scan,
        "deel": deel,
        "is_gast": is_guest,
        "is_open": is_open(scan),
        "mijn_perspectief": Perspectief(mine).label if mine else "",
        "mag_scan_invullen": scan.staat == Scanstaat.INVULLEN and may(request.lid, ANSWER, scan),
        "mag_scan_leiden": may(request.lid, LEAD, scan),
    }
