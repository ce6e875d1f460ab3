"""Licence plates: the fourteen series of the RDW, with dashes, or without where the text speaks of a plate."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst

# X is a letter, 9 a digit; in the order in which they were issued.
SIDECODES: Final = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
_TEKENS: Final = {"X": "[A-Z]", "9": r"\d"}


def _patroon(streep: str) -> str:
    """Return the fourteen as one expression, with this between their three parts."""
    return "|".join("".join(_TEKENS.get(each, streep) for each in code) for code in SIDECODES)


_MET = re.compile(rf"(?<![\w-])(?:{_patroon('-')})(?![\w-])", re.ASCII)
_ZONDER = re.compile(rf"(?<![\w-])(?:{_patroon('[ -]?')})(?![\w-])", re.ASCII | re.IGNORECASE)
_GENOEMD = re.compile(r"\b(?:kentekens?|nummerplaat|plaat|nummerbord)\b[^\n]{0,40}", re.IGNORECASE)


def kentekens(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Plates of every series."""
    for match in _MET.finditer(tekst.heel):
        yield Vondst(Soort.KENTEKEN, match.start(), match.end(), match[0], _("een kenteken"))
    for genoemd in _GENOEMD.finditer(tekst.heel):
        for match in _ZONDER.finditer(tekst.heel, genoemd.start(), genoemd.end()):
            yield Vondst(Soort.KENTEKEN, match.start(), match.end(), match[0], _("een kenteken"))
