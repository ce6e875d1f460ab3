"""The monitorafspraken of an opdracht: which information comes when, about what, and from whom (OPD-MO, OPD-PD)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ontwikkelplan.sturing.dialooginhoud import STAPPEN
from ontwikkelplan.sturing.forms.dialoog import MonitorForm
from ontwikkelplan.sturing.models import Monitorafspraak
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of
from ontwikkelplan.sturing.views.dialoog_toegang import dialoog_for, dialoog_frame, dialoog_plek
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.lijsten import Lijst, Plek


@require_GET
def monitoring(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Show the agreements, the next one first; what is late says so."""
    opdracht = dialoog_for(request, opdracht_id)
    rows = list(Monitorafspraak.objects.filter(opdracht=opdracht))
    points = instrument_of(opdracht).punten
    context = {
        **dialoog_frame(request, opdracht, "monitoring"),
        "afspraken": [row for row in rows if row.vervallen_op is None],
        "weg": [row for row in rows if row.vervallen_op is not None],
        "stappen": [(waarde, points[id]) for waarde, id in STAPPEN.items()],
        "vandaag": timezone.localdate(),
    }
    return render(request, "sturing/dialoog/monitoring.html", context)


def _of_monitoring(request: MemberRequest, ouder_id: UUID) -> Plek:
    return dialoog_plek(request, ouder_id, "monitoring", _now("Monitorafspraak"))


MONITORING = Lijst(
    slug="monitoring", model=Monitorafspraak, ouder="opdracht", form=MonitorForm, plek=_of_monitoring,
    kop="sturing/_kop.html", nieuw=_("Voeg een monitorafspraak toe"), kruimel=_("Monitorafspraak"),
    uitleg=_("Welke informatie komt wanneer, waar gaat die over, en wie levert die?"),
)  # fmt: skip
