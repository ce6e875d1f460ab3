"""Answering a quickscan from one viewpoint. No query here asks for the answers of another."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ontwikkelplan.forms.scan import AntwoordForm
from ontwikkelplan.inhoud import quickscan, vraagcode
from ontwikkelplan.models import Scan, Scanantwoord, Scanrapport, Scanstaat
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.scanbeeld import tabellen_van
from ontwikkelplan.scanvoortgang import mijn_delen
from ontwikkelplan.services import scan as services
from ontwikkelplan.views.scan_toegang import ANSWER, PLAN_CLOSED, perspectief_of, scan_for, scan_frame, tabel_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed

VELDEN = "ontwikkelplan/scan/_antwoordvelden.html"


def _arguments(scan: Scan, punt: str) -> dict[str, Any]:
    return {
        "schaal": quickscan(scan.instrument_versie).schaal,
        "vraag": f"vraag-{punt}",
        "auto_id": editing.dom_of(f"v-{punt}"),
    }


@require_GET
def invullen(request: MemberRequest, scan_id: UUID, basisfunctie: str) -> HttpResponse:
    """The questions of one basisfunctie, with the answers of one's own viewpoint."""
    found = scan_for(request, scan_id, ANSWER)
    if found.staat != Scanstaat.INVULLEN:
        return redirect("ontwikkelplan:scan-bespreken", request.gemeente.slug, found.pk)
    return _page(request, found, basisfunctie)


def _page(
    request: MemberRequest, found: Scan, basisfunctie: str, status: int = 200, bladen: dict[str, Any] | None = None
) -> HttpResponse:
    deel = quickscan(found.instrument_versie).onderdeel(basisfunctie)
    if deel is None:
        raise Http404
    mine = perspectief_of(found)
    tables = tabellen_van(found, basisfunctie)
    asked = [vraag.id for tabel in tables for vraag in tabel.vragen]
    rows = {row.punt: row for row in Scanantwoord.objects.filter(scan=found, perspectief=mine, punt__in=asked)}
    delen = mijn_delen(found, mine)
    number = next(place for place, each in enumerate(delen) if each.slug == basisfunctie)
    groups = [
        (tabel, [(vraag, vraagcode(tabel, vraag.id), _blad(request, found, rows, vraag.id)) for vraag in tabel.vragen])
        for tabel in tables
    ]
    for _tabel, questions in groups:
        questions[:] = [(vraag, code, (bladen or {}).get(vraag.id, blad)) for vraag, code, blad in questions]
    context = {
        **scan_frame(request, found, "invullen"),
        "onderdeel": deel,
        "groepen": groups,
        "delen": delen,
        "dit_deel": delen[number],
        "volgende": delen[number + 1] if number + 1 < len(delen) else None,
        "rapporten": Scanrapport.objects.current().filter(scan=found, basisfunctie=deel.id),
    }
    return render(request, "ontwikkelplan/scan/invullen.html", context, status=status)


def _blad(request: MemberRequest, found: Scan, rows: dict[str, Scanantwoord], punt: str) -> editing.Blad:
    row = rows.get(punt) or Scanantwoord(
        gemeente_id=found.gemeente_id, scan=found, perspectief=perspectief_of(found), punt=punt
    )
    url = reverse("ontwikkelplan:scan-antwoord", args=[request.gemeente.slug, found.pk, punt])
    return editing.open_blad(
        request, AntwoordForm, row, may_edit=True, velden=VELDEN, url=url, **_arguments(found, punt)
    )


@require_http_methods(["GET", "POST"])
def antwoord(request: MemberRequest, scan_id: UUID, punt: str) -> HttpResponse:
    """Save the answer of one's own viewpoint to one question; read, it is the page it stands on."""
    found = scan_for(request, scan_id)
    if request.method == "POST" and found.plan.is_closed and perspectief_of(found):
        return closed(request, str(PLAN_CLOSED))
    require(request, ANSWER, found)
    slug = tabel_of(found, punt).basisfunctie.slug
    if request.method == "GET":
        place = reverse("ontwikkelplan:scan-invullen", args=[request.gemeente.slug, found.pk, slug])
        return redirect(f"{place}#{punt}")
    mine = perspectief_of(found)
    try:
        row = services.answer_row(scan=found, perspectief=mine, punt=punt)
    except KanNiet as reason:
        return closed(request, str(reason))

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return _page(request, found, slug, status, {punt: blad})

    answer = editing.save_blad(
        request, AntwoordForm, row, page=page, thing=found, velden=VELDEN, **_arguments(found, punt)
    )
    if request.htmx and "HX-Refresh" not in answer:
        here = next(each for each in mijn_delen(found, mine) if each.slug == slug)
        answer.write(render_to_string("ontwikkelplan/scan/_teller.html", {"dit_deel": here, "oob": True}))
    return answer


antwoord.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_GET
def geschiedenis(request: MemberRequest, scan_id: UUID, punt: str) -> HttpResponse:
    """Who of one's own viewpoint changed what in one answer, and when."""
    found = scan_for(request, scan_id, ANSWER)
    tabel = tabel_of(found, punt)
    row = Scanantwoord.objects.filter(scan=found, perspectief=perspectief_of(found), punt=punt).first()
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    form = AntwoordForm(instance=row, **_arguments(found, punt))
    context = {
        **scan_frame(request, found, "invullen"),
        "vraag": quickscan(found.instrument_versie).punten[punt],
        "code": vraagcode(tabel, punt),
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}) if row else [],
        "terug": reverse("ontwikkelplan:scan-antwoord", args=[request.gemeente.slug, found.pk, punt]),
    }
    return render(request, "ontwikkelplan/scan/geschiedenis.html", context)
