"""The meeting over a quickscan: four answers beside each other, what is agreed, and an ontwikkelpunt of it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.forms.scan import UitkomstForm
from ontwikkelplan.inhoud import Tabel, quickscan, vraagcode
from ontwikkelplan.models import Scan, Scanstaat, Scanuitkomst
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.scanbespreking import Vraagrij, punten_per_vraag, toelichtingen, vraagrijen
from ontwikkelplan.scanfilter import filter_of
from ontwikkelplan.services import scan as services
from ontwikkelplan.services.scanpunt import make_point_of
from ontwikkelplan.views.access import LEAD as LEAD_PLAN
from ontwikkelplan.views.access import UPDATE
from ontwikkelplan.views.scan_toegang import LEAD, PLAN_CLOSED, SEE, is_open, scan_for, scan_frame, tabel_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed
from wijkaanpak.web.posted import posted_number

VELDEN = "ontwikkelplan/scan/_uitkomstvelden.html"


def _arguments(scan: Scan, punt: str) -> dict[str, Any]:
    return {
        "schaal": quickscan(scan.instrument_versie).schaal,
        "vraag": f"samen-{punt}",
        "auto_id": editing.dom_of(f"u-{punt}"),
    }


@require_GET
def bespreken(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """All questions, the largest difference first, one of them open. Nothing to see while people still answer."""
    found = scan_for(request, scan_id)
    if not is_open(found):
        return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    return _page(request, found)


def _page(
    request: MemberRequest, found: Scan, status: int = 200, punt: str = "", blad: editing.Blad | None = None
) -> HttpResponse:
    rows = vraagrijen(found, punten_per_vraag(found.plan))
    chosen = filter_of(request.GET, rows, found, punt)
    frame = scan_frame(request, found, "bespreken")
    if chosen.open_rij and blad is None:
        blad = _blad(request, found, chosen.open_rij)
    context = {
        **frame,
        "filter": chosen,
        "rijen": chosen.rijen,
        "open_rij": chosen.open_rij,
        "blad": blad,
        "toelichtingen": toelichtingen(found, chosen.open_rij.vraag.id) if chosen.open_rij else {},
        "besproken": sum(row.is_besproken for row in rows),
        "totaal": len(rows),
        "mag_punt_maken": may(request.lid, UPDATE, found.plan),
    }
    return render(request, "ontwikkelplan/scan/bespreken.html", context, status=status)


def _blad(request: MemberRequest, found: Scan, rij: Vraagrij) -> editing.Blad:
    punt = rij.vraag.id
    row = Scanuitkomst.objects.filter(scan=found, punt=punt).first()
    row = row or Scanuitkomst(gemeente_id=found.gemeente_id, scan=found, punt=punt)
    url = reverse("ontwikkelplan:scan-uitkomst", args=[request.gemeente.slug, found.pk, punt])
    may_edit = found.staat == Scanstaat.BESPREKEN and may(request.lid, LEAD, found)
    return editing.open_blad(
        request, UitkomstForm, row, may_edit=may_edit, velden=VELDEN, url=url, **_arguments(found, punt)
    )


@require_http_methods(["GET", "POST"])
def uitkomst(request: MemberRequest, scan_id: UUID, punt: str) -> HttpResponse:
    """Save what was agreed at one question; read, it is the meeting with that question open."""
    found = scan_for(request, scan_id)
    is_post = request.method == "POST"
    if is_post and found.plan.is_closed and may(request.lid, LEAD_PLAN, found.plan):
        return closed(request, str(PLAN_CLOSED))
    require(request, LEAD if is_post else SEE, found)
    tabel_of(found, punt)
    if not is_post:
        return redirect(_meeting(request, found, punt))
    try:
        row = services.outcome_row(scan=found, punt=punt)
    except KanNiet as reason:
        return closed(request, str(reason))

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return _page(request, found, status, punt, blad)

    answer = editing.save_blad(
        request, UitkomstForm, row, page=page, thing=found, velden=VELDEN, **_arguments(found, punt)
    )
    if request.htmx and answer.status_code == 200:
        answer.write(_around(found, punt))
    return answer


uitkomst.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


def _around(found: Scan, punt: str) -> str:
    """Return what a save changes around the form: the choice in the line of the question, and the count."""
    rows = vraagrijen(found, {})
    context = {
        "rij": next(row for row in rows if row.vraag.id == punt),
        "besproken": sum(row.is_besproken for row in rows),
        "totaal": len(rows),
        "oob": True,
    }
    return render_to_string("ontwikkelplan/scan/_rondom.html", context)


@require_POST
def ontwikkelpunt(request: MemberRequest, scan_id: UUID, punt: str) -> HttpResponse:
    """Make an ontwikkelpunt of a question, and go to its goal; a message leads back to the meeting."""
    found = scan_for(request, scan_id)
    require(request, UPDATE, found.plan)
    tabel = tabel_of(found, punt)
    if not is_open(found):
        messages.warning(request, _("Deze quickscan wordt nog ingevuld."))
        return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    vraag = quickscan(found.instrument_versie).punten[punt]
    agreed = Scanuitkomst.objects.filter(scan=found, punt=punt).first()
    made = make_point_of(
        plan=found.plan,
        tabel=tabel,
        vraag=vraag,
        gezien=posted_number(request, "gezien"),
        by=request.lid,
        waarom=agreed.toelichting if agreed else "",
    )
    _say_made(request, found, tabel, punt)
    place = reverse("ontwikkelplan:punt", args=[request.gemeente.slug, found.plan_id, made.pk])
    return redirect(f"{place}?focus=doel")


def _say_made(request: MemberRequest, found: Scan, tabel: Tabel, punt: str) -> None:
    said = _("Van %(code)s is een ontwikkelpunt gemaakt bij %(nummer)s %(titel)s. Schrijf hier het doel.") % {
        "code": vraagcode(tabel, punt), "nummer": tabel.nummer, "titel": tabel.titel,
    }  # fmt: skip
    back = _meeting(request, found, punt)
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, back, _("Terug naar de bespreking")))


def _meeting(request: MemberRequest, found: Scan, punt: str) -> str:
    """Return the address of the meeting with a question open."""
    place = reverse("ontwikkelplan:scan-bespreken", args=[request.gemeente.slug, found.pk])
    return f"{place}?{urlencode({'vraag': punt})}#{punt}"
