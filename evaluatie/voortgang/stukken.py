"""What voortgang offers to take along as PDF: every message as it was sent."""

from collections.abc import Iterator

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.voortgang.models import Berichtpdf
from projects.stukken import project_folder
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import Bron, Stuk, register, stored_bytes


def _messages() -> Iterator[Stuk]:
    rows = Berichtpdf.objects.filter(definitief=True, staat=Maakstaat.KLAAR).order_by(
        Lower("bericht__project__naam"), "bericht__nummer"
    )
    for id, nummer, op, project, naam in rows.values_list(
        "pk", "bericht__nummer", "bericht__verstuurd_op", "bericht__project", "bericht__project__naam"
    ):
        title = _("Voortgangsbericht %(n)s") % {"n": nummer}
        yield Stuk(str(id), title, project_folder(naam, _("Evaluatie")), timezone.localdate(op), (project, naam))


def bytes_of(sleutel: str, gemeente: Gemeente) -> bytes:
    """Return the PDF of a message. Raises BestaatNiet when it is not there."""
    return stored_bytes(Berichtpdf.objects.filter(definitief=True), sleutel)


register(Bron("voortgang", _lazy("Voortgangsberichten die zijn verstuurd"), _messages, bytes_of))
