"""The reports of zelfscans beside a quickscan: adding, fetching, throwing away and putting back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.forms.scan import RapportForm
from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Scan, Scanrapport
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services import scanrapport as services
from ontwikkelplan.views.scan_pagina import may_add, may_manage, report_context, scan_page
from ontwikkelplan.views.scan_toegang import ANSWER, LEAD, MANAGE, scan_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.uploads import download_name_for, is_too_large, too_large


def _scan_to_add_to(request: MemberRequest, scan_id: UUID) -> Scan:
    found = scan_for(request, scan_id)
    if not may_add(request, found):
        require(request, ANSWER, found)
    return found


def _report_to_manage(request: MemberRequest, scan_id: UUID, rapport_id: UUID) -> Scanrapport:
    found = scan_for(request, scan_id)
    rapport = get_object_or_404(Scanrapport, scan=found, pk=rapport_id)
    if not may_manage(request, found, rapport):
        require(request, MANAGE, rapport)
    return rapport


def _to_scan(request: MemberRequest, scan: Scan) -> HttpResponse:
    return redirect("ontwikkelplan:scan", request.gemeente.slug, scan.pk)


@require_http_methods(["GET", "POST"])
def toevoegen(request: MemberRequest, scan_id: UUID) -> HttpResponse:
    """Add a report; read, it is the page of the scan."""
    if request.method == "GET":
        return _to_scan(request, scan_for(request, scan_id))
    found = _scan_to_add_to(request, scan_id)
    form = RapportForm(request.POST, request.FILES, delen=quickscan(found.instrument_versie).onderdelen)
    if is_too_large(request):
        form.full_clean()
        form.errors.clear()
        form.add_error("bestand", too_large())
    if form.is_valid():
        try:
            _add(request, found, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _to_scan(request, found)
    return scan_page(request, found, 422, **report_context(request, found, form))


def _add(request: MemberRequest, scan: Scan, data: dict[str, Any]) -> None:
    try:
        services.add_report(
            scan=scan,
            basisfunctie=data["basisfunctie"],
            titel=data["titel"],
            upload=data["bestand"],
            by=request.lid,
        )
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Het rapport is toegevoegd."))


@require_GET
def ophalen(request: MemberRequest, scan_id: UUID, rapport_id: UUID) -> FileResponse:
    """Download a report, noted in the log; one that was thrown away is there for who leads the scan alone."""
    found = scan_for(request, scan_id)
    rapport = get_object_or_404(Scanrapport, scan=found, pk=rapport_id)
    if rapport.verwijderd_op is not None and not may(request.lid, LEAD, found):
        raise Http404
    record(found.gemeente_id, request.user.pk, "quickscan rapport opgehaald", f"ontwikkelplan.scanrapport:{rapport.pk}")
    name = download_name_for(rapport.titel, rapport.mime)
    return FileResponse(rapport.bestand.open("rb"), as_attachment=True, filename=name, content_type=rapport.mime)


@require_POST
def weg(request: MemberRequest, scan_id: UUID, rapport_id: UUID) -> HttpResponse:
    """Throw a report away."""
    rapport = _report_to_manage(request, scan_id, rapport_id)
    try:
        services.throw_away(rapport=rapport)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Het rapport is weggehaald. Je vindt het onderaan bij Weggehaald."))
    return _to_scan(request, rapport.scan)


@require_POST
def terug(request: MemberRequest, scan_id: UUID, rapport_id: UUID) -> HttpResponse:
    """Put a report back."""
    rapport = _report_to_manage(request, scan_id, rapport_id)
    try:
        services.put_report_back(rapport=rapport)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("Het rapport staat er weer bij."))
    return _to_scan(request, rapport.scan)
