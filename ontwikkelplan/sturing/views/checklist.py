"""Deel I of a year: its sections, the answers, their history, and beginning a year."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.forms.checklist import AntwoordForm, BeginForm
from ontwikkelplan.sturing.inhoud import Deelstand, checklist, code, punt_van, punten_van, stand_van
from ontwikkelplan.sturing.models import Sturing, Sturingantwoord, Uitgezet
from ontwikkelplan.sturing.services import checklist as services
from ontwikkelplan.sturing.views.access import SEE, UPDATE, sturing_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.editing.history import versions
from wijkaanpak.instrumenten.schema import Onderdeel, Punt
from wijkaanpak.web import editing
from wijkaanpak.web.posted import posted_number

VELDEN = "sturing/checklist/_velden.html"
ANSWER = "sturing.antwoorden"
_NEXT_FROM = 10  # the month from which the next year can be prepared


def sturing_for(request: MemberRequest, sturing_id: UUID, right: str = SEE) -> Sturing:
    """Return a year with the right on it. Raises Http404, or PermissionDenied (logged)."""
    require(request, right)
    found: Sturing = get_object_or_404(Sturing.objects.all(), pk=sturing_id)
    return found


def newest(request: MemberRequest) -> Sturing | None:
    """Return the newest year, or None before the first."""
    require(request, SEE)
    found: Sturing | None = Sturing.objects.first()
    return found


def year_frame(request: MemberRequest, sturing: Sturing, tab: str) -> dict[str, Any]:
    """Return what every page of a year needs."""
    return {
        **sturing_frame(request, tab, sturing),
        "sturing": sturing,
        "kop": _("Checklist sturing %(jaar)s") % {"jaar": sturing.jaar},
        "intro": _("Voor de gemeente als opdrachtgever: eerst in kaart brengen, dan het gesprek, dan het plan."),
    }


def empty_page(request: MemberRequest, tab: str) -> HttpResponse:
    """The page of a part of sturing before there is a year."""
    context = {
        **sturing_frame(request, tab),
        "kop": _("Sturing"),
        "jaar": timezone.localdate().year,
    }
    return render(request, "sturing/checklist/leeg.html", context)


def answers_of(sturing: Sturing) -> dict[str, Sturingantwoord]:
    """Return the answers of a year by line: one query."""
    return {row.punt: row for row in Sturingantwoord.objects.filter(sturing=sturing)}


@require_GET
def begin(request: MemberRequest) -> HttpResponse:
    """The newest year, at the first section with something left; or how to begin."""
    sturing = newest(request)
    if sturing is None:
        return empty_page(request, "checklist")
    standen = stand_van(sturing, answers_of(sturing))
    place = next((stand for stand in standen if stand.open), standen[0])
    return redirect("sturing:deel", request.gemeente.slug, sturing.pk, place.deel.slug)


def _years_to_begin() -> list[int]:
    """Return the years that can be begun: this one, and from October on the next."""
    today = timezone.localdate()
    return [today.year, today.year + 1] if today.month >= _NEXT_FROM else [today.year]


@require_POST
def nieuw(request: MemberRequest) -> HttpResponseRedirect:
    """Begin the checklist of this year, or of the next one."""
    require(request, UPDATE)
    year = posted_number(request, "jaar")
    if year not in _years_to_begin():
        raise Http404
    form = BeginForm(request.POST)
    try:
        with transaction.atomic():
            services.start_sturing(jaar=year, by=request.lid, copy=form.is_valid() and form.cleaned_data["vorige"])
    except IntegrityError:
        messages.info(request, _("De checklist van %(jaar)s is er al.") % {"jaar": year})
    return redirect("sturing:checklist", request.gemeente.slug)


@require_GET
def deel(request: MemberRequest, sturing_id: UUID, deel: str) -> HttpResponse:
    """The lines of one section with their answers."""
    return _page(request, sturing_for(request, sturing_id), deel)


def _page(
    request: MemberRequest,
    sturing: Sturing,
    slug: str,
    status: int = 200,
    instead: dict[str, editing.Blad] | None = None,
) -> HttpResponse:
    frame = year_frame(request, sturing, "checklist")
    rows = answers_of(sturing)
    standen = stand_van(sturing, rows)
    here = next((stand for stand in standen if stand.deel.slug == slug), None)
    if here is None:
        raise Http404
    out: dict[str, list[Uitgezet]] = {}
    for asked in Uitgezet.objects.open().filter(sturing=sturing).select_related("lid__gebruiker"):
        out.setdefault(asked.punt, []).append(asked)
    may_edit = frame["mag_bijwerken"]
    vragen = [
        (
            punt,
            code(punt),
            (instead or {}).get(punt.id) or open_answer(request, sturing, rows.get(punt.id), punt, may_edit=may_edit),
            out.get(punt.id, []),
        )
        for punt in punten_van(here.deel)
    ]
    years = list(Sturing.objects.all())
    context = {
        **frame,
        "standen": standen,
        "hier": here,
        "vragen": vragen,
        "vandaag": timezone.localdate(),
        "onder": {below.id for top in here.deel.punten for below in top.punten},  # the nesting of INC-14
        "volgende": next((stand for stand in standen if stand.nummer == here.nummer + 1), None),
        "jaren": years,
        "nieuw_jaar": next((year for year in _years_to_begin() if year not in [each.jaar for each in years]), None),
        **totals(standen),
    }
    return render(request, "sturing/checklist/deel.html", context, status=status)


def totals(standen: list[Deelstand]) -> dict[str, int]:
    """Return how many lines are answered, and of how many."""
    return {"gereed": sum(stand.gereed for stand in standen), "totaal": sum(stand.totaal for stand in standen)}


def form_arguments(sturing: Sturing, punt: Punt) -> dict[str, Any]:
    """Return what the form of a line needs."""
    return {
        "punt": punt,
        "schaal": checklist(sturing).schaal,
        "vraag": f"vraag-{punt.id}",
        "auto_id": editing.dom_of(f"v-{punt.id}"),
    }


def open_answer(
    request: MemberRequest, sturing: Sturing, row: Sturingantwoord | None, punt: Punt, *, may_edit: bool
) -> editing.Blad:
    """Return the form over the answer at a line."""
    row = row or Sturingantwoord(gemeente_id=sturing.gemeente_id, sturing=sturing, punt=punt.id)
    url = reverse("sturing:antwoord", args=[request.gemeente.slug, sturing.pk, punt.id])
    arguments = form_arguments(sturing, punt)
    return editing.open_blad(request, AntwoordForm, row, may_edit=may_edit, velden=VELDEN, url=url, **arguments)


def line_of(sturing: Sturing, punt: str) -> tuple[Onderdeel, Punt]:
    """Return a line with its section. Raises Http404."""
    found = punt_van(sturing, punt)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def antwoord(request: MemberRequest, sturing_id: UUID, punt: str) -> HttpResponse:
    """Save the answer at one line, for beleid and for who was asked it; read, it is the page it stands on."""
    sturing: Sturing = get_object_or_404(Sturing.objects.all(), pk=sturing_id)
    part, line = line_of(sturing, punt)
    asked = Uitgezet.objects.open().filter(sturing=sturing, punt=punt, lid=request.lid).first()
    if asked is None or not may(request.lid, ANSWER, asked):
        require(request, UPDATE if request.method == "POST" else SEE)
    is_theirs = may(request.lid, UPDATE) or (request.method == "GET" and asked is None)
    if request.method == "GET":
        place = reverse("sturing:deel", args=[request.gemeente.slug, sturing.pk, part.slug])
        mine = reverse("sturing:gevraagd", args=[request.gemeente.slug, sturing.pk])
        return redirect(f"{place if is_theirs else mine}#{punt}")

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        if is_theirs:
            return _page(request, sturing, part.slug, status, {punt: blad})
        from ontwikkelplan.sturing.views.checklist_uitzetten import asked_page

        return asked_page(request, sturing, status, {punt: blad})

    row = services.answer_row(sturing=sturing, punt=punt)
    arguments = form_arguments(sturing, line)
    answer = editing.save_blad(request, AntwoordForm, row, page=page, thing=sturing, velden=VELDEN, **arguments)
    if request.htmx and is_theirs and "HX-Refresh" not in answer:
        standen = stand_van(sturing, answers_of(sturing))
        here = next(each for each in standen if each.deel.slug == part.slug)
        context = {"standen": standen, "hier": here, "sturing": sturing, "oob": True, **totals(standen)}
        answer.write(render_to_string("sturing/checklist/_standen.html", context, request))
    return answer


antwoord.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_GET
def geschiedenis(request: MemberRequest, sturing_id: UUID, punt: str) -> HttpResponse:
    """Who changed what in one answer, and when."""
    sturing = sturing_for(request, sturing_id)
    _part, line = line_of(sturing, punt)
    row = Sturingantwoord.objects.filter(sturing=sturing, punt=punt).first()
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    form = AntwoordForm(instance=row, **form_arguments(sturing, line))
    context = {
        **year_frame(request, sturing, "checklist"),
        "kruimel": _("Geschiedenis"),
        "vraag": line,
        "code": code(line),
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}) if row else [],
        "terug": reverse("sturing:antwoord", args=[request.gemeente.slug, sturing.pk, punt]),
    }
    return render(request, "sturing/checklist/geschiedenis.html", context)
