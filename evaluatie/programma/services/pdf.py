"""The PDF of the programme: asked for in a request, made in a worker."""

from django.db import transaction

from evaluatie.programma.models import Programmapdf
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat

SJABLOON = 1


@transaction.atomic
def ask_pdf(*, inhoud: Inhoud, by: Lidmaatschap) -> Programmapdf:
    """Have a PDF made of what the programme says now. The same words are not made twice."""
    said = inhoud.to_json()
    newest: Programmapdf | None = Programmapdf.objects.exclude(staat=Maakstaat.MISLUKT).order_by("-pk").first()
    if newest is not None and newest.inhoud == said:
        return newest
    row: Programmapdf = Programmapdf.objects.create(
        gemeente_id=by.gemeente_id, inhoud=said, sjabloon=SJABLOON, gevraagd_door=by
    )
    ask(row=row)
    return row
