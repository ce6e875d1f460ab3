"""What a quickscan came to: radar and bars, beside the scan before it, and what has no ontwikkelpunt yet."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ontwikkelplan.inhoud import quickscan, vraagcode
from ontwikkelplan.models import Scan
from ontwikkelplan.scanbeeld import Uitkomst, gegevens_van, open_scans, uitkomsten_van, vorige_van, vragen_van
from ontwikkelplan.scanbespreking import punten_per_vraag
from ontwikkelplan.scanfiguur import radar_of
from ontwikkelplan.scanscore import deelscores, score_of
from ontwikkelplan.views.scan_toegang import is_open, scan_for, scan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.instrumenten.schema import Onderdeel


@require_GET
def resultaat(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """The result of a scan. Nothing to see while people still answer."""
    found = scan_for(request, scan_id)
    if not is_open(found):
        return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    before = vorige_van(found, open_scans())
    held = gegevens_van([found, before] if before else [found])
    old = uitkomsten_van(before, held[before.pk], {}) if before else {}
    new = uitkomsten_van(found, held[found.pk], old)
    parts = deelscores(found, new, old)
    context = {
        **scan_frame(request, found, "uitkomst"),
        "vorige": before,
        "delen": parts,
        "radar": radar_of(parts),
        "geheel": score_of(vragen_van(found), new, old),
        **_without_point(found, new),
    }
    return render(request, "ontwikkelplan/scan/resultaat.html", context)


def _without_point(found: Scan, uitkomsten: dict[str, Uitkomst]) -> dict[str, Any]:
    """Return the questions that could do with an ontwikkelpunt and have none, and how many are in order."""
    punten = quickscan(found.instrument_versie).punten
    linked = punten_per_vraag(found.plan)
    wanting: dict[str, tuple[Onderdeel, list[Any]]] = {}
    in_order = 0
    for id, tabel in vragen_van(found).items():
        uitkomst = uitkomsten.get(id)
        if id in linked:
            continue
        if uitkomst and uitkomst.telt == 1:
            in_order += 1
            continue
        part = wanting.setdefault(tabel.basisfunctie.id, (tabel.basisfunctie, []))
        part[1].append((vraagcode(tabel, id), punten[id], uitkomst))
    count = sum(len(rows) for _deel, rows in wanting.values())
    return {"zonder_punt": list(wanting.values()), "zonder_aantal": count, "in_orde": in_order}
