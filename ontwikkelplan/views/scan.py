"""The quickscans of a plan, and one scan: who answers, how far they are, its state."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.forms.scan import DeelnameForm, GegevensForm, ScanForm
from ontwikkelplan.models import Scan, Scandeelname, Scanstaat
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.scanbeeld import gegevens_van, vragen_van
from ontwikkelplan.scanstaten import OVERGANGEN
from ontwikkelplan.services import scan as services
from ontwikkelplan.views.access import UPDATE, plan_for, plan_frame
from ontwikkelplan.views.scan_pagina import offer_others, scan_page
from ontwikkelplan.views.scan_toegang import LEAD, SEE, scan_for, scan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed


@require_GET
def lijst(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The scans of a plan, the newest first."""
    plan = plan_for(request, plan_id)
    scans = list(Scan.objects.for_user(request.lid).filter(plan=plan))
    context = {**plan_frame(request, plan, "quickscan"), "scans": scans}
    return render(request, "ontwikkelplan/scan/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Start a scan."""
    plan = plan_for(request, plan_id, UPDATE)
    form = ScanForm(request.POST or None, initial={"peildatum": Scan._meta.get_field("peildatum").get_default()})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = services.start_scan(plan=plan, scan=Scan(**form.cleaned_data), by=request.lid)
        except IntegrityError:
            form.add_error("naam", _("Er is al een quickscan met deze naam. Kies een andere."))
        else:
            messages.success(request, _("De quickscan is er. Kies nu wie hem invult."))
            return redirect("ontwikkelplan:scan", request.gemeente.slug, made.pk)
    context = {**plan_frame(request, plan, "quickscan"), "form": form}
    return render(request, "ontwikkelplan/scan/nieuw.html", context, status=422 if form.errors else 200)


@require_GET
def scan(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """One scan: who answers and how far they are, without what they answered."""
    return scan_page(request, scan_for(request, scan_id))


@require_http_methods(["GET", "POST"])
def gegevens(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """Save the name and the day of a scan; read, it is the page of the scan."""
    found = scan_for(request, scan_id, SEE if request.method == "GET" else LEAD)
    if request.method == "GET":
        return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    if services.locked(found).staat == Scanstaat.AFGEROND:
        return closed(request, _("Deze quickscan is intussen afgerond."))

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return scan_page(request, scan_for(request, scan_id), status, blad=blad)

    return editing.save_blad(request, GegevensForm, found, page=page)


@require_http_methods(["GET", "POST"])
def deelnemen(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """Let a member of the gemeente answer for a viewpoint; read, it is the page of the scan."""
    found = scan_for(request, scan_id, SEE if request.method == "GET" else LEAD)
    if request.method == "GET":
        return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    form = DeelnameForm(request.POST, leden=Lidmaatschap.objects.active().with_people())
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.add_participant(scan=found, lid=data["lid"], perspectief=data["perspectief"], by=request.lid)
        except services.KanNietMeedoen as reason:
            form.add_error(reason.veld, str(reason))
        else:
            messages.success(request, _("%(naam)s doet nu mee.") % {"naam": data["lid"]})
            return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)
    note_foreign_choices(request, form, found)
    offer_others(form, found)
    return scan_page(request, found, 422, deelnameform=form)


@require_POST
def stoppen(request: MemberRequest, scan_id: UUID, deelname_id: UUID) -> HttpResponse:
    """Let someone answer no longer."""
    found = scan_for(request, scan_id, LEAD)
    rows = Scandeelname.objects.filter(scan=found).select_related("lid__gebruiker")
    deelname: Scandeelname = get_object_or_404(rows, pk=deelname_id)
    services.stop_participant(deelname=deelname, by=request.lid)
    text = _("%(naam)s doet niet meer mee. De antwoorden van dit perspectief zijn bewaard.")
    messages.success(request, text % {"naam": deelname.lid})
    return redirect("ontwikkelplan:scan", request.gemeente.slug, found.pk)


@require_http_methods(["GET", "POST"])
def overgang(request: MemberRequest, scan_id: UUID, naam: str) -> HttpResponse:
    """Give a scan another state, after a page that says what happens then."""
    found = scan_for(request, scan_id, LEAD)
    if naam not in OVERGANGEN:
        raise Http404
    step = OVERGANGEN[naam]
    if request.method == "GET" and found.staat in step.van:
        context = {**scan_frame(request, found, ""), "stap": step, "nog_open": _still_open(found, naam)}
        return render(request, "ontwikkelplan/scan/overgang.html", context)
    if request.method == "POST":
        try:
            services.take_step(scan=found, naam=naam, by=request.lid)
        except KanNiet as reason:
            messages.warning(request, str(reason))
        else:
            messages.success(request, str(step.klaar))
    place = "scan-bespreken" if request.method == "POST" and naam in ("bespreken", "heropenen") else "scan"
    return redirect(f"ontwikkelplan:{place}", request.gemeente.slug, found.pk)


def _still_open(found: Scan, naam: str) -> int:
    """Return at how many questions nothing was agreed, when that matters for the step."""
    if naam != "afronden":
        return 0
    held = gegevens_van([found])[found.pk]
    return sum(not (punt in held and held[punt].afgesproken) for punt in vragen_van(found))
