"""The rows of the plan per bouwsteen as a table that several people fill: their order, who is here, pasting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontwikkelplan import presence
from ontwikkelplan.sturing.bouwbeeld import plek_van
from ontwikkelplan.sturing.forms.plakken import PlakForm, RijenVorm
from ontwikkelplan.sturing.models import Bouwsteenrij, Sturing
from ontwikkelplan.sturing.services import bouwstenen as services
from ontwikkelplan.sturing.views.access import UPDATE
from ontwikkelplan.sturing.views.bouwstenen import row_for, to_plan
from ontwikkelplan.sturing.views.checklist import sturing_for, year_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web import editing
from wijkaanpak.web.posted import posted_uuid


@require_POST
def plaats(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Move a row: one up (``op``), one down (``neer``), or before another (``voor``; without one to the end)."""
    row = row_for(request, rij_id, UPDATE)
    services.place_row(row=row, richting=request.POST.get("richting", ""), voor=posted_uuid(request, "voor"))
    return HttpResponse(status=204) if request.htmx else to_plan(request, row.sturing_id, row)


@require_POST
def aanwezig(request: MemberRequest, sturing_id: UUID) -> JsonResponse:
    """Say where one is in the plan, and hear who else is where and which rows were changed since one asked last."""
    sturing = sturing_for(request, sturing_id)
    cel, sinds = (request.POST.get(name, "") for name in ("cel", "sinds"))
    rows = Bouwsteenrij.objects.filter(sturing=sturing)
    order = rows.current().values_list("bouwsteen", "doelgroep", "pk")
    said = {
        **presence.meet(f"bouwstenen:{sturing.pk}", request.lid, cel=cel),
        **presence.changed(rows, request.lid, presence.moment_of(sinds)),
        "tabellen": presence.orders((doelgroep or bouwsteen, pk) for bouwsteen, doelgroep, pk in order),
        "standen": [],
    }
    return JsonResponse(said)


@require_http_methods(["GET", "POST"])
def plakken(request: MemberRequest, sturing_id: UUID) -> HttpResponse:
    """Paste a table: see its rows, change what should be otherwise, and put them in."""
    sturing = sturing_for(request, sturing_id, UPDATE)
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return to_plan(request, sturing.pk)
    kept = None if request.method == "POST" else request.session.get(editing.KEEP, {}).get(request.path)
    posted = request.POST if request.method == "POST" else kept
    if posted and "form-TOTAL_FORMS" in posted:
        rows = RijenVorm(posted)
        is_place = plek_van(sturing, posted.get("tabel", "")) is not None
        if request.method == "POST" and rows.is_valid() and is_place:
            return _put(request, sturing, rows)
        return _rows_page(request, sturing, posted.get("tabel", ""), rows, status=422 if kept is None else 200)
    form = PlakForm(posted, sturing=sturing, initial={"tabel": request.GET.get("tabel", "")})
    if request.method == "POST" and form.is_valid():
        return _rows_page(request, sturing, form.cleaned_data["tabel"], RijenVorm(initial=form.rijen))
    context = {**year_frame(request, sturing, "bouwstenen"), "kruimel": _("Een tabel plakken"), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "sturing/bouwstenen/plakken.html", context, status=status)


plakken.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


def _rows_page(request: MemberRequest, sturing: Sturing, tabel: str, rows: Any, status: int = 200) -> HttpResponse:
    context = {
        **year_frame(request, sturing, "bouwstenen"),
        "kruimel": _("Een tabel plakken"),
        "rijen": rows,
        "tabel": tabel,
        "plek": plek_van(sturing, tabel),
    }
    return render(request, "sturing/bouwstenen/plakrijen.html", context, status=status)


def _put(request: MemberRequest, sturing: Sturing, rows: Any) -> HttpResponse:
    place = plek_van(sturing, request.POST["tabel"])
    assert place  # noqa: S101 - asked before
    cells = [form.cleaned_data for form in rows if any(form.cleaned_data.values())]
    done = services.put_rows(
        sturing=sturing, bouwsteen=place.bouwsteen, doelgroep=place.doelgroep, cellen=cells, by=request.lid
    )
    editing.forget(request)
    said = ngettext("%(n)s rij staat erin.", "%(n)s rijen staan erin.", done) % {"n": done}
    messages.success(request, said if done else _("Deze rijen stonden er al."))
    page = reverse("sturing:bouwstenen-jaar", args=[request.gemeente.slug, sturing.pk])
    return redirect(f"{page}#rijen-{request.POST['tabel']}")
