"""The page of one quickscan: who answers, how far they are, the reports beside it."""

from typing import Any, cast

from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ontwikkelplan.forms.scan import DeelnameForm, GegevensForm, RapportForm
from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Scan, Scandeelname, Scanrapport, Scanstaat
from ontwikkelplan.scanstaten import steps_from
from ontwikkelplan.scanvoortgang import mijn_delen, voortgang_van
from ontwikkelplan.views.scan_toegang import ANSWER, LEAD, MANAGE, perspectief_of, scan_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may
from wijkaanpak.web import editing


def scan_page(request: MemberRequest, found: Scan, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the page of one scan; what could not be saved is given in ``more``."""
    frame = scan_frame(request, found, "overzicht")
    mine = perspectief_of(found)
    people = Scandeelname.objects.current().filter(scan=found).select_related("lid__gebruiker").order_by("pk")
    context = {
        **frame,
        "voortgang": voortgang_van(found, list(people)),
        "mijn_delen": mijn_delen(found, mine) if mine else [],
        "stappen": steps_from(found.staat) if frame["mag_scan_leiden"] else [],
        **report_context(request, found),
        **(_leader_context(request, found) if frame["mag_scan_leiden"] else {}),
        **more,
    }
    return render(request, "ontwikkelplan/scan/scan.html", context, status=status)


def _leader_context(request: MemberRequest, found: Scan) -> dict[str, Any]:
    if found.staat == Scanstaat.AFGEROND:
        return {}
    url = reverse("ontwikkelplan:scan-gegevens", args=[request.gemeente.slug, found.pk])
    return {
        "blad": editing.open_blad(request, GegevensForm, found, may_edit=True, url=url),
        "deelnameform": DeelnameForm(leden=_others(found)),
    }


def offer_others(form: DeelnameForm, found: Scan) -> None:
    """Let a form that was refused offer who does not answer yet, as the page did before."""
    cast("ModelChoiceField[Lidmaatschap]", form.fields["lid"]).queryset = _others(found)


def _others(found: Scan) -> QuerySet[Lidmaatschap]:
    there = Scandeelname.objects.current().filter(scan=found).values("lid")
    rows: QuerySet[Lidmaatschap] = Lidmaatschap.objects.active().exclude(pk__in=there).with_people()
    return rows


def report_context(request: MemberRequest, scan: Scan, form: RapportForm | None = None) -> dict[str, Any]:
    """Return the reports of a scan by basisfunctie, and the form to add one."""
    delen = quickscan(scan.instrument_versie).onderdelen
    rows = list(Scanrapport.objects.filter(scan=scan).select_related("toegevoegd_door__gebruiker"))
    is_open = scan.staat != Scanstaat.AFGEROND
    mine = {row.pk for row in rows if may_manage(request, scan, row)}
    return {
        "rapporten": [
            (number, deel, [row for row in rows if row.basisfunctie == deel.id and row.verwijderd_op is None])
            for number, deel in enumerate(delen, start=1)
        ],
        "weggehaald": [row for row in rows if row.verwijderd_op is not None and row.pk in mine],
        "mijn_rapporten": mine if is_open else set(),
        "mag_rapporten": is_open and may_add(request, scan),
        "rapportform": form or RapportForm(delen=delen),
    }


def may_manage(request: MemberRequest, scan: Scan, rapport: Scanrapport) -> bool:
    """Whether this member may take a report of a scan away and put it back."""
    rapport.scan = scan  # as it was found: with one's own viewpoint
    return may(request.lid, MANAGE, rapport)


def may_add(request: MemberRequest, scan: Scan) -> bool:
    """Whether this member may add reports: who leads the scan, and who answers it."""
    return may(request.lid, LEAD, scan) or may(request.lid, ANSWER, scan)
