"""How well the privacywacht does on a set of sentences of which is written down what it should ask about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

import yaml

from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.zoeken import zoek


class Meetfout(ValueError):
    """A set that can't be measured; the message says where it is wrong."""


@dataclass(frozen=True, slots=True)
class Verwacht:
    """A place that should be asked about."""

    soort: Soort
    begin: int
    eind: int

    def past(self, vondst: Vondst) -> bool:
        """Whether this is what was found: the same kind, in overlapping text."""
        return vondst.soort is self.soort and vondst.begin < self.eind and self.begin < vondst.eind


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence of the set."""

    tekst: str
    deel: str
    verwacht: tuple[Verwacht, ...]
    bekend: Bekend


@dataclass(slots=True)
class Score:
    """What was found of one kind."""

    gevonden: int = 0
    gemist: int = 0
    vals: int = 0

    @property
    def aantal(self) -> int:
        """How many there are."""
        return self.gevonden + self.gemist

    @property
    def recall(self) -> float:
        """Which part of them was found."""
        return self.gevonden / self.aantal if self.aantal else 1.0

    @property
    def precisie(self) -> float:
        """Which part of the questions was right."""
        gevraagd = self.gevonden + self.vals
        return self.gevonden / gevraagd if gevraagd else 1.0


@dataclass(slots=True)
class Meting:
    """The scores per kind, the time per 1000 characters, and which sentences went wrong."""

    scores: dict[Soort, Score] = field(default_factory=lambda: {soort: Score() for soort in Soort})
    microseconden: float = 0.0
    fouten: list[tuple[Zin, list[Vondst]]] = field(default_factory=list)

    @property
    def totaal(self) -> Score:
        """All kinds together."""
        alle = self.scores.values()
        return Score(sum(s.gevonden for s in alle), sum(s.gemist for s in alle), sum(s.vals for s in alle))


def lees(bestand: Path) -> list[Zin]:
    """Read a set. Raises Meetfout when a sentence doesn't hold what it should, with its text."""
    try:
        data = yaml.safe_load(bestand.read_text(encoding="utf-8"))
        return [_zin(each) for each in data["zinnen"]]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise Meetfout(f"{bestand}: {type(error).__name__}: {error}") from error


def _zin(data: dict[str, Any]) -> Zin:
    tekst, plaats, verwacht = str(data["tekst"]), 0, []
    for each in data.get("verwacht", []):
        begin = tekst.find(each["tekst"], plaats)
        if begin < 0 or each["soort"] not in Soort.values:
            raise Meetfout(f"{tekst!r}: {each}")
        plaats = begin + len(each["tekst"])
        verwacht.append(Verwacht(Soort(each["soort"]), begin, plaats))
    bekend = Bekend(**{naam: tuple(termen) for naam, termen in data.get("bekend", {}).items()})
    return Zin(tekst, str(data["deel"]), tuple(verwacht), bekend)


def meet(zinnen: Iterable[Zin]) -> Meting:
    """Look at every sentence and count, per kind, what was found, missed and asked for nothing."""
    meting = Meting()
    gezien = [(zin, zoek(zin.tekst, zin.bekend)) for zin in zinnen]
    for zin, vondsten in gezien:
        if not _tel(meting.scores, zin, vondsten):
            meting.fouten.append((zin, vondsten))
    meting.microseconden = _duur([zin for zin, _vondsten in gezien])
    return meting


def _duur(zinnen: list[Zin]) -> float:
    """Return the microseconds that 1000 characters take, now that the lists are read."""
    tekens, begin = sum(len(zin.tekst) for zin in zinnen), process_time()
    for zin in zinnen:
        zoek(zin.tekst, zin.bekend)
    return (process_time() - begin) * 1e9 / max(1, tekens)


def _tel(scores: dict[Soort, Score], zin: Zin, vondsten: list[Vondst]) -> bool:
    """Count one sentence; return whether all was right."""
    gemist = Counter(each.soort for each in zin.verwacht if not any(each.past(vondst) for vondst in vondsten))
    vals = Counter(each.soort for each in vondsten if not any(verwacht.past(each) for verwacht in zin.verwacht))
    for soort, aantal in Counter(each.soort for each in zin.verwacht).items():
        scores[soort].gevonden += aantal - gemist[soort]
        scores[soort].gemist += gemist[soort]
    for soort, aantal in vals.items():
        scores[soort].vals += aantal
    return not gemist and not vals
