"""The knelpunten of an opdracht: what gets in the way, at which table it lies, and what came of it (OPD-ON-03)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ontwikkelplan.sturing.forms.dialoog import KnelpuntForm
from ontwikkelplan.sturing.models import Knelpunt, Opdracht, Opdrachtsoort
from ontwikkelplan.sturing.views.access import UPDATE
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.lijsten import Lijst, Plek


def _frame(request: MemberRequest, opdracht_id: UUID) -> tuple[Opdracht, dict[str, Any]]:
    """Return a local opdracht and its frame; what knelt is also written when the opdracht is vastgesteld."""
    opdracht = opdracht_for(request, opdracht_id)
    if opdracht.soort == Opdrachtsoort.REGIONAAL:
        raise Http404
    frame = opdracht_frame(request, opdracht, "knelpunten")
    return opdracht, {**frame, "mag_bijwerken": frame["mag_leiden"]}


@require_GET
def knelpunten(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Show what is still open, or with ``?alle`` everything."""
    opdracht, frame = _frame(request, opdracht_id)
    rows = list(Knelpunt.objects.filter(opdracht=opdracht))
    there = [row for row in rows if row.vervallen_op is None]
    still_open = [row for row in there if row.opgelost_op is None]
    is_all = "alle" in request.GET
    context = {
        **frame,
        "is_alle": is_all,
        "knelpunten": there if is_all else still_open,
        "aantal_open": len(still_open),
        "aantal": len(there),
        "weg": [row for row in rows if row.vervallen_op is not None],
    }
    return render(request, "sturing/dialoog/knelpunten.html", context)


def _of_knelpunten(request: MemberRequest, ouder_id: UUID) -> Plek:
    opdracht, frame = _frame(request, ouder_id)
    page = reverse("sturing:opdracht-knelpunten", args=[request.gemeente.slug, opdracht.pk])
    return Plek(ouder=opdracht, frame=frame, terug=page, mag_bijwerken=frame["mag_bijwerken"], recht=UPDATE)


KNELPUNTEN = Lijst(
    slug="knelpunten", model=Knelpunt, ouder="opdracht", form=KnelpuntForm, plek=_of_knelpunten,
    kop="sturing/_kop.html", nieuw=_("Voeg een knelpunt toe"), kruimel=_("Knelpunt"),
    uitleg=_("Wat zit er in de weg, wie bracht het in, en op welke tafel ligt het?"),
)  # fmt: skip
