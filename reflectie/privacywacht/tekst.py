"""A text as words with their places, and one spelling for words that differ in capitals and accents alone."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_ZELFDE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "‘": "'", "`": "'"})
# A word starts with a letter or digit (or is 't, 'n, 's); a hyphen or apostrophe belongs to it between two of those.
_WOORD = re.compile(r"(?:['’](?=[tnsTNS]\b))?[^\W_](?:[^\W_]|[\u0300-\u036f]|['’‘\-](?=[^\W_]))*")
_ZINSEINDE = re.compile(r"[.!?\n:;\"“”„]")


def vouw(tekst: str) -> str:
    """Return a text in lower case, without accents."""
    if tekst.isascii():
        return tekst.lower().replace("`", "'")
    parts = unicodedata.normalize("NFKD", tekst.translate(_ZELFDE).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each)).translate(_ZELFDE)


class Woord(NamedTuple):
    """One word: as typed, where, as one looks it up, and what stands before it.

    ``vooraan`` tells that a sentence starts with it; ``hoofdletter`` that it is written as a name is: with a capital
    and then lower case, or as a long word in capitals.
    """

    tekst: str
    begin: int
    eind: int
    vorm: str
    ervoor: str
    vooraan: bool
    hoofdletter: bool

    @property
    def voorletter(self) -> bool:
        """Whether it is one capital: the S of 'moeder (S.)'."""
        return len(self.tekst) == 1 and self.tekst.isupper()

    @property
    def bezit(self) -> bool:
        """Whether it ends in 's."""
        return self.tekst[-2:] in {"'s", "’s", "'S", "’S"}

    def sluit_aan(self, scheiding: str = " \u00a0") -> bool:
        """Whether nothing but a little space (or these signs) stands between this word and the one before."""
        return self.ervoor == " " or (0 < len(self.ervoor) <= 3 and not self.ervoor.strip(scheiding))


def splits(tekst: str) -> Iterator[Woord]:
    """Yield the words of a text."""
    tot = 0
    for match in _WOORD.finditer(tekst):
        (begin, eind), woord = match.span(), match[0]
        ervoor = tekst[tot:begin]
        vorm = vouw(woord)
        if "'" in vorm:
            vorm = vorm.removesuffix("'s").lstrip("'") or vorm
        vooraan = tot == 0 or (ervoor != " " and bool(_ZINSEINDE.search(ervoor)))
        yield Woord(woord, begin, eind, vorm, ervoor, vooraan, not woord.islower() and _is_als_naam(woord))
        tot = eind


def _is_als_naam(woord: str) -> bool:
    kaal = woord.lstrip("'’")
    return kaal[:1].isupper() and (len(kaal) > 4 or not kaal.isupper())


class Tekst:
    """A text with its words, so that every finder need not split it again."""

    __slots__ = ("heel", "woorden")

    def __init__(self, heel: str) -> None:
        self.heel = heel
        self.woorden = list(splits(heel))

    def __len__(self) -> int:
        return len(self.woorden)

    def vorm(self, plaats: int) -> str:
        """Return the word at a place as one looks it up; '' outside the text."""
        return self.woorden[plaats].vorm if 0 <= plaats < len(self.woorden) else ""

    def volgt(self, plaats: int, scheiding: str = " \u00a0") -> bool:
        """Whether there is a word at this place that follows the one before it directly."""
        return 0 < plaats < len(self.woorden) and self.woorden[plaats].sluit_aan(scheiding)

    def na(self, plaats: int) -> str:
        """Return the sign that directly follows the word at a place."""
        eind = self.woorden[plaats].eind
        return self.heel[eind : eind + 1]
