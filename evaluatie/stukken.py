"""What evaluatie offers to take along as PDF: every version of a report that was made."""

from collections.abc import Iterator

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.models import Verslagsoort, Verslagversie
from projects.stukken import project_folder
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import Bron, Stuk, register, stored_bytes


def _reports() -> Iterator[Stuk]:
    rows = Verslagversie.objects.filter(staat=Maakstaat.KLAAR).order_by(Lower("project__naam"), "soort", "nummer")
    for id, soort, nummer, op, project, naam in rows.values_list(
        "pk", "soort", "nummer", "gemaakt_op", "project", "project__naam"
    ):
        words = {"soort": Verslagsoort(soort).label, "n": nummer}
        title = _("%(soort)s, versie %(n)s") % words
        where = project_folder(naam, _("Evaluatie"))
        yield Stuk(str(id), title, where, timezone.localdate(op), (project, naam))


def bytes_of(sleutel: str, gemeente: Gemeente) -> bytes:
    """Return the PDF of a version. Raises BestaatNiet when it is not there."""
    return stored_bytes(Verslagversie.objects.all(), sleutel)


register(Bron("evaluatie", _lazy("Verslagen van evaluaties"), _reports, bytes_of))
