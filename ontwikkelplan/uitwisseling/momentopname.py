"""The whole plan at one moment, as data: what a version freezes and what every file is made of (OPL-09)."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, model_validator

from ontwikkelplan.cellen import schrijf_standen
from ontwikkelplan.inhoud import ALGEMEEN, Tabel, quickscan, tabellen, vraagcode
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Persoonsoort, Plan, Plandocument, Planpersoon, Stand
from wijkaanpak.instrumenten import registry

SCHEMA = 1
# What a snapshot stored under a schema needs to be read under the next: one step for every number below SCHEMA.
STAPPEN: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Standregel(_Frozen):
    """One dated entry of the stand van zaken (KOL-7); ``op`` is when it was written down."""

    datum: datetime.date
    tekst: str
    op: datetime.datetime


class Rij(_Frozen):
    """One ontwikkelpunt: its six cells as they were typed, and its standen, the newest first."""

    id: UUID
    versie: int
    doel: str
    resultaat: str
    stappen: str
    kosten: str
    uitvoerder: str
    planning: str
    standen: tuple[Standregel, ...] = ()
    herkomst: str
    bron: str
    broncode: str
    status: str

    @property
    def stand(self) -> str:
        """The seventh column as one text: an entry a line, each with its day."""
        return schrijf_standen([(regel.datum, regel.tekst) for regel in self.standen])

    def cellen(self) -> dict[str, str]:
        """Return the seven cells by the name of their column."""
        return {name: getattr(self, name) for name in (*KOLOMMEN, "stand")}


class Tabelopname(_Frozen):
    """One of the 24 tables, with its rows in order."""

    id: str
    nummer: str
    titel: str
    rijen: tuple[Rij, ...]


class Basisfunctieopname(_Frozen):
    """One of the five chapters with tables."""

    id: str
    slug: str
    nummer: int
    titel: str
    uitleg: str
    tabellen: tuple[Tabelopname, ...]


class Documentopname(_Frozen):
    """A document that the plan builds on."""

    titel: str
    uitleg: str
    url: str = ""


class Documentgroep(_Frozen):
    """The national, regional or local documents (ALG-L, ALG-R)."""

    titel: str
    documenten: tuple[Documentopname, ...]


class Persoonopname(_Frozen):
    """Who answers for the plan (ALG-V-01, ALG-V-02)."""

    soort: str
    naam: str
    over: str


class Momentopname(_Frozen):
    """A plan, whole. ``model_dump(mode="json")`` is what is stored; ``model_validate`` reads it back."""

    schema_versie: int = SCHEMA
    gemaakt_op: datetime.datetime
    gemeente_id: UUID
    gemeente: str
    plan_id: UUID
    plan_versie: int
    soort: str
    titel: str
    begin_jaar: int
    eind_jaar: int
    horizon: datetime.date
    staat: str
    vastgesteld_door: str
    vastgesteld_op: datetime.date | None
    instrument_versie: int
    inleiding: str
    aanvullingen: str
    documenten: tuple[Documentgroep, ...]
    personen: tuple[Persoonopname, ...]
    basisfuncties: tuple[Basisfunctieopname, ...]

    @model_validator(mode="before")
    @classmethod
    def _of_any_age(cls, data: Any) -> Any:
        """Bring a snapshot that was stored under an older schema to this one, a step per number."""
        if isinstance(data, dict):
            for number in range(int(data.get("schema_versie", SCHEMA)), SCHEMA):
                data = STAPPEN[number](data) | {"schema_versie": number + 1}
        return data

    def tabellen(self) -> Iterator[tuple[Basisfunctieopname, Tabelopname]]:
        """Yield every table with its basisfunctie, in the order of the plan."""
        for basisfunctie in self.basisfuncties:
            for tabel in basisfunctie.tabellen:
                yield basisfunctie, tabel

    def rijen(self) -> Iterator[tuple[Tabelopname, Rij]]:
        """Yield every row with its table."""
        for _basisfunctie, tabel in self.tabellen():
            for rij in tabel.rijen:
                yield tabel, rij

    def van_soort(self, soort: str) -> tuple[Persoonopname, ...]:
        """Return the people with one role."""
        return tuple(persoon for persoon in self.personen if persoon.soort == soort)

    @property
    def periode(self) -> str:
        """The years of the plan, as ``2025 – 2027``."""
        return f"{self.begin_jaar} – {self.eind_jaar}"


def momentopname(plan: Plan) -> Momentopname:
    """Return the plan as it is now, in five queries at most, whatever its size."""
    return Momentopname(
        gemaakt_op=timezone.now(),
        gemeente_id=plan.gemeente_id,
        gemeente=plan.gemeente.naam,
        plan_id=plan.pk,
        plan_versie=plan.versie,
        soort=plan.soort,
        titel=plan.titel,
        begin_jaar=plan.begin_jaar,
        eind_jaar=plan.eind_jaar,
        horizon=plan.horizon,
        staat=plan.staat,
        vastgesteld_door=plan.vastgesteld_door,
        vastgesteld_op=plan.vastgesteld_op,
        instrument_versie=plan.instrument_versie,
        inleiding=plan.inleiding,
        aanvullingen=plan.aanvullingen,
        documenten=_documents(plan),
        personen=_people(plan),
        basisfuncties=_chapters(plan),
    )


def _documents(plan: Plan) -> tuple[Documentgroep, ...]:
    shipped = tuple(
        Documentgroep(
            titel=deel.titel,
            documenten=tuple(Documentopname(titel=punt.titel, uitleg=punt.hulp) for punt in deel.punten),
        )
        for deel in registry.latest(ALGEMEEN).onderdelen  # the national and the regional ones
    )
    own = Plandocument.objects.filter(plan=plan, vervallen_op=None)
    local = tuple(Documentopname(titel=row.titel, uitleg=row.waarom, url=row.url) for row in own)
    return (*shipped, Documentgroep(titel="Lokale documenten", documenten=local))


def _people(plan: Plan) -> tuple[Persoonopname, ...]:
    rows = Planpersoon.objects.filter(plan=plan, vervallen_op=None)
    known = {soort: number for number, soort in enumerate(Persoonsoort.values)}
    people = [Persoonopname(soort=row.soort, naam=row.naam, over=row.over) for row in rows]
    return tuple(sorted(people, key=lambda persoon: (known[persoon.soort], persoon.naam)))


def _chapters(plan: Plan) -> tuple[Basisfunctieopname, ...]:
    rows = _rows(plan)
    by_chapter: dict[str, list[Tabel]] = defaultdict(list)
    for tabel in tabellen(plan):
        by_chapter[tabel.basisfunctie.id].append(tabel)
    return tuple(
        Basisfunctieopname(
            id=deel.id,
            slug=deel.slug,
            nummer=nummer,
            titel=deel.titel,
            uitleg=deel.uitleg,
            tabellen=tuple(
                Tabelopname(
                    id=tabel.id,
                    nummer=tabel.nummer,
                    titel=tabel.titel,
                    rijen=tuple(_row(tabel, row, standen) for row, standen in rows.get(tabel.id, ())),
                )
                for tabel in by_chapter[deel.id]
            ),
        )
        for nummer, deel in enumerate(quickscan(plan.instrument_versie).onderdelen, start=1)
    )


def _rows(plan: Plan) -> dict[str, list[tuple[Ontwikkelpunt, list[Stand]]]]:
    standen: dict[Any, list[Stand]] = defaultdict(list)
    for stand in Stand.objects.filter(punt__plan=plan, punt__vervallen_op=None):
        standen[stand.punt_id].append(stand)
    rows: dict[str, list[tuple[Ontwikkelpunt, list[Stand]]]] = defaultdict(list)
    for row in Ontwikkelpunt.objects.filter(plan=plan, vervallen_op=None).in_order():
        rows[row.tabel].append((row, standen[row.pk]))
    return rows


def broncode_van(tabel: Tabel, bron: str) -> str:
    """Return how people name the answer that a row comes from, or '' where it is none of its table."""
    is_known = bron == tabel.id or bron in {vraag.id for vraag in tabel.vragen}
    return vraagcode(tabel, bron) if is_known else ""


def _row(tabel: Tabel, row: Ontwikkelpunt, standen: list[Stand]) -> Rij:
    return Rij(
        id=row.pk,
        versie=row.versie,
        **{name: getattr(row, name) for name in KOLOMMEN},
        standen=tuple(Standregel(datum=stand.datum, tekst=stand.tekst, op=stand.op) for stand in standen),
        herkomst=row.herkomst,
        bron=row.bron,
        broncode=broncode_van(tabel, row.bron),
        status=row.status,
    )
