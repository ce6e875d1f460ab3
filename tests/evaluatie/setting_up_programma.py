"""Rows of the programme for a town of the cast."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluatie.programma.cijfers import Cijfers, gather
from evaluatie.programma.models import Programmapdf, Regiostand, Stand, Standstaat
from projects.models.project import Fase
from tests.cast import CANARY, Town
from tests.ontwikkelplan.setting_up import PDF
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.models import Gemeente


@dataclass(frozen=True)
class Programma:
    """A stand that waits, one that is shared, a copy of a project elsewhere, and a PDF."""

    wacht: Stand
    gedeeld: Stand
    kopie: Regiostand
    pdf: Programmapdf


def lead(town: Town) -> None:
    """Let this gemeente lead its region."""
    regio = town.gemeente.regio
    assert regio is not None
    regio.trekker = town.gemeente
    regio.save()


def figures(**changes: Any) -> dict[str, Any]:
    """Figures of a project that runs, as JSON."""
    facts: dict[str, Any] = {
        "fase": "uitvoering",
        "status": "lopend",
        "fasen": [[fase, 3, 8] for fase in Fase.values],
        "maanden": [["2026-09-01", "mlb"], ["2026-10-01", "geen"], ["2026-11-01", "mlb"]],
        "mlb": 2,
        "reeks": 2,
        "signalen": ["NUM-01"],
        "tags": {"SUC-01": 2, "BEL-03": 1},
        "team": {"wijkteam": 6, "gi": 7},
        "gasten": 6,
        "gehoord": {"client": 9, "professional": 11, "keten": 8},
    }
    return Cijfers.from_json(facts | changes).to_json()


def copy(keeper: Town, van: Gemeente, naam: str = f"{CANARY} project", **changes: Any) -> Regiostand:
    """Put a copy of what a gemeente shared with who leads; a scope of that one must be open."""
    facts: dict[str, Any] = {
        "gemeente_id": keeper.gemeente.pk,
        "bron_project": uuid7(),
        "nummer": 1,
        "van": van,
        "naam": naam,
        "wijk": f"{CANARY} wijk",
        "peildag": timezone.localdate() - datetime.timedelta(days=10),
        "cijfers": figures(),
        "gezonden_op": timezone.now(),
    }
    made: Regiostand = Regiostand.objects.create(**(facts | changes))
    return made


def put_stand(town: Town, nummer: int, staat: str, **changes: Any) -> Stand:
    """Store a stand of the project of a town; a scope must be open."""
    facts: dict[str, Any] = {
        "gemeente_id": town.gemeente.pk,
        "project": town.project,
        "nummer": nummer,
        "peildag": timezone.localdate(),
        "cijfers": gather(town.project, timezone.localdate()).to_json(),
        "staat": staat,
        "gemaakt_door": town.leider.lid,
        "besloten_door": town.beleid.lid,
        "besloten_op": timezone.now(),
    }
    made: Stand = Stand.objects.create(**(facts | changes))
    return made


def add_programma(town: Town) -> Programma:
    """Put a row in every table of the programme, a scope being open; the first town leads the region."""
    regio = town.gemeente.regio
    assert regio is not None
    if regio.trekker_id is None:
        lead(town)
    document = Inhoud(
        titel=f"{CANARY} programma", ondertitel="", gemeente="", kleur="", kenmerk="", versie=0, datum="",
        feiten=(), secties=(),
    )  # fmt: skip
    pdf = Programmapdf(
        gemeente_id=town.gemeente.pk, inhoud=document.to_json(), sjabloon=1, gevraagd_door=town.beleid.lid,
        staat=Maakstaat.KLAAR, bestand=ContentFile(PDF, "x.pdf"),
    )  # fmt: skip
    pdf.save()
    made = Programma(
        gedeeld=put_stand(town, 1, Standstaat.VRIJGEGEVEN, geleverd_aan=regio.trekker),
        wacht=put_stand(town, 2, Standstaat.KLAARGEZET),
        kopie=copy(town, town.gemeente),
        pdf=pdf,
    )
    town.pr = made
    return made
