"""The findings of the source as tags (BEV, ASP, AAN, RCL, RPR, AVP, BOU, BJB), joined with the factors of reflectie."""

from functools import cache

from evaluatie.models import Bevindingsoort
from reflectie import tags as factoren
from wijkaanpak.instrumenten import registry

SLUG = "bevindingen"
# Which ids of the factors of reflectie a kind of finding can carry.
_FACTOREN: dict[str, tuple[str, ...]] = {
    Bevindingsoort.SUCCES: ("SUC", "MLB"),
    Bevindingsoort.BELEMMERING: ("BEL",),
    Bevindingsoort.WINST: ("WIN",),
    Bevindingsoort.VOORWAARDE: ("VWD",),
    Bevindingsoort.INSPANNING: ("EXT",),
}


@cache
def titles() -> dict[str, str]:
    """Return the words of every tag by its id."""
    return {punt.id: punt.titel for punt in registry.latest(SLUG).walk()} | factoren.titles()


@cache
def of_kind(soort: str) -> list[tuple[str, str]]:
    """Return the tags (id, words) that fit a kind of finding; none for a kind without."""
    if soort in _FACTOREN:
        return [(id, titel) for id, titel in factoren.titles().items() if id.startswith(_FACTOREN[soort])]
    onderdeel = registry.latest(SLUG).onderdeel(soort)
    return [(punt.id, punt.titel) for punt in onderdeel.punten] if onderdeel else []


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all tags under the kind of finding they fit, for a list to choose from."""
    return [(str(soort.label), of_kind(soort.value)) for soort in Bevindingsoort if of_kind(soort.value)]
