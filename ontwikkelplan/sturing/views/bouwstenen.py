"""The plan per bouwsteen: typing in its cells, adding and taking away rows, taking lines over, its document."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.bouwbeeld import Rij, plan_of, plek_van, row_of
from ontwikkelplan.sturing.documenten import bouwstenenplan
from ontwikkelplan.sturing.forms.gesprek import RijForm
from ontwikkelplan.sturing.models import Bestuursgesprek, Bouwsteenrij, Sturing
from ontwikkelplan.sturing.services.bouwstenen import add_plan_row
from ontwikkelplan.sturing.services.gesprek import take_over
from ontwikkelplan.sturing.services.pdf import ask_pdf
from ontwikkelplan.sturing.views.access import SEE, UPDATE
from ontwikkelplan.sturing.views.checklist import answers_of, empty_page, newest, sturing_for, year_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.services import set_aside
from wijkaanpak.web import editing

_ROW = "sturing/bouwstenen/_rij.html"


def _talk(sturing: Sturing) -> Bestuursgesprek | None:
    """Return the newest gesprek of a year that was held; while none was, the newest that is planned."""
    rows = Bestuursgesprek.objects.current().filter(sturing=sturing)
    found: Bestuursgesprek | None = rows.order_by(F("gehouden_op").desc(nulls_last=True), "-datum", "-pk").first()
    return found


def row_for(request: MemberRequest, rij_id: UUID, right: str = SEE) -> Bouwsteenrij:
    """Return a row for who has the right; raises PermissionDenied, and Http404 for one that is not there."""
    require(request, right)
    found: Bouwsteenrij = get_object_or_404(Bouwsteenrij.objects.select_related("sturing"), pk=rij_id)
    return found


def to_plan(request: MemberRequest, sturing_id: UUID, row: Bouwsteenrij | None = None) -> HttpResponseRedirect:
    """Go to the plan, at a row when there is one."""
    place = reverse("sturing:bouwstenen-jaar", args=[request.gemeente.slug, sturing_id])
    return redirect(f"{place}#op-{row.pk}" if row is not None else place)


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The plan of the newest year."""
    sturing = newest(request)
    return empty_page(request, "bouwstenen") if sturing is None else to_plan(request, sturing.pk)


@require_GET
def plan(request: MemberRequest, sturing_id: UUID) -> HttpResponse:
    """The five bouwstenen with all their rows."""
    sturing = sturing_for(request, sturing_id)
    context = {
        **year_frame(request, sturing, "bouwstenen"),
        "nu": timezone.now().isoformat(),
        "jaren": list(Sturing.objects.order_by("-jaar")),
        "bouwstenen": plan_of(
            sturing, Bouwsteenrij.objects.filter(sturing=sturing), answers_of(sturing), _talk(sturing)
        ),
    }
    return render(request, "sturing/bouwstenen/plan.html", context)


@require_http_methods(["GET", "POST"])
def rij(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """One row on a page of its own; saving its cells."""
    row = row_for(request, rij_id, UPDATE if request.method == "POST" else SEE)
    frame = year_frame(request, row.sturing, "bouwstenen")
    form: dict[str, Any] = {"auto_id": editing.dom_of(f"op-{row.pk}")}
    answers, talk = answers_of(row.sturing), _talk(row.sturing)

    def read(blad: editing.Blad) -> Rij:
        return row_of(row.sturing, blad.row, answers, talk, blad.form)  # type: ignore[arg-type]

    rijvorm = editing.Rijvorm("sturing/bouwstenen/_rij_blad.html", "sturing/bouwstenen/_eind.html", read, frame)

    def page(blad: editing.Blad, status: int = 200) -> HttpResponse:
        context = {**frame, "kruimel": _("Rij van het plan"), "blad": blad, "rij": blad.rij}
        template = _ROW if request.htmx and request.method == "GET" else "sturing/bouwstenen/rij.html"
        return render(request, template, context, status=status)

    if request.method == "POST":
        if row.vervallen_op is not None:
            raise Http404
        return editing.save_blad(request, RijForm, row, page=page, thing=row.sturing, rijvorm=rijvorm, **form)
    may_edit = frame["mag_bijwerken"] and row.vervallen_op is None
    return page(editing.open_blad(request, RijForm, row, may_edit=may_edit, rijvorm=rijvorm, **form))


rij.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


def _drawn(request: MemberRequest, row: Bouwsteenrij, **more: Any) -> HttpResponse:
    sturing = row.sturing
    context = {
        **year_frame(request, sturing, "bouwstenen"),
        "rij": row_of(sturing, row, answers_of(sturing), _talk(sturing)),
        **more,
    }
    return render(request, _ROW, context)


@require_POST
def nieuw(request: MemberRequest, sturing_id: UUID) -> HttpResponse:
    """Add an empty row; a last row without a word in it is used again."""
    sturing = sturing_for(request, sturing_id, UPDATE)
    plek = plek_van(sturing, request.POST.get("tabel", ""))
    if plek is None:
        raise Http404
    row = add_plan_row(sturing=sturing, bouwsteen=plek.bouwsteen, doelgroep=plek.doelgroep, by=request.lid)
    if not request.htmx:
        return to_plan(request, sturing.pk, row)
    row.sturing = sturing
    return _drawn(request, row, is_nieuw=True)


@require_POST
def overnemen(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Put a line of deel I or of the gesprek in the cell where it belongs."""
    row = row_for(request, rij_id, UPDATE)
    lines = row_of(row.sturing, row, answers_of(row.sturing), _talk(row.sturing)).voorzetten
    line = next((each for each in lines if each.sleutel == request.POST.get("regel", "")), None)
    if line is None or row.vervallen_op is not None:
        raise Http404
    try:
        take_over(row=row, veld=line.veld, regel=line.tekst, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    if not request.htmx:
        return to_plan(request, row.sturing_id, row)
    return _drawn(request, row_for(request, rij_id), met_stand=True, is_open=True)


@require_POST
def weg(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Take a row away; it can be put back."""
    row = row_for(request, rij_id, UPDATE)
    set_aside(row=row, gone=True, by=request.lid.pk)
    if request.htmx:
        return render(request, "sturing/bouwstenen/_weg.html", {"rij": row_of(row.sturing, row, {}, None)})
    messages.success(request, _("De rij is weggehaald. Je kunt haar hieronder terugzetten."))
    return to_plan(request, row.sturing_id)


@require_POST
def terug(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Put a row back."""
    row = row_for(request, rij_id, UPDATE)
    set_aside(row=row, gone=False, by=request.lid.pk)
    if request.htmx:
        return _drawn(request, row_for(request, rij_id))
    messages.success(request, _("De rij staat er weer."))
    return to_plan(request, row.sturing_id, row)


@require_GET
def geschiedenis(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Who changed what in a row, and when."""
    row = row_for(request, rij_id)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    form = RijForm(instance=row)
    context = {
        **year_frame(request, row.sturing, "bouwstenen"),
        "kruimel": _("Geschiedenis"),
        "vraag": row_of(row.sturing, row, {}, None).titel,
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}),
        "terug": reverse("sturing:bouwsteenrij", args=[request.gemeente.slug, row.pk]),
    }
    return render(request, "sturing/checklist/geschiedenis.html", context)


@require_POST
def document(request: MemberRequest, sturing_id: UUID) -> HttpResponseRedirect:
    """Make the plan as a document."""
    sturing = sturing_for(request, sturing_id)
    plan = plan_of(sturing, Bouwsteenrij.objects.current().filter(sturing=sturing), {}, None)
    pdf = ask_pdf(
        soort="bouwstenen", van=sturing.pk, inhoud=bouwstenenplan(sturing, plan, request.gemeente), by=request.lid
    )
    return redirect("sturing:pdf", request.gemeente.slug, pdf.pk)
