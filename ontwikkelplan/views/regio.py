"""What the region offers: giving it out, and in a gemeente taking it over or leaving it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.aanbod import aanbod_van
from ontwikkelplan.models import KOLOMMEN, Levering, Ontwikkelpunt, Plan, Regiopunt, Uitgifte
from ontwikkelplan.services import regio as services
from ontwikkelplan.views.access import SEE, UPDATE, plan_for, plan_frame
from ontwikkelplan.views.plan import OFFER
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web.posted import posted_number


@require_http_methods(["GET", "POST"])
def aanbod(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """The editions of the plan of a region, and giving out the next."""
    plan = plan_for(request, plan_id)
    if not plan.is_regional:
        raise Http404
    if request.method == "POST":
        require(request, OFFER, plan)
        return _give_out(request, plan)
    arrivals = Prefetch("leveringen", Levering.objects.select_related("ontvanger").order_by("ontvanger__naam"))
    editions = Uitgifte.objects.filter(plan=plan).defer("inhoud").select_related("door__gebruiker")
    context = {
        **plan_frame(request, plan, "aanbod"),
        "uitgiften": editions.prefetch_related(arrivals),
        "mag_aanbieden": may(request.lid, OFFER, plan) and not plan.is_closed,
    }
    return render(request, "ontwikkelplan/regio/aanbod.html", context)


def _give_out(request: MemberRequest, plan: Plan) -> HttpResponse:
    if plan.is_closed:
        messages.warning(request, _("Dit plan is afgesloten. Open het weer om iets uit te geven."))
        return redirect("ontwikkelplan:aanbod", request.gemeente.slug, plan.pk)
    try:
        made = services.give_out(plan=plan, by=request.lid)
    except services.NietsNieuws as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Uitgifte %(n)d gaat nu naar de gemeenten van de regio.") % {"n": made.nummer})
    return redirect("ontwikkelplan:aanbod", request.gemeente.slug, plan.pk)


def _local(request: MemberRequest, plan_id: UUID, right: str) -> Plan:
    plan = plan_for(request, plan_id, right)
    if plan.is_regional:
        raise Http404
    return plan


@require_GET
def regio(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """What the region offers this plan, and what it changed since."""
    plan = _local(request, plan_id, SEE)
    punten = list(Ontwikkelpunt.objects.current().filter(plan=plan))
    context = {**plan_frame(request, plan, "overzicht"), "aanbod": aanbod_van(plan, punten)}
    return render(request, "ontwikkelplan/regio/regio.html", context)


def _back(request: MemberRequest, plan: Plan) -> HttpResponse:
    return redirect("ontwikkelplan:regio", request.gemeente.slug, plan.pk)


@require_POST
def neem_over(request: MemberRequest, plan_id: UUID, regiopunt_id: UUID) -> HttpResponse:
    """Take over one."""
    plan = _local(request, plan_id, UPDATE)
    row = get_object_or_404(Regiopunt, pk=regiopunt_id)
    try:
        services.take_over(plan=plan, regiopunt=row, by=request.lid)
    except services.KanNietOvernemen as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Het ontwikkelpunt staat in je plan. Je kunt het nu zelf aanpassen."))
    return _back(request, plan)


@require_POST
def neem_alles_over(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Take over all that is offered and not in the plan yet."""
    plan = _local(request, plan_id, UPDATE)
    n = services.take_over_all(plan=plan, by=request.lid)
    said = ngettext("%(n)d ontwikkelpunt overgenomen.", "%(n)d ontwikkelpunten overgenomen.", n) % {"n": n}
    messages.success(request, said)
    return _back(request, plan)


def _ours(request: MemberRequest, plan: Plan, regiopunt_id: UUID) -> Ontwikkelpunt | None:
    """Return the ontwikkelpunt that was taken over; None (and a word about it) when it was taken away since."""
    row = get_object_or_404(Regiopunt, pk=regiopunt_id)
    punt: Ontwikkelpunt | None = Ontwikkelpunt.objects.current().filter(plan=plan, regiopunt=row).first()
    if punt is None:
        messages.warning(request, _("Dit ontwikkelpunt staat niet meer in je plan."))
    return punt


@require_POST
def kolom(request: MemberRequest, plan_id: UUID, regiopunt_id: UUID) -> HttpResponse:
    """Take what the region says now in one column."""
    plan = _local(request, plan_id, UPDATE)
    punt, column = _ours(request, plan, regiopunt_id), request.POST.get("kolom", "")
    if column not in KOLOMMEN:
        raise Http404
    if punt is None:
        return _back(request, plan)
    seen = {"versie": posted_number(request, "versie"), "uitgifte": posted_number(request, "uitgifte")}
    try:
        result = services.accept_column(punt=punt, kolom=column, by=request.lid, **seen)
    except services.KanNietOvernemen as reason:
        messages.warning(request, str(reason))
    else:
        if result.conflicts:
            messages.warning(request, _("Een collega wijzigde dit net ook. Kijk eerst wat er nu staat."))
        else:
            messages.success(request, _("De tekst van de regio staat nu in je plan."))
    return _back(request, plan)


@require_POST
def laten(request: MemberRequest, plan_id: UUID, regiopunt_id: UUID) -> HttpResponse:
    """Keep what we have."""
    plan = _local(request, plan_id, UPDATE)
    punt = _ours(request, plan, regiopunt_id)
    if punt is None:
        return _back(request, plan)
    try:
        services.leave_as_is(punt=punt, uitgifte=posted_number(request, "uitgifte"), by=request.lid)
    except services.KanNietOvernemen as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Je houdt wat je hebt. Een volgende wijziging van de regio zie je hier weer."))
    return _back(request, plan)
