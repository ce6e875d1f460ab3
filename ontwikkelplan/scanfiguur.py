"""The radar of a quickscan as numbers for its SVG: five axes, the line of now and the line of before."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ontwikkelplan.scanscore import Deelscore

MIDDEN = (320, 180)
STRAAL = 128
_RINGEN = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class As:
    """One axis: its end, and where its name and its score stand (``anker``: begin, mid or eind)."""

    x: str
    y: str
    tekst_x: str
    naam_y: str
    cijfer_y: str
    anker: str
    deel: Deelscore


@dataclass(frozen=True, slots=True)
class Lijn:
    """One scan in the radar: its corners, and the pieces between corners that both have a score.

    ``vlak`` are all corners as an SVG polygon wants them, or '' when one has no score.
    """

    punten: tuple[tuple[str, str], ...]
    stukken: tuple[tuple[str, str, str, str], ...]
    vlak: str


@dataclass(frozen=True, slots=True)
class Radar:
    """The whole picture."""

    assen: tuple[As, ...]
    ringen: tuple[str, ...]
    nu: Lijn
    vorige: Lijn


def radar_of(delen: Sequence[Deelscore]) -> Radar:
    """Return the radar over the basisfuncties."""
    count = len(delen)
    return Radar(
        tuple(_as(number, count, deel) for number, deel in enumerate(delen)),
        tuple(_corners([ring] * count) for ring in _RINGEN),
        _line([deel.score.cijfer for deel in delen]),
        _line([deel.score.vorige for deel in delen]),
    )


def _at(number: int, count: int, distance: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    return (
        round(MIDDEN[0] + STRAAL * distance * math.cos(angle), 1),
        round(MIDDEN[1] + STRAAL * distance * math.sin(angle), 1),
    )


def _as(number: int, count: int, deel: Deelscore) -> As:
    x, y = _at(number, count, 1)
    side, down = x - MIDDEN[0], y - MIDDEN[1]
    anchor = "mid" if abs(side) < 2 else "begin" if side > 0 else "eind"
    text_x = x + (0 if anchor == "mid" else math.copysign(14, side))
    name_y = y - 28 if anchor == "mid" else y + 16 if down > 0 else y - 6
    return As(_n(x), _n(y), _n(text_x), _n(name_y), _n(name_y + 18), anchor, deel)


def _n(number: float) -> str:
    """Return a number as SVG wants it, whatever the language."""
    return f"{number:.1f}"


def _corners(values: Sequence[float]) -> str:
    return " ".join(
        f"{_n(x)},{_n(y)}" for x, y in (_at(number, len(values), value) for number, value in enumerate(values))
    )


def _line(values: Sequence[float | None]) -> Lijn:
    count = len(values)
    corners = [
        None if value is None else (_n(_at(number, count, value)[0]), _n(_at(number, count, value)[1]))
        for number, value in enumerate(values)
    ]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    known = [value for value in values if value is not None]
    return Lijn(
        tuple(corner for corner in corners if corner),
        tuple((*here, *there) for here, there in pairs if here and there),
        _corners(known) if len(known) == count else "",
    )
