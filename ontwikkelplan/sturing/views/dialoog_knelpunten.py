"""The knelpunten of an opdracht: what gets in the way, at which table it lies, and what came of it (OPD-ON-03)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ontwikkelplan.sturing.forms.dialoog import KnelpuntForm
from ontwikkelplan.sturing.models import Knelpunt
from ontwikkelplan.sturing.views.dialoog_toegang import dialoog_for, dialoog_frame, dialoog_plek
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.lijsten import Lijst, Plek


@require_GET
def knelpunten(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Show what is still open, or with ``?alle`` everything."""
    opdracht = dialoog_for(request, opdracht_id)
    rows = list(Knelpunt.objects.filter(opdracht=opdracht))
    there = [row for row in rows if row.vervallen_op is None]
    still_open = [row for row in there if row.opgelost_op is None]
    is_all = "alle" in request.GET
    context = {
        **dialoog_frame(request, opdracht, "knelpunten"),
        "is_alle": is_all,
        "knelpunten": there if is_all else still_open,
        "aantal_open": len(still_open),
        "aantal": len(there),
        "weg": [row for row in rows if row.vervallen_op is not None],
    }
    return render(request, "sturing/dialoog/knelpunten.html", context)


def _of_knelpunten(request: MemberRequest, ouder_id: UUID) -> Plek:
    return dialoog_plek(request, ouder_id, "knelpunten", _now("Knelpunt"))


KNELPUNTEN = Lijst(
    slug="knelpunten", model=Knelpunt, ouder="opdracht", form=KnelpuntForm, plek=_of_knelpunten,
    kop="sturing/_kop.html", nieuw=_("Voeg een knelpunt toe"), kruimel=_("Knelpunt"),
    uitleg=_("Wat zit er in de weg, wie bracht het in, en op welke tafel ligt het?"),
)  # fmt: skip
