"""What a report says, line by line: kept with every version, so that its page stays as it was made.

The words and the rows are those of the day; only the way to the page of a row is looked up when it is shown.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from evaluatie.verslag.regels import Deel, Overzicht, Regel, Rij, Tekst, Tussenkop


@dataclass(frozen=True, slots=True)
class Kapittel:
    """One chapter with its words and its lines."""

    sleutel: str
    nummer: str
    kop: str
    tekst: str
    delen: tuple[Deel, ...]

    @property
    def niveau(self) -> int:
        """1 for a chapter, 2 for a section of it."""
        return 2 if "." in self.nummer else 1

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.tekst and not self.delen


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The chapters of a report, and in sentences what contradicts itself in it."""

    kapittels: tuple[Kapittel, ...]
    tegenspraak: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Another word whenever something else contradicts itself."""
        return sha256("\n".join(self.tegenspraak).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """Return this as JSON, with the kind of every part."""
        return {
            "kapittels": [
                {**asdict(each), "delen": [{"soort": type(deel).__name__, **asdict(deel)} for deel in each.delen]}
                for each in self.kapittels
            ],
            "tegenspraak": list(self.tegenspraak),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Uitkomst":
        """Return what ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        return cls(
            tuple(
                Kapittel(**{**each, "delen": tuple(_deel(dict(deel)) for deel in each["delen"])})
                for each in stored["kapittels"]
            ),
            tuple(stored["tegenspraak"]),
        )


def _deel(plain: dict[str, Any]) -> Deel:
    return _DELEN[plain.pop("soort")](plain)


def _regel(plain: dict[str, Any]) -> Regel:
    return Regel(**{**plain, "rijen": tuple(Rij(**rij) for rij in plain["rijen"])})


def _overzicht(plain: dict[str, Any]) -> Overzicht:
    rows = tuple((tuple(cellen), _regel(regel)) for cellen, regel in plain["rijen"])
    return Overzicht(plain["titel"], tuple(plain["kop"]), rows)


_DELEN: dict[str, Callable[[dict[str, Any]], Deel]] = {
    "Regel": _regel,
    "Overzicht": _overzicht,
    "Tussenkop": lambda plain: Tussenkop(**plain),
    "Tekst": lambda plain: Tekst(**plain),
}
