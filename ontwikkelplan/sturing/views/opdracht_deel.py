"""The composer: one part of the opdracht with its texts and what became of its requirements, saved one by one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.forms.opdracht import KeuzeForm, TekstForm
from ontwikkelplan.sturing.models import Opdracht, Opdrachttekst, Regiotekst
from ontwikkelplan.sturing.opdrachtdossier import texts_of
from ontwikkelplan.sturing.opdrachtinhoud import BESLUIT, TEKST, blokken, instrument_of, teller
from ontwikkelplan.sturing.services.opdracht import KanNiet, take_suggestion, text_row
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame, opdracht_to_write, parts_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.history import versions
from wijkaanpak.instrumenten.schema import Onderdeel, Punt
from wijkaanpak.web import editing
from wijkaanpak.web.posted import posted_number


def _sheet_of(opdracht: Opdracht, punt: Punt, *, is_regional: bool) -> tuple[type[EditForm], dict[str, Any]]:
    """Return the form at one id, and its arguments."""
    if punt.soort == TEKST:
        return TekstForm, {"regionaal": is_regional, "auto_id": editing.dom_of(f"t-{punt.id}")}
    return KeuzeForm, {"vraag": f"vraag-{punt.id}", "auto_id": editing.dom_of(f"k-{punt.id}")}


def _velden(punt: Punt) -> str:
    return "" if punt.soort == TEKST else "sturing/opdracht/_keuzevelden.html"


def _punt(opdracht: Opdracht, id: str) -> Punt:
    """Return a text or a requirement of the instrument. Raises Http404 for anything else."""
    punt = instrument_of(opdracht).punten.get(id)
    if punt is None or (punt.soort != TEKST and punt.soort not in BESLUIT):
        raise Http404
    return punt


@require_GET
def deel(request: MemberRequest, opdracht_id: UUID, deel: str) -> HttpResponse:
    """One part, with a form at every text and every requirement."""
    return _page(request, opdracht_for(request, opdracht_id), deel)


def _page(
    request: MemberRequest,
    opdracht: Opdracht,
    slug: str,
    status: int = 200,
    posted: tuple[str, editing.Blad] | None = None,
) -> HttpResponse:
    parts = parts_of(opdracht)
    number = next((place for place, each in enumerate(parts) if each.slug == slug), None)
    if number is None:
        raise Http404
    frame = opdracht_frame(request, opdracht, slug)
    draw = _Tekenaar(request, opdracht, frame, texts_of(opdracht), dict([posted] if posted else []))
    context = {
        **frame,
        "deel": parts[number],
        "teller": teller(parts[number], draw.teksten),
        "blokken": [
            (
                blok,
                draw.blad(blok.tekst) if blok.tekst else None,
                [] if frame["is_regionaal"] else [(eis, draw.blad(eis)) for eis in blok.eisen],
            )
            for blok in blokken(parts[number])
        ],
        "regioteksten": {} if frame["is_regionaal"] else _offers(parts[number], draw.teksten),
        "volgende": parts[number + 1] if number + 1 < len(parts) else None,
    }
    return render(request, "sturing/opdracht/deel.html", context, status=status)


class _Tekenaar:
    """Makes the forms of one page; one that was posted comes back as it is."""

    def __init__(
        self,
        request: MemberRequest,
        opdracht: Opdracht,
        frame: dict[str, Any],
        teksten: dict[str, Opdrachttekst],
        posted: dict[str, editing.Blad],
    ) -> None:
        self.request, self.opdracht, self.frame = request, opdracht, frame
        self.teksten, self.posted = teksten, posted

    def blad(self, punt: Punt) -> editing.Blad:
        """Return the form at one id."""
        if punt.id in self.posted:
            return self.posted[punt.id]
        opdracht = self.opdracht
        row = self.teksten.get(punt.id) or Opdrachttekst(
            gemeente_id=opdracht.gemeente_id, opdracht=opdracht, punt=punt.id
        )
        form, arguments = _sheet_of(opdracht, punt, is_regional=self.frame["is_regionaal"])
        url = reverse("sturing:opdracht-tekst", args=[self.request.gemeente.slug, opdracht.pk, punt.id])
        may_edit = self.frame["mag_bijwerken"]
        return editing.open_blad(self.request, form, row, may_edit=may_edit, velden=_velden(punt), url=url, **arguments)


def _offers(deel: Onderdeel, teksten: dict[str, Opdrachttekst]) -> dict[str, Regiotekst]:
    """Return the texts of the region in this part that ours differs from."""
    ids = [punt.id for top in deel.punten for punt in top.walk() if punt.soort == TEKST]
    rows = Regiotekst.objects.filter(punt__in=ids, ingetrokken_op=None)
    return {row.punt: row for row in rows if row.punt not in teksten or teksten[row.punt].tekst != row.tekst}


@require_http_methods(["GET", "POST"])
def tekst(request: MemberRequest, opdracht_id: UUID, punt: str) -> HttpResponse:
    """Save what is written or decided at one id; read, it is the page it stands on."""
    if request.method == "GET":
        opdracht = opdracht_for(request, opdracht_id)
        return redirect(_place(request, opdracht, _punt(opdracht, punt)))
    opdracht, shut = opdracht_to_write(request, opdracht_id)
    if shut is not None:
        return shut
    found = _punt(opdracht, punt)
    part = instrument_of(opdracht).onderdeel_van[found.id]
    form, arguments = _sheet_of(opdracht, found, is_regional=opdracht_frame(request, opdracht)["is_regionaal"])
    row = text_row(opdracht=opdracht, punt=found.id)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return _page(request, opdracht, part.slug, status, (found.id, blad))

    answer = editing.save_blad(request, form, row, page=page, thing=opdracht, velden=_velden(found), **arguments)
    if request.htmx and "HX-Refresh" not in answer:
        count = teller(part, texts_of(opdracht))
        answer.write(render_to_string("sturing/opdracht/_teller.html", {"teller": count, "oob": True}))
    return answer


def _place(request: MemberRequest, opdracht: Opdracht, punt: Punt) -> str:
    slug = instrument_of(opdracht).onderdeel_van[punt.id].slug
    return f"{reverse('sturing:opdracht-deel', args=[request.gemeente.slug, opdracht.pk, slug])}#{punt.id}"


@require_POST
def voorzet(request: MemberRequest, opdracht_id: UUID, punt: str) -> HttpResponse:
    """Take our sentence at a requirement into the text of its part."""
    opdracht, shut = opdracht_to_write(request, opdracht_id)
    if shut is not None:
        return shut
    found = _punt(opdracht, punt)
    if found.soort not in BESLUIT:
        raise Http404
    try:
        take_suggestion(opdracht=opdracht, punt=found.id, versie=posted_number(request, "versie"), by=request.lid)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("De voorzet staat in de tekst. Pas hem aan zoals jullie het zeggen."))
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(_place(request, opdracht, found))


@require_GET
def geschiedenis(request: MemberRequest, opdracht_id: UUID, punt: str) -> HttpResponse:
    """Who changed what at one id, and when."""
    opdracht = opdracht_for(request, opdracht_id)
    found = _punt(opdracht, punt)
    frame = opdracht_frame(request, opdracht, instrument_of(opdracht).onderdeel_van[found.id].slug)
    row = Opdrachttekst.objects.filter(opdracht=opdracht, punt=found.id).first()
    form_class, arguments = _sheet_of(opdracht, found, is_regional=frame["is_regionaal"])
    form = form_class(instance=row, **arguments)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    context = {
        **frame,
        "lijst": {"kop": "sturing/_kop.html"},
        "rij": row or found.titel,
        "kop": found.titel,
        "regels": versions(row, form.labels(), form.words, dict(people), {}) if row else [],
        "terug": reverse("sturing:opdracht-tekst", args=[request.gemeente.slug, opdracht.pk, found.id]),
        "mag_terug": frame["mag_bijwerken"],
    }
    return render(request, "editing/lijst_geschiedenis.html", context)


tekst.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
