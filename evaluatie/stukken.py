"""What evaluatie offers to take along as PDF: every version of a report, and what one without a version says now."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.models import Evaluatie, Verslagsoort, Verslagversie
from evaluatie.services.verslag import freeze
from evaluatie.verslag.samenstellen import compose, work_out
from projects.models import Project
from projects.stukken import project_folder
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.rows import json_rows
from wijkaanpak.uitvoer.bronnen import BestaatNiet, Bron, Gemaakt, Stuk, register, stored_bytes


def _pieces() -> Iterator[Stuk]:
    """Every version, and of a project that evaluated without a projectverslag what that would say now."""
    made = Verslagversie.objects.filter(staat=Maakstaat.KLAAR, project=OuterRef("pk")).order_by("soort", "nummer")
    evaluated = Evaluatie.objects.current().filter(project=OuterRef("pk"))
    rows = Project.objects.annotate(
        gemaakt=json_rows(made, "soort", "nummer", "gemaakt_op", id="pk"), geevalueerd=Exists(evaluated)
    )
    for id, naam, versions, is_evaluated in rows.order_by(Lower("naam"), "pk").values_list(
        "pk", "naam", "gemaakt", "geevalueerd"
    ):
        where = project_folder(naam, _("Evaluatie"))
        for version in versions:
            words = {"soort": Verslagsoort(version["soort"]).label, "n": version["nummer"]}
            day = timezone.localdate(parse_datetime(version["gemaakt_op"]))
            yield Stuk(version["id"], _("%(soort)s, versie %(n)s") % words, where, day, (id, naam))
        if is_evaluated and all(version["soort"] != Verslagsoort.PROJECTVERSLAG for version in versions):
            title = _("%(soort)s, concept") % {"soort": Verslagsoort.PROJECTVERSLAG.label}
            yield Stuk(f"concept:{id}", title, where, timezone.localdate(), (id, naam))


def _make(sleutel: str, gemeente: Gemeente) -> Gemaakt:
    what, _colon, id = sleutel.rpartition(":")
    if what != "concept":
        return bytes_of(sleutel, gemeente)
    project = Project.objects.filter(pk=id).first()
    if project is None:
        raise BestaatNiet(sleutel)
    bron = freeze(project, gemeente, Verslagsoort.PROJECTVERSLAG)
    return compose(work_out(bron, Verslagsoort.PROJECTVERSLAG), bron, Verslagsoort.PROJECTVERSLAG, 0)


def bytes_of(sleutel: str, gemeente: Gemeente) -> bytes:
    """Return the PDF of a version. Raises BestaatNiet when it is not there."""
    return stored_bytes(Verslagversie.objects.all(), sleutel)


register(Bron("evaluatie", _lazy("Verslagen van evaluaties"), _pieces, _make))
