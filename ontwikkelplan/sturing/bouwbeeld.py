"""The plan per bouwsteen as a page shows it: five bouwstenen, the first one by doelgroep, with their rows."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontwikkelplan.sturing.forms.gesprek import CELLEN, RijForm
from ontwikkelplan.sturing.inhoud import bouwstenen
from ontwikkelplan.sturing.models import Bestuursgesprek, Bouwsteenrij, Sturing
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

    @property
    def dom(self) -> str:
        """The id of the row on the page."""
        return f"bs-{self.row.pk}"


@dataclass(slots=True)
class Groep:
    """A doelgroep of the first bouwsteen, or another bouwsteen as a whole: its rows, and those taken away."""

    punt: Punt
    bouwsteen: str
    doelgroep: str
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


def plan_of(
    sturing: Sturing, found: Iterable[Bouwsteenrij], rows: Antwoorden, gesprek: Bestuursgesprek | None
) -> list[Bouwsteen]:
    """Return the five bouwstenen with their rows in order."""
    by_place: dict[tuple[str, str], list[Bouwsteenrij]] = defaultdict(list)
    for row in found:
        by_place[row.bouwsteen, row.doelgroep].append(row)

    def group(bouwsteen: Punt, doelgroep: Punt | None) -> Groep:
        there = by_place[bouwsteen.id, doelgroep.id if doelgroep else ""]
        current = [row_of(sturing, row, rows, gesprek) for row in there if row.vervallen_op is None]
        gone = [row for row in there if row.vervallen_op is not None]
        return Groep(doelgroep or bouwsteen, bouwsteen.id, doelgroep.id if doelgroep else "", current, gone)

    tops = [punt for punt in bouwstenen(sturing).walk() if punt.soort == "bouwsteen"]
    return [
        Bouwsteen(number, punt, [group(punt, each) for each in punt.punten] or [group(punt, None)])
        for number, punt in enumerate(tops, start=1)
    ]


def is_place(sturing: Sturing, bouwsteen: str, doelgroep: str) -> bool:
    """Whether a row can stand at this bouwsteen and doelgroep."""
    punt = bouwstenen(sturing).punten.get(bouwsteen)
    if punt is None or punt.soort != "bouwsteen":
        return False
    return doelgroep in [each.id for each in punt.punten] if punt.punten else not doelgroep
