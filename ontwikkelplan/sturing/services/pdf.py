"""PDFs of sturing: asked for in a request, made in a worker."""

from uuid import UUID

from django.db import transaction

from ontwikkelplan.sturing.models import Sturingpdf
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat

SJABLOON = 1


@transaction.atomic
def ask_pdf(*, soort: str, van: UUID, inhoud: Inhoud, by: Lidmaatschap) -> Sturingpdf:
    """Have a PDF made of what a document says now. One of the same words that waits or is ready is not made twice."""
    said = inhoud.to_json()
    rows = Sturingpdf.objects.filter(soort=soort, van=van).exclude(staat=Maakstaat.MISLUKT)
    newest: Sturingpdf | None = rows.order_by("-pk").first()
    if newest is not None and newest.inhoud == said:
        return newest
    row = Sturingpdf.objects.create(
        gemeente_id=by.gemeente_id, soort=soort, van=van, inhoud=said, sjabloon=SJABLOON, gevraagd_door=by
    )
    ask(row=row)
    return row
