"""The factors of the source as tags (SUC, BEL, WIN, VWD, EXT, MLB-11 … 22): what crosses the wall of a team's texts."""

from functools import cache

from wijkaanpak.instrumenten import registry

SLUG = "factoren"


@cache
def titles() -> dict[str, str]:
    """Return the words of every tag by its id."""
    return {punt.id: punt.titel for punt in registry.latest(SLUG).walk()}


def offered(richting: str) -> list[str]:
    """Return the factors of the source to choose from, for 'werkt' or 'werkt_niet'."""
    onderdeel = registry.latest(SLUG).onderdeel(richting.replace("_", "-"))
    return [punt.titel for punt in onderdeel.punten] if onderdeel else []


def choices() -> list[tuple[str, str]]:
    """Return the tags for a list to choose from."""
    return list(titles().items())


def tag_for(tekst: str) -> str:
    """Return the tag whose words these are, or ''."""
    return next((id for id, titel in titles().items() if titel.casefold() == tekst.casefold()), "")
