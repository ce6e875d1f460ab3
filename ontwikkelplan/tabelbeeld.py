"""The tables of a plan as a page shows them: their rows, numbered, with what to look at in each."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from ontwikkelplan.inhoud import KOPPEN, Tabel, bronnen, tabellen, vraagcode
from ontwikkelplan.lezing import is_oud, kort_doel, let_op
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Plan, Voortgang

_WIDTH = {"doel": 34, "resultaat": 34, "stappen": 34, "kosten": 24, "uitvoerder": 24, "planning": 20}


@dataclass(frozen=True, slots=True)
class Cel:
    """One typed cell: its name and head, what is in it, how many lines that takes, and what to look at."""

    naam: str
    kop: Any
    tekst: str
    regels: int
    let_op: str
    fouten: tuple[str, ...] = ()


@dataclass
class Rij:
    """One row. ``punt`` has its newest stand (``with_last_stand``)."""

    punt: Ontwikkelpunt
    tabel: Tabel
    nummer: str
    weken_oud: int
    cellen: dict[str, Cel] = field(default_factory=dict)
    standform: Any = None  # what was typed for a new stand and refused, or waited for a login

    @property
    def dom(self) -> str:
        """The id of the row on the page, and the address of it in a link."""
        return f"op-{self.punt.pk}"

    @cached_property
    def titel(self) -> str:
        """The first line of the goal."""
        return kort_doel(self.punt.doel)

    @property
    def bron(self) -> str:
        """The number of the answer it comes from, or ''."""
        known = [each.id for each in self.tabel.vragen]
        return vraagcode(self.tabel, self.punt.bron) if self.punt.bron in known else self.punt.bron

    @property
    def bronnen(self) -> list[tuple[str, str]]:
        """What its goal can come from."""
        return bronnen(self.tabel)

    @property
    def voortgangen(self) -> list[tuple[str, Any]]:
        """What its status can be."""
        return list(Voortgang.choices)

    @property
    def weken(self) -> int | None:
        """How many whole weeks old the newest stand is, or None without one."""
        op: datetime.date | None = self.punt.stand_op  # type: ignore[attr-defined]  # with_last_stand adds it
        return (timezone.localdate() - op).days // 7 if op else None

    @cached_property
    def is_oud(self) -> bool:
        """Whether the stand needs work (NUM-22)."""
        op: datetime.date | None = self.punt.stand_op  # type: ignore[attr-defined]
        return not self.punt.is_done and is_oud(op, self.weken_oud, timezone.localdate())

    @property
    def weken_te_laat(self) -> int:
        """How many whole weeks its last day lies back; 0 when it is not late."""
        late = self.punt.is_late and self.punt.eind_op
        return max((timezone.localdate() - late).days // 7, 1) if late else 0


@dataclass(slots=True)
class Tabelblok:
    """One of the 24 tables with its rows, and those that were taken away."""

    tabel: Tabel
    rijen: list[Rij]
    weg: list[Ontwikkelpunt]
    uitkomsten: list[tuple[str, Any, Any, list[Rij]]] = field(default_factory=list)

    @property
    def bronnen(self) -> list[tuple[str, str]]:
        """What a goal here can come from."""
        return bronnen(self.tabel)

    @property
    def te_laat(self) -> int:
        """How many rows are late."""
        return sum(rij.punt.is_late for rij in self.rijen)

    @property
    def oud(self) -> int:
        """How many rows have an old stand."""
        return sum(rij.is_oud for rij in self.rijen)

    @property
    def gereed(self) -> int:
        """How many rows are done."""
        return sum(rij.punt.is_done for rij in self.rijen)

    @property
    def zonder_punt(self) -> list[str]:
        """The numbers of the questions of the scan without a row here."""
        return [
            code
            for code, _vraag, uitkomst, rijen in self.uitkomsten
            if uitkomst is not None and uitkomst.vraagt_werk and not rijen
        ]


def blokken_van(plan: Plan, basisfunctie: str = "") -> list[Tabelblok]:
    """Return the tables of a plan, or of one basisfunctie, with their rows: one query."""
    tables = tabellen(plan, basisfunctie)
    rows: dict[str, list[Ontwikkelpunt]] = defaultdict(list)
    points = Ontwikkelpunt.objects.filter(plan=plan, tabel__in=[tabel.id for tabel in tables]).in_order()
    for punt in points.with_last_stand():
        rows[punt.tabel].append(punt)
    return [
        Tabelblok(
            tabel,
            rijen_van(plan, tabel, [punt for punt in rows[tabel.id] if punt.vervallen_op is None]),
            [punt for punt in rows[tabel.id] if punt.vervallen_op is not None],
        )
        for tabel in tables
    ]


def beside_scan(blokken: Iterable[Tabelblok], uitkomsten: Mapping[str, Any]) -> None:
    """Put beside each table what the scan came to there, question by question, with the rows that answer it."""
    for blok in blokken if uitkomsten else ():
        blok.uitkomsten = [
            (
                vraagcode(blok.tabel, vraag.id),
                vraag,
                uitkomsten.get(vraag.id),
                [rij for rij in blok.rijen if rij.punt.bron == vraag.id],
            )
            for vraag in blok.tabel.vragen
        ]


def rijen_van(plan: Plan, tabel: Tabel, punten: Iterable[Ontwikkelpunt]) -> list[Rij]:
    """Return rows of one table, numbered in their order."""
    koppen = {naam: str(KOPPEN[naam]) for naam in KOLOMMEN}  # said in this language once
    return [
        Rij(punt, tabel, f"{tabel.nummer}.{number}", plan.weken_oud, cellen_van(punt, koppen))
        for number, punt in enumerate(punten, start=1)
    ]


def rij_van(plan: Plan, tabel: Tabel, punt: Ontwikkelpunt) -> Rij:
    """Return one row with its number: one query."""
    above = Ontwikkelpunt.objects.current().filter(plan=plan, tabel=tabel.id)
    before = above.filter(Q(volgorde__lt=punt.volgorde) | Q(volgorde=punt.volgorde, pk__lt=punt.pk)).count()
    return Rij(punt, tabel, f"{tabel.nummer}.{before + 1}", plan.weken_oud, cellen_van(punt))


def blanco(plan: Plan) -> Rij:
    """Return a row without anything in it, of no table: what a row that is only read takes its fields from."""
    punt = Ontwikkelpunt(pk=UUID(int=0), plan=plan)
    return Rij(with_stand_of(punt, punt), tabellen(plan)[0], "", plan.weken_oud, cellen_van(punt))


def cellen_van(punt: Ontwikkelpunt, koppen: Mapping[str, Any] = KOPPEN) -> dict[str, Cel]:
    """Return the typed cells of a row as they are stored."""
    texts = {naam: getattr(punt, naam) for naam in KOLOMMEN}
    return {
        naam: Cel(naam, koppen[naam], tekst, _lines(naam, tekst), let_op(naam, tekst)) for naam, tekst in texts.items()
    }


def with_stand_of(known: Ontwikkelpunt, row: Any) -> Ontwikkelpunt:
    """Return a row that was saved, with the newest stand that was read before it."""
    for name, none in (("stand_op", None), ("stand_tekst", ""), ("standen_aantal", 0)):
        setattr(row, name, getattr(known, name, none))
    return cast("Ontwikkelpunt", row)


def cellen_van_form(form: Any, row: Any) -> dict[str, Cel]:
    """Return the typed cells as a form has them: with what was typed and refused, and why."""
    found = cellen_van(row)
    for naam in set(KOLOMMEN) & set(form.fields):
        tekst = str(form[naam].value() or "")
        warning = getattr(form.fields[naam], "let_op", "")
        found[naam] = Cel(naam, KOPPEN[naam], tekst, _lines(naam, tekst), warning, tuple(form.errors.get(naam, ())))
    return found


def _lines(naam: str, tekst: str) -> int:
    width = _WIDTH[naam]
    return max(sum(max(math.ceil(len(line) / width), 1) for line in tekst.split("\n")), 2)
