"""What the source says about improving together and making it last, by id, and which sectors are still missing."""

from collections.abc import Iterable

from ontwikkelplan.sturing.models import Sector, Tafelgenoot
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Onderdeel, Punt

VERBETERAGENDA = "verbeteragenda"
# At least these sit at the table (NUM-29).
AAN_TAFEL = (Sector.ZORG, Sector.ONDERWIJS, Sector.JUSTITIE)
FEW = 4  # a few themes (COL-A-03); COL-B-03 had four
# With which lessons someone decides who leads the project, and makes it last.
OVER_PROJECTLEIDER = ("COL-A-04", "COL-P-01", "COL-P-02")
OVER_BEGIN = ("COL-A-01", "COL-A-02", "COL-A-03", "COL-T-01", "COL-T-02")
OVER_BORGEN = ("COL-T-03", "COL-T-04", "COL-T-05")


def lessons(*ids: str) -> list[Punt]:
    """Return lessons of the newest instrument, in this order."""
    known = registry.latest(VERBETERAGENDA).punten
    return [known[id] for id in ids]


def examples() -> Onderdeel:
    """Return how others made their results last (COL-B)."""
    return next(deel for deel in registry.latest(VERBETERAGENDA).onderdelen if deel.slug == "voorbeelden")


def missing_sectors(tafel: Iterable[Tafelgenoot]) -> list[str]:
    """Return the sectors that should sit at the table and do not, by name (NUM-29)."""
    there = {each.sector for each in tafel if each.vervallen_op is None}
    return [str(sector.label) for sector in AAN_TAFEL if sector not in there]


def themes_of(text: str) -> list[str]:
    """Return the themes that were written, one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
