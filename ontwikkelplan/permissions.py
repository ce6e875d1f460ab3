"""The rights of ontwikkelplan. Plans come from ``Plan.objects.for_user``, scans from ``Scan.objects.for_user``."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import right


@right("ontwikkelplan.bekijken")
def _see(lid: Lidmaatschap, plan: Any) -> bool:
    return lid.rol != Rol.GAST


@right("ontwikkelplan.aanmaken")
def _create(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol == Rol.BELEID


@right("ontwikkelplan.bijwerken")
def _update(lid: Lidmaatschap, plan: Any) -> bool:
    return lid.rol == Rol.BELEID and not plan.is_closed


@right("ontwikkelplan.leiden")
def _lead(lid: Lidmaatschap, plan: Any) -> bool:
    """Give a plan another state: also a closed one, which can be opened again."""
    return lid.rol == Rol.BELEID


@right("ontwikkelplan.regio_aanbieden")
def _offer(lid: Lidmaatschap, thing: Any) -> bool:
    regio = lid.gemeente.regio
    return lid.rol == Rol.BELEID and regio is not None and regio.trekker_id == lid.gemeente_id


@right("ontwikkelplan.scan_bekijken")
def _see_scan(lid: Lidmaatschap, scan: Any) -> bool:
    """See what the scan came to; while it is being answered, that there is one."""
    return lid.rol != Rol.GAST or bool(scan.mijn_perspectief)


@right("ontwikkelplan.scan_invullen")
def _answer_scan(lid: Lidmaatschap, scan: Any) -> bool:
    return bool(scan.mijn_perspectief) and not scan.plan.is_closed


@right("ontwikkelplan.scan_leiden")
def _lead_scan(lid: Lidmaatschap, scan: Any) -> bool:
    return lid.rol == Rol.BELEID and not scan.plan.is_closed


@right("ontwikkelplan.scanrapport_beheren")
def _manage_report(lid: Lidmaatschap, rapport: Any) -> bool:
    """Take a report away and put it back: who leads the scan, and who added it and answers still."""
    if _lead_scan(lid, rapport.scan):
        return True
    return rapport.toegevoegd_door_id == lid.pk and _answer_scan(lid, rapport.scan)
