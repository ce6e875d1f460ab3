"""Finding the dialogue on an opdracht with the rights of who asks, and the frame around its pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Overleg
from ontwikkelplan.sturing.views.access import SEE, UPDATE
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.web.lijsten import Plek


def dialoog_for(request: MemberRequest, opdracht_id: UUID) -> Opdracht:
    """Return a local opdracht: about the text of a region there is no dialogue. Raises Http404."""
    opdracht = opdracht_for(request, opdracht_id)
    if opdracht.soort == Opdrachtsoort.REGIONAAL:
        raise Http404
    return opdracht


def dialoog_frame(request: MemberRequest, opdracht: Opdracht, plek: str, below: str = "") -> dict[str, Any]:
    """Return what every page of a dialogue needs; it is written also when the opdracht is vastgesteld.

    ``plek`` is one of its three pages; ``below`` names a page below that.
    """
    frame = opdracht_frame(request, opdracht, plek)
    pages = {
        "overleggen": _("Overleggen"),
        "monitoring": _("Monitorafspraken"),
        "knelpunten": _("Knelpunten"),
    }
    here = [request.gemeente.slug, opdracht.pk]
    menu = [(name, words, reverse(f"sturing:opdracht-{name}", args=here)) for name, words in pages.items()]
    trail = [(opdracht.titel, reverse("sturing:opdracht-overzicht", args=here))]
    if below:
        trail.append((pages[plek], reverse(f"sturing:opdracht-{plek}", args=here)))
    return {
        **frame,
        "tab": "dialoog",
        "kop": _("Dialoog met het lokaal team"),
        "intro": opdracht.titel,
        "spoor": trail,
        "kruimel": below or pages[plek],
        "bladen": menu,
        "mag_bijwerken": frame["mag_leiden"],
    }


def dialoog_plek(request: MemberRequest, opdracht_id: UUID, plek: str, below: str) -> Plek:
    """Return where a list of a dialogue stands."""
    opdracht = dialoog_for(request, opdracht_id)
    frame = dialoog_frame(request, opdracht, plek, below)
    page = reverse(f"sturing:opdracht-{plek}", args=[request.gemeente.slug, opdracht.pk])
    return Plek(ouder=opdracht, frame=frame, terug=page, mag_bijwerken=frame["mag_bijwerken"], recht=UPDATE)


def overleg_for(request: MemberRequest, overleg_id: UUID, right: str = SEE) -> Overleg:
    """Return a meeting with the right on it. Raises Http404, or PermissionDenied (logged)."""
    require(request, right)
    found: Overleg = get_object_or_404(Overleg.objects.select_related("opdracht"), pk=overleg_id)
    return found


def overleg_page(request: MemberRequest, overleg: Overleg) -> str:
    """Return the address of a meeting."""
    return reverse("sturing:overleg", args=[request.gemeente.slug, overleg.pk])
