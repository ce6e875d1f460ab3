"""Finding an opdracht with the rights of who asks, and the frame around its pages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort
from ontwikkelplan.sturing.opdrachtinhoud import KADER, delen, instrument_of
from ontwikkelplan.sturing.services.opdracht import KanNiet, open_to_write
from ontwikkelplan.sturing.views.access import SEE, UPDATE, sturing_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.instrumenten.schema import Onderdeel
from wijkaanpak.web.errors import closed

OFFER = "sturing.regio_aanbieden"


def write_right(opdracht: Opdracht) -> str:
    """Return the right to write this opdracht: that of a region is written by who leads it."""
    return OFFER if opdracht.soort == Opdrachtsoort.REGIONAAL else UPDATE


def opdracht_for(request: MemberRequest, opdracht_id: UUID, *, to_write: bool = False) -> Opdracht:
    """Return an opdracht. Raises Http404, or PermissionDenied (logged) without the right."""
    require(request, SEE)
    found: Opdracht = get_object_or_404(Opdracht.objects.all(), pk=opdracht_id)
    if to_write:
        require(request, write_right(found), found)
    return found


def opdracht_to_write(request: MemberRequest, opdracht_id: UUID) -> tuple[Opdracht, HttpResponse | None]:
    """Return an opdracht, locked, for who may write it; or the answer that it is vastgesteld."""
    found = opdracht_for(request, opdracht_id, to_write=True)
    try:
        return open_to_write(found), None
    except KanNiet as reason:
        return found, closed(request, str(reason))


def opdracht_frame(request: MemberRequest, opdracht: Opdracht, plek: str = "") -> dict[str, Any]:
    """Return what every page of an opdracht needs; ``plek`` is the page in its own menu."""
    may_write = may(request.lid, write_right(opdracht), opdracht)
    return {
        **sturing_frame(request, "opdracht", opdracht),
        "opdracht": opdracht,
        "kop": opdracht.titel,
        "spoor": [(opdracht.titel, overview_of(request, opdracht))] if plek else [],
        "plek": plek,
        "delen": parts_of(opdracht),
        "is_regionaal": opdracht.soort == Opdrachtsoort.REGIONAAL,
        "mag_leiden": may_write,
        "mag_bijwerken": may_write and not opdracht.is_fixed,
    }


def parts_of(opdracht: Opdracht) -> list[Onderdeel]:
    """Return the parts that are written; a region offers texts alone, so for it the frame of requirements falls out."""
    found = delen(instrument_of(opdracht))
    return [deel for deel in found if deel.slug != KADER] if opdracht.soort == Opdrachtsoort.REGIONAAL else found


def overview_of(request: MemberRequest, opdracht: Opdracht) -> str:
    """Return the address of the first page of an opdracht."""
    return reverse("sturing:opdracht-overzicht", args=[request.gemeente.slug, opdracht.pk])
