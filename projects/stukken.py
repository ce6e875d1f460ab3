"""What projects offers to take along as PDF: checklists, and the documents of a project. Never key figures (PRV-05)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.documenten.checklistdocument import checklist_document
from projects.documenten.samenstellen import compose
from projects.models import Project, Projectdocument
from projects.models.documenten import Documentsoort
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.rows import json_rows
from wijkaanpak.uitvoer.bronnen import BestaatNiet, Bron, Gemaakt, Stuk, folder, register

PROJECTEN = _lazy("Projecten")


def project_folder(naam: str, *below: str) -> str:
    """Return the folder of what belongs to a project."""
    return folder(str(PROJECTEN), naam, *below)


def _pieces() -> Iterator[Stuk]:
    """The checklist, every version that was made with its certificate, and what a document without one says now."""
    made = Projectdocument.objects.filter(project=OuterRef("pk"), staat=Maakstaat.KLAAR).order_by("soort", "nummer")
    fields = {name: name for name in ("soort", "nummer", "gemaakt_op", "certificaat")}
    rows = Project.objects.annotate(gemaakt=json_rows(made, id="pk", **fields))
    today = timezone.localdate()
    for id, naam, versions in rows.order_by(Lower("naam"), "pk").values_list("pk", "naam", "gemaakt"):
        yield Stuk(f"checklist:{id}", _("Checklist"), project_folder(naam), today, (id, naam))
        where = project_folder(naam, _("Documenten"))
        for version in versions:
            yield from _version(version, where, (id, naam))
        for soort in Documentsoort:
            if all(version["soort"] != soort for version in versions):
                title = _("%(soort)s, concept") % {"soort": soort.label}
                yield Stuk(f"{soort.value}:{id}", title, where, today, (id, naam))


def _version(row: dict[str, Any], where: str, project: tuple[UUID, str]) -> Iterator[Stuk]:
    moment = parse_datetime(row["gemaakt_op"])
    day = timezone.localdate(moment) if moment else timezone.localdate()
    words = {"soort": Documentsoort(row["soort"]).label, "n": row["nummer"]}
    yield Stuk(f"versie:{row['id']}", _("%(soort)s, versie %(n)s") % words, where, day, project)
    if row["certificaat"]:
        title = _("%(soort)s, versie %(n)s, certificaat") % words
        yield Stuk(f"certificaat:{row['id']}", title, where, day, project)


def _project(id: str) -> Project:
    found = Project.objects.filter(pk=id).first()
    if found is None:
        raise BestaatNiet(id)
    return found


def _make(sleutel: str, gemeente: Gemeente) -> Gemaakt:
    what, _colon, id = sleutel.partition(":")
    if what == "checklist":
        return checklist_document(_project(id), gemeente)
    if what in Documentsoort.values:
        return compose(project=_project(id), gemeente=gemeente, soort=what, kenmerk=_("Concept"), versie=0)
    found = Projectdocument.objects.filter(pk=id, staat=Maakstaat.KLAAR).first()
    if found is None:
        raise BestaatNiet(sleutel)
    with (found.certificaat if what == "certificaat" else found.bestand).open("rb") as handle:
        data: bytes = handle.read()
    return data


register(Bron("projecten", _lazy("Checklists en documenten van projecten"), _pieces, _make))
