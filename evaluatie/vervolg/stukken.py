"""What vervolg offers to take along as PDF: the gerichte opdracht and invitations that were made."""

from collections.abc import Iterator

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.vervolg.models import Pdfsoort, Vervolgpdf
from projects.stukken import project_folder
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import Bron, Stuk, register, stored_bytes


def _documents() -> Iterator[Stuk]:
    rows = Vervolgpdf.objects.filter(staat=Maakstaat.KLAAR).order_by(Lower("project__naam"), "soort", "gevraagd_op")
    for id, soort, op, project, naam in rows.values_list("pk", "soort", "gevraagd_op", "project", "project__naam"):
        day = timezone.localdate(op)
        title = _("%(soort)s van %(dag)s") % {"soort": Pdfsoort(soort).label, "dag": day.isoformat()}
        yield Stuk(str(id), title, project_folder(naam, _("Vervolg")), day, (project, naam))


def bytes_of(sleutel: str, gemeente: Gemeente) -> bytes:
    """Return the PDF of a document. Raises BestaatNiet when it is not there."""
    return stored_bytes(Vervolgpdf.objects.all(), sleutel)


register(Bron("vervolg", _lazy("Gerichte opdrachten en uitnodigingen"), _documents, bytes_of))
