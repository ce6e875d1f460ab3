"""The plan per bouwsteen as a page shows it: five bouwstenen, the first one by doelgroep, with their rows."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontwikkelplan.sturing.forms.gesprek import RijForm
from ontwikkelplan.sturing.inhoud import bouwstenen
from ontwikkelplan.sturing.models import CELLEN, Bestuursgesprek, Bouwsteenrij, Sturing
from ontwikkelplan.sturing.voorzet import Antwoorden, Voorzet, voor_rij
from ontwikkelplan.tabelbeeld import Cel
from wijkaanpak.instrumenten.schema import Punt

_WIDTH = 26


@dataclass(slots=True)
class Rij:
    """One row with its cells, and what deel I and the gesprek have to say about it."""

    row: Bouwsteenrij
    titel: str
    cellen: dict[str, Cel]
    voorzetten: list[Voorzet] = field(default_factory=list)
    nummer: str = ""  # in its table, on the page of the whole plan

    @property
    def dom(self) -> str:
        """The id of the row on the page, as in every table that is typed in."""
        return f"op-{self.row.pk}"


@dataclass(frozen=True, slots=True)
class Plek:
    """A place for rows: a bouwsteen, or one doelgroep of the first. ``nummer`` is what its rows begin with."""

    sleutel: str
    bouwsteen: str
    doelgroep: str
    nummer: str
    punt: Punt

    @property
    def titel(self) -> str:
        """Its number and name."""
        return f"{self.nummer} {self.punt.titel}"


@dataclass(slots=True)
class Groep:
    """A place with its rows, and those taken away."""

    plek: Plek
    rijen: list[Rij]
    weg: list[Bouwsteenrij]


@dataclass(slots=True)
class Bouwsteen:
    """One of the five."""

    nummer: int
    punt: Punt
    groepen: list[Groep]

    @property
    def gevuld(self) -> int:
        """How many doelgroepen have a row with words."""
        return sum(any(rij.row.has_words for rij in groep.rijen) for groep in self.groepen)


def cells_of(form: RijForm) -> dict[str, Cel]:
    """Return the cells of a row as its form has them: as typed, with what is wrong."""
    found = {}
    for name in CELLEN:
        if name not in form.fields:
            continue
        bound, text = form[name], str(form[name].value() or "")
        lines = sum(max(math.ceil(len(line) / _WIDTH), 1) for line in text.split("\n"))
        hint = str(getattr(bound.field, "let_op", ""))
        found[name] = Cel(name, bound.label, text, max(lines, 1), hint, tuple(str(each) for each in bound.errors))
    return found


def row_of(
    sturing: Sturing, row: Bouwsteenrij, rows: Antwoorden, gesprek: Bestuursgesprek | None, form: RijForm | None = None
) -> Rij:
    """Return one row as the page shows it."""
    points = bouwstenen(sturing).punten
    place = row.doelgroep or row.bouwsteen
    titel = points[place].titel if place in points else place
    return Rij(row, titel, cells_of(form or RijForm(instance=row)), voor_rij(sturing, rows, gesprek, row, place))


def plekken_van(sturing: Sturing) -> list[Plek]:
    """Return the nine places for rows, in order: the five doelgroepen of the first bouwsteen, and the four others."""
    found = []
    for number, punt in enumerate(_bouwstenen(sturing), start=1):
        for under, each in enumerate(punt.punten, start=1):
            found.append(Plek(each.id, punt.id, each.id, f"{number}.{under}", each))
        if not punt.punten:
            found.append(Plek(punt.id, punt.id, "", str(number), punt))
    return found


def plek_van(sturing: Sturing, sleutel: str) -> Plek | None:
    """Return the place with this key; None when there is none."""
    return next((each for each in plekken_van(sturing) if each.sleutel == sleutel), None)


def _bouwstenen(sturing: Sturing) -> list[Punt]:
    return [punt for punt in bouwstenen(sturing).walk() if punt.soort == "bouwsteen"]


def plan_of(
    sturing: Sturing, found: Iterable[Bouwsteenrij], rows: Antwoorden, gesprek: Bestuursgesprek | None
) -> list[Bouwsteen]:
    """Return the five bouwstenen with their rows in order."""
    by_place: dict[str, list[Bouwsteenrij]] = defaultdict(list)
    for row in found:
        by_place[row.doelgroep or row.bouwsteen].append(row)
    groups: dict[str, list[Groep]] = defaultdict(list)
    for plek in plekken_van(sturing):
        there = by_place[plek.sleutel]
        current = [row_of(sturing, row, rows, gesprek) for row in there if row.vervallen_op is None]
        for number, rij in enumerate(current, start=1):
            rij.nummer = f"{plek.nummer}.{number}"
        groups[plek.bouwsteen].append(Groep(plek, current, [row for row in there if row.vervallen_op is not None]))
    return [Bouwsteen(number, punt, groups[punt.id]) for number, punt in enumerate(_bouwstenen(sturing), start=1)]
