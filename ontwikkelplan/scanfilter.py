"""What of the meeting is on the screen: one basisfunctie, or what is still to discuss; kept in the query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Scan
from ontwikkelplan.scanbespreking import Vraagrij

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: its words, how many questions it shows, where it leads."""

    titel: str
    aantal: int
    query: str
    is_gekozen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """The questions that are shown, the one that is open, the one after it, and what else can be chosen."""

    rijen: list[Vraagrij]
    open_rij: Vraagrij | None
    volgende: str
    chips: list[Chip]
    alleen_open: Chip
    query: str  # what the address of another question starts with


def filter_of(data: Mapping[str, str], rows: list[Vraagrij], scan: Scan, punt: str = "") -> Filter:
    """Return what a query string asks for. ``punt`` is open whatever it asks; nonsense counts as nothing."""
    delen = quickscan(scan.instrument_versie).onderdelen
    deel = data.get("deel", "") if data.get("deel") in {each.slug for each in delen} else ""
    only_open = data.get("toon") == OPEN
    wanted = punt or data.get("vraag", "")
    shown = [row for row in rows if row.vraag.id == wanted or (_in(row, deel) and not (only_open and row.is_besproken))]
    opened = next((row for row in shown if row.vraag.id == wanted), None)
    opened = opened or next((row for row in shown if not row.is_besproken), None) or next(iter(shown), None)
    here = {"deel": deel, "toon": OPEN if only_open else ""}
    chips = [_chip(_("Alle basisfuncties"), "", rows, here)]
    chips += [
        _chip(f"{number}. {each.kort or each.titel}", each.slug, rows, here)
        for number, each in enumerate(delen, start=1)
    ]
    left = sum(not row.is_besproken for row in rows if _in(row, deel))
    toggle = Chip(_("Nog te bespreken"), left, _query(here | {"toon": "" if only_open else OPEN}), only_open)
    return Filter(shown, opened, _next(shown, opened, here), chips, toggle, _query(here))


def _in(row: Vraagrij, deel: str) -> bool:
    return deel in ("", row.tabel.basisfunctie.slug)


def _query(chosen: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in chosen.items() if value})


def _chip(titel: str, deel: str, rows: list[Vraagrij], here: dict[str, str]) -> Chip:
    count = sum(_in(row, deel) and not (here["toon"] and row.is_besproken) for row in rows)
    return Chip(titel, count, _query(here | {"deel": deel}), here["deel"] == deel)


def _next(shown: list[Vraagrij], opened: Vraagrij | None, here: dict[str, str]) -> str:
    """Return where the next question that is still to discuss is, below the open one; '' for none."""
    after = shown[shown.index(opened) + 1 :] if opened else []
    found = next((row for row in after if not row.is_besproken), None)
    return f"{_query(here | {'vraag': found.vraag.id})}#{found.vraag.id}" if found else ""
