"""How far a quickscan is filled in: numbers alone, never an answer."""

from collections import Counter
from dataclasses import dataclass

from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Perspectief, Scan, Scanantwoord, Scandeelname
from ontwikkelplan.scanbeeld import vragen_van


@dataclass(frozen=True, slots=True)
class Voortgang:
    """One viewpoint: who answers for it, and how many of the questions have an answer."""

    perspectief: str
    naam: str
    gereed: int
    totaal: int
    mensen: tuple[Scandeelname, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """One basisfunctie of one's own viewpoint."""

    nummer: int
    slug: str
    titel: str
    gereed: int
    totaal: int

    @property
    def is_klaar(self) -> bool:
        """Whether every question has an answer."""
        return self.gereed >= self.totaal


def voortgang_van(scan: Scan, deelnames: list[Scandeelname]) -> list[Voortgang]:
    """Return the four viewpoints of a scan, in order."""
    questions = vragen_van(scan)
    rows = Scanantwoord.objects.filter(scan=scan, punt__in=questions).exclude(waarde="")
    done = Counter(rows.values_list("perspectief", flat=True))
    return [
        Voortgang(
            each.value,
            str(each.label),
            done[each.value],
            len(questions),
            tuple(deelname for deelname in deelnames if deelname.perspectief == each.value),
        )
        for each in Perspectief
    ]


def mijn_delen(scan: Scan, perspectief: str) -> list[Deel]:
    """Return how far one viewpoint is, per basisfunctie."""
    rows = Scanantwoord.objects.filter(scan=scan, perspectief=perspectief).exclude(waarde="")
    done = set(rows.values_list("punt", flat=True))
    per_deel: dict[str, list[bool]] = {}
    for punt, tabel in vragen_van(scan).items():
        per_deel.setdefault(tabel.basisfunctie.slug, []).append(punt in done)
    return [
        Deel(number, deel.slug, deel.titel, sum(per_deel[deel.slug]), len(per_deel[deel.slug]))
        for number, deel in enumerate(quickscan(scan.instrument_versie).onderdelen, start=1)
    ]
