"""The word lists, one word a line, read once and looked up without capitals and accents."""

from functools import cache
from pathlib import Path

from reflectie.privacywacht.tekst import vouw

_FOLDER = Path(__file__).parent


@cache
def lijst(naam: str) -> frozenset[str]:
    """Return the words of one list."""
    lines = (_FOLDER / f"{naam}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(vouw(line.strip()).lstrip("'") for line in lines if line.strip() and not line.startswith("#"))


def voornamen() -> frozenset[str]:
    """First names."""
    return lijst("voornamen")


def achternamen() -> frozenset[str]:
    """Surnames, without tussenvoegsel."""
    return lijst("achternamen")


def dubbel() -> frozenset[str]:
    """Words that are a name and an ordinary word alike."""
    return lijst("dubbel")


def klein() -> frozenset[str]:
    """Names that are no name in lower case."""
    return lijst("klein")


def gewoon() -> frozenset[str]:
    """Words with a capital that are no name of a person."""
    return lijst("gewoon")


def tussenvoegsels() -> frozenset[str]:
    """The small words inside a surname."""
    return lijst("tussenvoegsels")


def rollen() -> frozenset[str]:
    """Who someone is in the case: a name often follows."""
    return lijst("rollen")


def aanspreek() -> frozenset[str]:
    """How people are addressed: a name nearly always follows."""
    return lijst("aanspreek")


@cache
def titels() -> frozenset[str]:
    """All that may stand before a name and is no part of it."""
    return rollen() | aanspreek() | {"de", "het", "een"}
