"""Documents of vervolg: asked for in a request, made in a worker."""

from uuid import UUID

from django.db import transaction

from evaluatie.vervolg.models import Vervolgpdf
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat

SJABLOON = 1


@transaction.atomic
def ask_pdf(*, project: Project, soort: str, van: UUID, inhoud: Inhoud, by: Lidmaatschap) -> Vervolgpdf:
    """Have a PDF made of what a document says now. One of the same words that waits or is ready is not made twice."""
    rows = Vervolgpdf.objects.filter(project=project, soort=soort, van=van).exclude(staat=Maakstaat.MISLUKT)
    newest: Vervolgpdf | None = rows.order_by("-pk").first()
    if newest is not None and Inhoud.from_json(newest.inhoud) == inhoud:
        return newest
    row = Vervolgpdf.objects.create(
        gemeente_id=by.gemeente_id,
        project=project,
        soort=soort,
        van=van,
        inhoud=inhoud.to_json(),
        sjabloon=SJABLOON,
        gevraagd_door=by,
    )
    ask(row=row)
    return row
