"""Deel I as the guide of a conversation: one section in large type, the answers, and a note at every line."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ontwikkelplan.sturing.forms.checklist import NotitieForm
from ontwikkelplan.sturing.inhoud import answer_words, code, delen_van, punten_van
from ontwikkelplan.sturing.models import Sturing, Sturingantwoord
from ontwikkelplan.sturing.services import checklist as services
from ontwikkelplan.sturing.views.access import UPDATE
from ontwikkelplan.sturing.views.checklist import answers_of, line_of, sturing_for, year_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web import editing


def _arguments(punt: str) -> dict[str, Any]:
    return {"auto_id": editing.dom_of(f"n-{punt}")}


@require_GET
def voorlezen(request: MemberRequest, sturing_id: UUID, deel: str) -> HttpResponse:
    """One section, to talk about."""
    return _page(request, sturing_for(request, sturing_id), deel)


def _page(
    request: MemberRequest,
    sturing: Sturing,
    slug: str,
    status: int = 200,
    instead: dict[str, editing.Blad] | None = None,
) -> HttpResponse:
    frame = year_frame(request, sturing, "checklist")
    parts = delen_van(sturing)
    place = next((number for number, part in enumerate(parts) if part.slug == slug), None)
    if place is None:
        raise Http404
    rows = answers_of(sturing)
    lines = []
    for punt in punten_van(parts[place]):
        row = rows.get(punt.id) or Sturingantwoord(gemeente_id=sturing.gemeente_id, sturing=sturing, punt=punt.id)
        url = reverse("sturing:notitie", args=[request.gemeente.slug, sturing.pk, punt.id])
        blad = (instead or {}).get(punt.id) or editing.open_blad(
            request, NotitieForm, row, may_edit=frame["mag_bijwerken"], url=url, **_arguments(punt.id)
        )
        lines.append((punt, code(punt), answer_words(sturing, punt, rows.get(punt.id)), blad))
    context = {
        **frame,
        "deel": parts[place],
        "nummer": place + 1,
        "aantal": len(parts),
        "vorige": parts[place - 1] if place else None,
        "volgende": parts[place + 1] if place + 1 < len(parts) else None,
        "regels": lines,
    }
    return render(request, "sturing/checklist/voorlezen.html", context, status=status)


@require_http_methods(["GET", "POST"])
def notitie(request: MemberRequest, sturing_id: UUID, punt: str) -> HttpResponse:
    """Save the note at one line; read, it is the page it stands on."""
    sturing = sturing_for(request, sturing_id, UPDATE)
    part, _line = line_of(sturing, punt)
    if request.method == "GET":
        place = reverse("sturing:voorlezen", args=[request.gemeente.slug, sturing.pk, part.slug])
        return redirect(f"{place}#{punt}")

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return _page(request, sturing, part.slug, status, {punt: blad})

    row = services.answer_row(sturing=sturing, punt=punt)
    return editing.save_blad(request, NotitieForm, row, page=page, thing=sturing, **_arguments(punt))


notitie.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
