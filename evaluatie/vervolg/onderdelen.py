"""Where each part of Vervolg stands, and the projects before and after this one that someone may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from evaluatie.vervolg.models import Gevraagd, Lesbesluit, Regiodag, Succes, Vervolg, Vervolgpdf, Voortzetting
from projects.models import Project
from reflectie.models import Lesstatus
from wijkaanpak.accounts.models import Lidmaatschap


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """Counts of the parts; ``vorige`` and ``volgende`` are the projects that this person may see."""

    beleid: int
    vertaald: int
    gevraagd: int
    opdracht_gemaakt: bool
    dagen: int
    successen: int
    gevierd: int
    definitief: Any
    vorige: Sequence[Project]
    volgende: Sequence[Project]
    teams: int


def _count(rows: Any, condition: Q | None = None) -> Any:
    """Return a count as a part of one query over the project."""
    counted = rows.order_by().values("project").annotate(n=Count("pk", filter=condition)).values("n")
    return Coalesce(Subquery(counted), 0)


def parts_of(lid: Lidmaatschap, project: Project) -> Onderdelen:
    """Return where the parts of Vervolg of a project stand, in three queries."""
    mine = {"project": OuterRef("pk")}
    chosen = Lesbesluit.objects.filter(**mine, wordt_beleid=True, les__vervallen_op=None)
    successes = Succes.objects.current().filter(**mine)
    numbers: dict[str, Any] = {
        "n_beleid": _count(chosen),
        "n_vertaald": _count(chosen, Q(les__status=Lesstatus.VERTAALD)),
        "n_gevraagd": _count(Gevraagd.objects.current().filter(**mine)),
        "n_opdracht": Exists(Vervolgpdf.objects.filter(**mine, soort="opdracht").exclude(staat="mislukt")),
        "n_dagen": _count(Regiodag.objects.current().filter(**mine)),
        "n_successen": _count(successes),
        "n_gevierd": _count(successes, Q(gevierd_op__isnull=False)),
        "n_voor": ArraySubquery(Voortzetting.objects.filter(naar=OuterRef("pk")).order_by().values("van")),
        "n_na": ArraySubquery(Voortzetting.objects.filter(van=OuterRef("pk")).order_by("gemaakt_op").values("naar")),
    }
    found = Project.objects.snapshot(project, numbers)
    near = {*found["n_voor"], *found["n_na"]}
    seen = {each.pk: each for each in Project.objects.for_user(lid).filter(pk__in=near)} if near else {}
    made = Vervolg.objects.filter(project=project, definitief__isnull=False).select_related("definitief")
    row = made.defer("definitief__inhoud").first()
    return Onderdelen(
        beleid=found["n_beleid"],
        vertaald=found["n_vertaald"],
        gevraagd=found["n_gevraagd"],
        opdracht_gemaakt=found["n_opdracht"],
        dagen=found["n_dagen"],
        successen=found["n_successen"],
        gevierd=found["n_gevierd"],
        definitief=row.definitief if row else None,
        vorige=[seen[pk] for pk in found["n_voor"] if pk in seen],
        volgende=[seen[pk] for pk in found["n_na"] if pk in seen],
        teams=len(found["n_na"]),
    )
