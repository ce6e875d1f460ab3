"""Files of one session: for a calendar, and the confidential report for its team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reflectie.ics import appointment_of
from reflectie.verslag import report_of
from reflectie.views.access import session_for
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import record
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import RenderFailed, is_available, render_pdf
from wijkaanpak.herinneringen.agenda import calendar_of


@require_GET
def agenda(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """The session as an iCalendar file with a neutral title."""
    sessie = session_for(request, sessie_id)
    page = reverse("reflectie:sessie", args=[request.gemeente.slug, sessie.pk])
    data = calendar_of([appointment_of(sessie, page)])
    headers = {"Content-Disposition": content_disposition_header(True, f"mlb-{sessie.nummer}.ics")}  # noqa: FBT003
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)


@require_GET
def verslag(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """The report as PDF, made on request and kept nowhere: its texts stay in one place. Who took it is on record."""
    sessie = session_for(request, sessie_id, "reflectie.verslag_ophalen")
    met_casus = request.GET.get("casus") == "ja"
    try:
        pdf = render_pdf(render_html(report_of(sessie, request.gemeente, met_casus=met_casus)))
    except RenderFailed:
        messages.warning(request, is_available() or _("De pdf maken lukte niet. Probeer het opnieuw."))
        return redirect("reflectie:sessie", request.gemeente.slug, sessie.pk)
    what = "mlb-verslag met casus" if met_casus else "mlb-verslag"
    record(sessie.gemeente_id, request.user.pk, what, f"reflectie.sessie:{sessie.pk}")
    headers = {"Content-Disposition": content_disposition_header(True, f"verslag-mlb-{sessie.nummer}.pdf")}  # noqa: FBT003
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
