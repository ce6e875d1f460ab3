"""The content of a plan that we ship: the five basisfuncties, their 24 tables, and the documents behind them."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Plan
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import MET_SCHAAL, Instrument, Onderdeel, Punt

QUICKSCAN = "quickscan"
ALGEMEEN = "algemeen"
# The names of the seven columns (KOL-1 … KOL-7), and their heads as the template of the source numbers them.
KOLOMNAMEN = {
    "doel": _("Ontwikkelpunt (doel)"),
    "resultaat": _("Beoogd resultaat en indicatoren"),
    "stappen": _("Verbeteractie"),
    "kosten": _("Kosten en dekking"),
    "uitvoerder": _("Uitvoerder"),
    "planning": _("Planning"),
    "stand": _("Stand van zaken"),
}
KOPPEN = {naam: format_lazy("{}. {}", number, kop) for number, (naam, kop) in enumerate(KOLOMNAMEN.items(), start=1)}


@dataclass(frozen=True, slots=True)
class Tabel:
    """One of the 24 tables (TAB-BF1 … TAB-BF5), its number as people read it (``2.1``), and its questions."""

    id: str
    nummer: str
    titel: str
    hulp: str
    basisfunctie: Onderdeel
    vragen: tuple[Punt, ...]


@lru_cache(maxsize=16)
def _tabellen(versie: int) -> tuple[Tabel, ...]:
    return tuple(
        Tabel(
            punt.id,
            f"{deel_nummer}.{nummer}",
            punt.titel,
            punt.hulp,
            deel,
            tuple(each for each in punt.walk() if each.soort in MET_SCHAAL),
        )
        for deel_nummer, deel in enumerate(quickscan(versie).onderdelen, start=1)
        for nummer, punt in enumerate(deel.punten, start=1)
    )


def quickscan(versie: int) -> Instrument:
    """Return the quickscan of a version."""
    return registry.instrument(QUICKSCAN, versie)


def tabellen(plan: Plan, basisfunctie: str = "") -> list[Tabel]:
    """Return the tables of a plan in order; with the slug of a basisfunctie those alone."""
    return [tabel for tabel in _tabellen(plan.instrument_versie) if basisfunctie in ("", tabel.basisfunctie.slug)]


def tabel_van(plan: Plan, id: str) -> Tabel | None:
    """Return one table by the id of its group or topic, or None."""
    return next((tabel for tabel in tabellen(plan) if tabel.id == id), None)


def vraagcode(tabel: Tabel, vraag: str) -> str:
    """Return how people name a question of the scan: ``2.1b``, and ``1.4`` where the topic is the question."""
    if vraag == tabel.id:
        return tabel.nummer
    number = [each.id for each in tabel.vragen].index(vraag)
    return f"{tabel.nummer}{'abcdefghijklmnopqrstuvwxyz'[number]}"


def bronnen(tabel: Tabel) -> list[tuple[str, str]]:
    """Return what a goal in this table can come from: the answers of the scan there, or none of them."""
    return [("", _now("niet uit de quickscan")), *((each.id, vraagcode(tabel, each.id)) for each in tabel.vragen)]
