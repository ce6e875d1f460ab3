"""Scores of a quickscan: per table and per basisfunctie, with what they leave out said as a number."""

from collections.abc import Iterable
from dataclasses import dataclass

from ontwikkelplan.inhoud import Tabel
from ontwikkelplan.models import Scan
from ontwikkelplan.scanbeeld import Uitkomst, tabellen_van


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of what counts, from 0 to 1, or None when nothing counts; the same of the scan before."""

    cijfer: float | None
    vorige: float | None
    vragen: int
    onbekend: int  # does not count, so it is named
    niet_besproken: int  # counts with the mean of the viewpoints
    leeg: int  # nobody answered

    @property
    def procent(self) -> int | None:
        """The score as people read it."""
        return None if self.cijfer is None else round(self.cijfer * 100)

    @property
    def vorige_procent(self) -> int | None:
        """The score of the scan before."""
        return None if self.vorige is None else round(self.vorige * 100)


@dataclass(frozen=True, slots=True)
class Tabelscore:
    """One bar: a table with its score."""

    tabel: Tabel
    score: Score


@dataclass(frozen=True, slots=True)
class Deelscore:
    """One of the five basisfuncties: its number, its own score, and those of its tables."""

    nummer: int
    slug: str
    titel: str
    kort: str
    score: Score
    tabellen: tuple[Tabelscore, ...]


def score_of(vragen: Iterable[str], uitkomsten: dict[str, Uitkomst], vorige: dict[str, Uitkomst]) -> Score:
    """Return the score over some questions."""
    ids = list(vragen)
    found = [uitkomsten[id] for id in ids if id in uitkomsten]
    return Score(
        _mean(each.telt for each in found),
        _mean(vorige[id].telt for id in ids if id in vorige),
        len(ids),
        sum(each.is_onbekend for each in found),
        sum(not each.is_afgesproken for each in found),
        len(ids) - len(found),
    )


def _mean(numbers: Iterable[float | None]) -> float | None:
    counted = [number for number in numbers if number is not None]
    return sum(counted) / len(counted) if counted else None


def deelscores(scan: Scan, uitkomsten: dict[str, Uitkomst], vorige: dict[str, Uitkomst]) -> list[Deelscore]:
    """Return the five basisfuncties with their scores, in order."""
    per_deel: dict[str, list[Tabel]] = {}
    for tabel in tabellen_van(scan):
        per_deel.setdefault(tabel.basisfunctie.slug, []).append(tabel)
    return [
        Deelscore(
            number,
            slug,
            tables[0].basisfunctie.titel,
            tables[0].basisfunctie.kort or tables[0].basisfunctie.titel,
            score_of((vraag.id for tabel in tables for vraag in tabel.vragen), uitkomsten, vorige),
            tuple(
                Tabelscore(tabel, score_of((vraag.id for vraag in tabel.vragen), uitkomsten, vorige))
                for tabel in tables
            ),
        )
        for number, (slug, tables) in enumerate(per_deel.items(), start=1)
    ]
