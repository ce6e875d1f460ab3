"""A line of the report with the rows it rests on: a number adds up its rows, a finding names them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from evaluatie.verslag.gegevens import Gegevens


@dataclass(frozen=True, slots=True)
class Rij:
    """One row behind a line: which table and row, what it says, and what it adds to the number."""

    soort: str
    id: str
    woorden: str
    telt: int = 1


@dataclass(frozen=True, slots=True)
class Regel:
    """One line: ``tekst`` with ``waarde`` in it (None when it holds no number). The rows add up to the number.

    ``code`` is given when its chapter is put together: the number of the chapter and a letter.
    """

    tekst: str
    rijen: tuple[Rij, ...]
    waarde: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Lines in a table: the cells of each, and the line that says where they come from."""

    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[tuple[str, ...], Regel], ...]


@dataclass(frozen=True, slots=True)
class Tussenkop:
    """Words above some lines."""

    tekst: str


@dataclass(frozen=True, slots=True)
class Tekst:
    """Running text that someone wrote, without a number to account for."""

    tekst: str


Deel: TypeAlias = Regel | Overzicht | Tussenkop | Tekst
Inhoudsmaker: TypeAlias = Callable[[Gegevens], list[Deel]]


def telling(woorden: Callable[[int], str], rijen: Iterable[Rij]) -> Regel:
    """Return a line with a number, the sum of the rows: ``woorden`` makes the line, with ``%(n)s`` in its place."""
    found = tuple(rijen)
    total = sum(rij.telt for rij in found)
    return Regel(woorden(total).replace("%(n)s", str(total)), found, total)


def gecodeerd(nummer: str, delen: Iterable[Deel]) -> list[Deel]:
    """Give every line of a chapter its code, in order: ``1.4a``, ``1.4b`` and so on."""
    made: list[Deel] = []
    count = 0
    for deel in delen:
        if isinstance(deel, Regel):
            made.append(replace(deel, code=code_of(nummer, count)))
            count += 1
        elif isinstance(deel, Overzicht):
            rows = []
            for cellen, regel in deel.rijen:
                rows.append((cellen, replace(regel, code=code_of(nummer, count))))
                count += 1
            made.append(replace(deel, rijen=tuple(rows)))
        else:
            made.append(deel)
    return made


def code_of(nummer: str, place: int) -> str:
    """Return the code of the line at a place (from 0): letters as a spreadsheet counts its columns."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return f"{nummer}{letters}"


def regels_of(delen: Iterable[Deel]) -> list[Regel]:
    """Return every line of a chapter, also those in tables."""
    found: list[Regel] = []
    for deel in delen:
        if isinstance(deel, Regel):
            found.append(deel)
        elif isinstance(deel, Overzicht):
            found.extend(regel for _cellen, regel in deel.rijen)
    return found
