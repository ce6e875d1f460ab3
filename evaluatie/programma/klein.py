"""Hiding small numbers of people in a table with totals, also against subtraction.

The rule. A number below ``GRENS``, zero too, says no more than "fewer than five". Who knows the other numbers of a row
or column could work it out from the total, so other numbers are hidden with it, until every hidden number could still
be another one. That must hold for a reader from outside, and for one who knows every number of one gemeente: the rows
of that gemeente count as known, for each gemeente in turn. Where no such choice exists (a table of two rows, say), the
whole table is hidden. What several gemeenten know together is outside this rule, and so is an earlier table.

How it is checked. Rows, columns and totals form a circulation: a cell is an arc from its row to its column, a total
runs back. A hidden number is free when it lies on a cycle along which every hidden number can go one up or down within
what a reader knows of it: 0 to 4 for a small one, at least 5 for one that is hidden with it. Shown numbers stay fixed.
A cell that is not free gets the cheapest such cycle: the numbers on it are hidden as well.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from heapq import heappop, heappush

GRENS = 5

Plaats = tuple[int, int]
_Knoop = tuple[str, int]


class Zicht(Enum):
    """What a reader is told of a number."""

    OPEN = "open"
    KLEIN = "klein"  # fewer than five
    DICHT = "dicht"  # hidden, so that a small one can't be worked out


@dataclass(frozen=True, slots=True)
class Cel:
    """One number of a table: what a reader is told, and the number when it may be told."""

    zicht: Zicht
    waarde: int | None


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table as it may be read: the cells with the total of each row at its end, and a last row of totals.

    ``is_dicht`` when nothing of it can be told.
    """

    rijen: tuple[tuple[Cel, ...], ...]
    is_dicht: bool = False

    @property
    def verbergt(self) -> bool:
        """Whether any number in it is hidden."""
        return any(cel.zicht is not Zicht.OPEN for rij in self.rijen for cel in rij)


def hide(rijen: Sequence[Sequence[int]], van: Sequence[Hashable]) -> Tabel:
    """Return a table of counts of people as it may be read. ``van`` says of which gemeente each row is.

    All rows have the same number of columns. Raises ValueError when ``van`` names another number of rows.
    """
    if len(van) != len(rijen):
        raise ValueError("Every row is of one gemeente.")
    net = _Net(_with_totals(rijen))
    small = [plek for plek in net.plekken() if net.waarde(plek) < GRENS]
    net.dicht.update(small)
    for known in [None, *dict.fromkeys(van)]:
        rows = {number for number, each in enumerate(van) if known is not None and each == known}
        if not all(net.protect(plek, rows) for plek in small if plek[0] not in rows and len(rows) < len(van)):
            return Tabel(tuple(tuple(Cel(Zicht.DICHT, None) for _each in rij) for rij in net.rijen), is_dicht=True)
    return Tabel(tuple(tuple(net.cel((r, k)) for k in range(net.breed + 1)) for r in range(net.hoog + 1)))


def _with_totals(rijen: Sequence[Sequence[int]]) -> list[list[int]]:
    wide = [[*rij, sum(rij)] for rij in rijen]
    return [*wide, [sum(kolom) for kolom in zip(*wide, strict=True)]] if wide else [[0]]


class _Net:
    """A table with its totals as a circulation; ``dicht`` are the cells that are hidden."""

    def __init__(self, rijen: list[list[int]]) -> None:
        self.rijen = rijen
        self.hoog, self.breed = len(rijen) - 1, len(rijen[0]) - 1
        self.dicht: set[Plaats] = set()
        self.vrij: dict[Plaats, list[Plaats]] = {}  # the cycle that made a cell free last: it often serves again

    def plekken(self) -> Iterator[Plaats]:
        """Yield every cell, totals too."""
        return ((r, k) for r in range(self.hoog + 1) for k in range(self.breed + 1))

    def waarde(self, plek: Plaats) -> int:
        """Return the number in a cell."""
        return self.rijen[plek[0]][plek[1]]

    def cel(self, plek: Plaats) -> Cel:
        """Return a cell as it may be read."""
        value = self.waarde(plek)
        if plek not in self.dicht:
            return Cel(Zicht.OPEN, value)
        return Cel(Zicht.KLEIN if value < GRENS else Zicht.DICHT, None)

    def protect(self, plek: Plaats, known: Collection[int]) -> bool:
        """Make a hidden cell free for a reader who knows these rows; whether that could be done."""
        if plek in self.vrij and not any(rij in known for rij, _kolom in self.vrij[plek]):
            return True
        ways = [way for up in (True, False) if (way := self._cycle(plek, known, up)) is not None]
        if not ways:
            return False
        self.vrij[plek] = min(ways, key=lambda way: way[0])[1]
        self.dicht.update(self.vrij[plek])
        return True

    def _cycle(self, plek: Plaats, known: Collection[int], up: bool) -> tuple[int, list[Plaats]] | None:
        """Return the cheapest cycle along which this cell goes one up or down: its cost, and its other cells."""
        if not self._can(plek, up):
            return None
        van, naar = self._arc(plek)
        begin, end = (naar, van) if up else (van, naar)
        costs, came = {begin: 0}, dict[_Knoop, tuple[_Knoop, Plaats]]()
        queue = [(0, begin)]
        while queue:
            cost, knoop = heappop(queue)
            if knoop == end:
                return cost, list(_back(came, end, begin))
            if cost > costs[knoop]:
                continue
            for other, cell in self._steps(knoop, plek, known):
                total = cost + (0 if cell in self.dicht else self.waarde(cell) + 1)
                if total < costs.get(other, total + 1):
                    costs[other], came[other] = total, (knoop, cell)
                    heappush(queue, (total, other))
        return None

    def _steps(self, knoop: _Knoop, without: Plaats, known: Collection[int]) -> Iterator[tuple[_Knoop, Plaats]]:
        """Yield where one can go from a node, and the cell that changes by it."""
        kind, number = knoop
        across = range(self.breed + 1) if kind == "r" else range(self.hoog + 1)
        for each in across:
            cell = (number, each) if kind == "r" else (each, number)
            van, naar = self._arc(cell)
            if cell != without and cell[0] not in known and self._can(cell, knoop == van):
                yield (naar if knoop == van else van), cell

    def _arc(self, plek: Plaats) -> tuple[_Knoop, _Knoop]:
        """A cell runs from its row to its column, a total of one row or column runs back."""
        rij, kolom = ("r", plek[0]), ("k", plek[1])
        is_edge = (plek[0] == self.hoog) != (plek[1] == self.breed)
        return (kolom, rij) if is_edge else (rij, kolom)

    def _can(self, plek: Plaats, up: bool) -> bool:
        """Whether a number may be one more or less, within what a reader knows once it is hidden."""
        value = self.waarde(plek)
        if value < GRENS:
            return value + 1 < GRENS if up else value > 0
        return up or value > GRENS


def _back(came: dict[_Knoop, tuple[_Knoop, Plaats]], end: _Knoop, begin: _Knoop) -> Iterator[Plaats]:
    while end != begin:
        end, cell = came[end]
        yield cell
