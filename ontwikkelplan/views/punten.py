"""The tables of a plan: typing in cells, adding, moving and taking away rows, the dated stand van zaken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan import presence
from ontwikkelplan.beeld import planning_van
from ontwikkelplan.forms.punten import PuntForm, StandForm
from ontwikkelplan.inhoud import KOPPEN, Tabel, tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand
from ontwikkelplan.scanbeeld import laatste_uitkomsten
from ontwikkelplan.services import punten as services
from ontwikkelplan.services.scanpunt import make_point_of
from ontwikkelplan.tabelbeeld import (
    Rij,
    Tabelblok,
    beside_scan,
    blanco,
    blokken_van,
    cellen_van_form,
    rij_van,
    with_stand_of,
)
from ontwikkelplan.views.access import UPDATE, plan_for, plan_frame
from ontwikkelplan.views.plan_open import gone, open_plan
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.services import set_aside
from wijkaanpak.web import editing
from wijkaanpak.web.posted import posted_number, posted_uuid

VIEWS = ("blokken", "tabel")  # how the rows are drawn: two lines of cells, or the seven columns of the template
_VIEW = "ontwikkelplan-weergave"


@require_GET
def basisfunctie(request: MemberRequest, plan_id: UUID, basisfunctie: str) -> HttpResponse:
    """The tables of one basisfunctie with the answers of the scan beside them."""
    plan = plan_for(request, plan_id)
    frame = plan_frame(request, plan, basisfunctie)
    deel = next((each for each in frame["basisfuncties"] if each.slug == basisfunctie), None)
    if deel is None:
        raise Http404
    blokken = blokken_van(plan, basisfunctie)
    beside_scan(blokken, {} if plan.is_regional else laatste_uitkomsten(plan))
    context = {
        **frame,
        **_tables(request, plan, blokken, up="../../"),
        "deel": deel,
        "kop": deel.titel,
        "kruimel": _("Basisfunctie %(nummer)s") % {"nummer": frame["basisfuncties"].index(deel) + 1},
        "feiten": _facts(blokken),
        "planning": planning_van(plan, [rij.punt for blok in blokken for rij in blok.rijen]),
    }
    return render(request, "ontwikkelplan/punten/basisfunctie.html", context)


@require_GET
def alles(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """All 24 tables on one page."""
    plan = plan_for(request, plan_id)
    blokken = blokken_van(plan)
    context = {
        **plan_frame(request, plan, "alles"),
        **_tables(request, plan, blokken, up="../"),
        "kop": _("Alle ontwikkelpunten"),
        "kruimel": _("Alle ontwikkelpunten"),
        "feiten": _facts(blokken),
    }
    return render(request, "ontwikkelplan/punten/alles.html", context)


def _tables(request: MemberRequest, plan: Plan, blokken: list[Tabelblok], *, up: str) -> dict[str, Any]:
    """Return what the tables need; ``up`` leads from the page to the plan, short for what is said in every row."""
    wanted = request.GET.get("weergave", "")
    if wanted in VIEWS and request.session.get(_VIEW) != wanted:
        request.session[_VIEW] = wanted
    return {
        "blokken": blokken,
        "koppen": KOPPEN,
        "weergave": request.session.get(_VIEW, VIEWS[0]),
        "nu": timezone.now().isoformat(),
        "licht": True,
        "rijbasis": up,
        "blanco": blanco(plan),
        "werk_bij": _("Werk bij"),
    }


def _facts(blokken: list[Tabelblok]) -> list[tuple[str, str, str]]:
    """What the head of the page says of these tables."""
    total, done = sum(len(blok.rijen) for blok in blokken), sum(blok.gereed for blok in blokken)
    late, old = sum(blok.te_laat for blok in blokken), sum(blok.oud for blok in blokken)
    facts = [(_("Ontwikkelpunten"), _("%(n)s, waarvan %(klaar)s gereed") % {"n": total, "klaar": done}, "")]
    if late or old:
        stale = ngettext("%(n)s stand oud", "%(n)s standen oud", old) % {"n": old}
        words = [_("%(n)s te laat") % {"n": late}] * bool(late) + [stale] * bool(old)
        facts.append((_("Let op"), ", ".join(words), "letop"))
    return facts


def _find(plan: Plan, op_id: UUID) -> tuple[Ontwikkelpunt, Tabel]:
    row = get_object_or_404(Ontwikkelpunt.objects.with_last_stand(), plan=plan, pk=op_id)
    tabel = tabel_van(plan, row.tabel)
    if tabel is None:
        raise Http404
    return row, tabel


def _row(
    request: MemberRequest, plan_id: UUID, op_id: UUID, *, to_write: bool = False, also_gone: bool = False
) -> tuple[Plan, Ontwikkelpunt, Tabel, HttpResponse | None]:
    """Return a row with its plan and table.

    ``to_write`` asks the right to change it; last comes then the answer when the plan was closed meanwhile or the row
    taken away. ``also_gone`` is for who may find it taken away.
    """
    plan, shut = open_plan(request, plan_id) if to_write else (plan_for(request, plan_id), None)
    row, tabel = _find(plan, op_id)
    if to_write and shut is None and row.vervallen_op is not None and not also_gone:
        shut = gone(request)
    return plan, row, tabel, shut


@require_http_methods(["GET", "POST"])
def punt(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """One row on a page of its own, or alone when a script asks; saving its cells."""
    is_post = request.method == "POST"
    plan, row, tabel, shut = _row(request, plan_id, op_id, to_write=is_post)
    if shut:
        return shut
    frame = plan_frame(request, plan, tabel.basisfunctie.slug)
    form: dict[str, Any] = {"tabel": tabel, "auto_id": editing.dom_of(f"op-{row.pk}")}

    def lees(blad: editing.Blad) -> Rij:
        found = rij_van(plan, tabel, with_stand_of(row, blad.row))
        found.cellen = cellen_van_form(blad.form, blad.row)
        return found

    around = {**frame, **_row_page(row, tabel), "focus": request.GET.get("focus", "")}
    rijvorm = editing.Rijvorm("ontwikkelplan/punten/_rij_blad.html", "ontwikkelplan/punten/_daarna.html", lees, around)

    def page(blad: editing.Blad, status: int = 200) -> HttpResponse:
        context = {**around, "blad": blad, "rij": blad.rij}
        template = "ontwikkelplan/punten/_rij.html" if request.htmx else "ontwikkelplan/punten/punt.html"
        return render(request, template, context, status=status)

    if is_post:
        return editing.save_blad(request, PuntForm, row, page=page, thing=plan, rijvorm=rijvorm, **form)
    may_edit = frame["mag_bijwerken"] and row.vervallen_op is None
    return page(editing.open_blad(request, PuntForm, row, may_edit=may_edit, rijvorm=rijvorm, **form))


def _row_page(row: Ontwikkelpunt, tabel: Tabel) -> dict[str, Any]:
    return {
        "kruimel": _("Ontwikkelpunt"),
        "tabel": tabel,
        "standen": Stand.objects.filter(punt=row).with_people(),
        "weergave": VIEWS[0],
    }


@require_http_methods(["GET", "POST"])
def stand(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """Add to the stand van zaken of a row; what was typed before a session expired comes back here."""
    is_post = request.method == "POST"
    plan, row, tabel, shut = _row(request, plan_id, op_id, to_write=is_post)
    if shut:
        return shut
    require(request, UPDATE, plan)
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return _to_row(request, plan, tabel, row)
    kept = None if is_post else request.session.get(editing.KEEP, {}).get(request.path)
    posted = request.POST if is_post else kept
    form: StandForm | None = StandForm(posted, initial={"datum": timezone.localdate().isoformat()})
    if is_post and form is not None and form.is_valid():
        services.add_stand(punt=row, by=request.lid, **form.cleaned_data)
        editing.forget(request)
        if not request.htmx:
            messages.success(request, _("De stand van zaken staat erbij."))
            return _to_row(request, plan, tabel, row)
        row, form = Ontwikkelpunt.objects.with_last_stand().get(pk=row.pk), None
    rij = rij_van(plan, tabel, row)
    rij.standform = form
    frame = plan_frame(request, plan, tabel.basisfunctie.slug)
    context = {**frame, **_row_page(row, tabel), "rij": rij, "stand_van_vroeger": kept is not None}
    template = "ontwikkelplan/punten/_stand_bewaard.html" if request.htmx else "ontwikkelplan/punten/punt.html"
    return render(request, template, context, status=422 if form is not None and posted and form.errors else 200)


@require_POST
def nieuw(request: MemberRequest, plan_id: UUID, tabel: str) -> HttpResponse:
    """Add a row to a table: empty, or of a question of the scan. What a double click would add is there already."""
    plan, shut = open_plan(request, plan_id)
    found = tabel_van(plan, tabel)
    if found is None:
        raise Http404
    if shut:
        return shut
    vraag = next((each for each in found.vragen if each.id == request.POST.get("bron")), None)
    if vraag is None:
        row = services.add_empty_point(plan=plan, tabel=found.id, by=request.lid)
    else:
        seen = posted_number(request, "gezien")
        row = make_point_of(plan=plan, tabel=found, vraag=vraag, gezien=seen, by=request.lid)
    if not request.htmx:
        return redirect("ontwikkelplan:punt", request.gemeente.slug, plan.pk, row.pk)
    row = Ontwikkelpunt.objects.with_last_stand().get(pk=row.pk)
    context = {**plan_frame(request, plan, ""), "rij": rij_van(plan, found, row), "is_nieuw": True}
    context |= {"weergave": request.session.get(_VIEW, VIEWS[0])}
    return render(request, "ontwikkelplan/punten/_rij.html", context)


@require_POST
def plaats(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """Move a row: one up (``op``), one down (``neer``), or before another (``voor``; without one to the end)."""
    plan, row, tabel, shut = _row(request, plan_id, op_id, to_write=True)
    if shut:
        return shut
    services.place_point(punt=row, richting=request.POST.get("richting", ""), voor=posted_uuid(request, "voor"))
    if request.htmx:
        return HttpResponse(status=204)
    return _to_row(request, plan, tabel, row)


@require_POST
def weg(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """Take a row away; it can be put back."""
    plan, row, tabel, shut = _row(request, plan_id, op_id, to_write=True, also_gone=True)
    if shut:
        return shut
    set_aside(row=row, gone=True, by=request.lid.pk)
    if request.htmx:
        return render(request, "ontwikkelplan/punten/_weg.html", {"plan": plan, "rij": rij_van(plan, tabel, row)})
    messages.success(request, _("Het ontwikkelpunt is weggehaald. Onder de tabel kun je het terugzetten."))
    return _to_table(request, plan, tabel)


@require_POST
def terug(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """Put a row back."""
    plan, row, tabel, shut = _row(request, plan_id, op_id, to_write=True, also_gone=True)
    if shut:
        return shut
    try:
        set_aside(row=row, gone=False, by=request.lid.pk)
    except IntegrityError:
        messages.warning(request, _("Dit regionale ontwikkelpunt is intussen opnieuw overgenomen. Het staat er al."))
        return _to_table(request, plan, tabel)
    if not request.htmx:
        messages.success(request, _("Het ontwikkelpunt staat er weer."))
        return _to_row(request, plan, tabel, row)
    row = Ontwikkelpunt.objects.with_last_stand().get(pk=row.pk)
    context = {**plan_frame(request, plan, ""), "rij": rij_van(plan, tabel, row)}
    context |= {"weergave": request.session.get(_VIEW, VIEWS[0])}
    return render(request, "ontwikkelplan/punten/_rij.html", context)


def _to_row(request: MemberRequest, plan: Plan, tabel: Tabel, row: Ontwikkelpunt) -> HttpResponseRedirect:
    place = reverse("ontwikkelplan:basisfunctie", args=[request.gemeente.slug, plan.pk, tabel.basisfunctie.slug])
    return redirect(f"{place}#op-{row.pk}")


def _to_table(request: MemberRequest, plan: Plan, tabel: Tabel) -> HttpResponseRedirect:
    place = reverse("ontwikkelplan:basisfunctie", args=[request.gemeente.slug, plan.pk, tabel.basisfunctie.slug])
    return redirect(f"{place}#{tabel.id}")


@require_GET
def geschiedenis(request: MemberRequest, plan_id: UUID, op_id: UUID) -> HttpResponse:
    """Who changed what in a row, and when, with a way back to each version."""
    plan, row, tabel, _shut = _row(request, plan_id, op_id)
    form = PuntForm(instance=row, tabel=tabel)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    frame = plan_frame(request, plan, tabel.basisfunctie.slug)
    context = {
        **frame,
        "kruimel": _("Geschiedenis"),
        "rij": rij_van(plan, tabel, row),
        "regels": versions(row, form.labels(), form.words, dict(people), {"status": "niet_gestart"}),
        "mag_terug": frame["mag_bijwerken"] and row.vervallen_op is None,
    }
    return render(request, "ontwikkelplan/punten/geschiedenis.html", context)


@require_POST
def aanwezig(request: MemberRequest, plan_id: UUID) -> JsonResponse:
    """Say where one is in a plan, and hear who else is where and which rows were changed since one asked last."""
    plan = plan_for(request, plan_id)
    cel, sinds = (request.POST.get(name, "") for name in ("cel", "sinds"))
    return JsonResponse(presence.meet_in_plan(plan, request.lid, cel=cel, sinds=sinds))


punt.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
stand.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
