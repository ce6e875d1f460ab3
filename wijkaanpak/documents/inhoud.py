"""What a document says, apart from how it looks: one tree for the screen, the PDF, Word and ODF.

A document is frozen as the JSON of this tree, so that two versions can be compared and any of them can be
rendered again. Every text in it is plain text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from itertools import zip_longest
from typing import Any, ClassVar, TypeAlias

from django.utils.translation import gettext as _

_FITS = 70  # letters side by side in the width of a page
_LINE_OF_TABLE = 60  # letters side by side in the width of a page in Word and ODF, in their larger letter
_LINE = 95  # letters on a line of running text
_SHORT = 28  # lines that are kept together: a bit more than half a page
_BREAK = re.compile(r"[ \n]+")  # a date holds together
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Alinea:
    """Text as someone typed it: an empty line starts a new paragraph, a single line end stays one.

    ``code`` stands in the margin beside it and leads to its sources; ``is_kop`` makes it a small heading.
    """

    soort: ClassVar[str] = "Alinea"
    tekst: str
    code: str = ""
    is_kop: bool = False

    @property
    def paragrafen(self) -> tuple[str, ...]:
        """Its paragraphs, without the empty lines between them."""
        plain = self.tekst.replace("\r\n", "\n").replace("\r", "\n").strip()
        return tuple(_EMPTY_LINE.split(plain)) if plain else ()

    @property
    def met_code(self) -> tuple[str, ...]:
        """Its paragraphs with the code behind the last, for a page that has no margin to put it in."""
        if not self.code or not self.paragrafen:
            return self.paragrafen
        return (*self.paragrafen[:-1], f"{self.paragrafen[-1]} [{self.code}]")


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of short texts."""

    soort: ClassVar[str] = "Lijst"
    punten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feiten:
    """Names with what they stand for, one under the other."""

    soort: ClassVar[str] = "Feiten"
    paren: tuple[tuple[str, str], ...]

    @property
    def is_vol(self) -> bool:
        """Whether its longest words don't fit side by side on a page, so that they have to be broken."""
        return _is_full(self.paren)

    @property
    def is_kort(self) -> bool:
        """Whether it is short enough to stay on one page."""
        return _lines(self) <= _SHORT


@dataclass(frozen=True, slots=True)
class Tabel:
    """Rows under a header; the first cell of a row is its header. ``titel`` names the table for who can't see it.

    ``smal`` is how many of its first columns hold a code or a number: they are as wide in every such table.
    """

    soort: ClassVar[str] = "Tabel"
    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    smal: int = 0

    @property
    def is_vol(self) -> bool:
        """Whether its longest words don't fit side by side on a page, so that they have to be broken."""
        return _is_full((self.kop, *self.rijen))

    @property
    def is_kort(self) -> bool:
        """Whether it is short enough to stay on one page."""
        return _lines(self) <= _SHORT


@dataclass(frozen=True, slots=True)
class Tekenvakken:
    """Room for signatures on paper: (organisation, name, function) each."""

    soort: ClassVar[str] = "Tekenvakken"
    wie: tuple[tuple[str, str, str], ...]


Blok: TypeAlias = Alinea | Lijst | Feiten | Tabel | Tekenvakken

_BLOKKEN: dict[str, type[Any]] = {blok.soort: blok for blok in (Alinea, Lijst, Feiten, Tabel, Tekenvakken)}


@dataclass(frozen=True, slots=True)
class Sectie:
    """One numbered chapter. ``sleutel`` stays the same over versions, so that they can be compared.

    ``nummer`` is its own number, where it is not just the next; ``niveau`` 2 is a section of the chapter before it.
    """

    sleutel: str
    kop: str
    blokken: tuple[Blok, ...]
    nummer: str = ""
    niveau: int = 1

    @property
    def is_kort(self) -> bool:
        """Whether it is short enough to move to the next page as a whole."""
        return sum(_lines(blok) for blok in self.blokken) <= _SHORT

    @property
    def is_tekenpagina(self) -> bool:
        """Whether people sign here: then it has a page of its own."""
        return any(isinstance(blok, Tekenvakken) and blok.wie for blok in self.blokken)


@dataclass(frozen=True, slots=True)
class Inhoud:
    """One document: ``kenmerk`` and ``versie`` name it, ``datum`` is the day it was made, as people read it.

    ``versie`` is 0 for what has no versions that people count.
    ``liggend`` turns its pages on their side. ``inhoudsopgave`` puts a list of the chapters with their pages in front.
    """

    titel: str
    ondertitel: str
    gemeente: str
    kleur: str
    kenmerk: str
    versie: int
    datum: str
    feiten: tuple[tuple[str, str], ...]
    secties: tuple[Sectie, ...]
    liggend: bool = False
    inhoudsopgave: bool = False

    @property
    def naamregel(self) -> str:
        """What names it at the top and the foot of a page: its kenmerk, with the version if it has one."""
        return (
            _("%(kenmerk)s, versie %(n)s") % {"kenmerk": self.kenmerk, "n": self.versie}
            if self.versie
            else self.kenmerk
        )

    def to_json(self) -> dict[str, Any]:
        """Return this document as JSON, with the kind of every block.

        What has its ordinary value is left out, so that what was stored before there was such a thing stays the same.
        """
        return {
            **_plain(self),
            "secties": [
                {**_plain(sectie), "blokken": [{"soort": blok.soort, **_plain(blok)} for blok in sectie.blokken]}
                for sectie in self.secties
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Inhoud":
        """Return the document that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        secties = tuple(
            Sectie(**{**plain, "blokken": tuple(_blok(dict(blok)) for blok in plain["blokken"])})
            for plain in data["secties"]
        )
        return cls(**{**data, "feiten": _tuples(data["feiten"]), "secties": secties})


def _plain(part: "Inhoud | Sectie | Blok") -> dict[str, Any]:
    """Return the fields of a part as they are, without those that have their ordinary value."""
    found = {each.name: (getattr(part, each.name), each.default) for each in fields(part)}
    kept = {name: value for name, (value, ordinary) in found.items() if value != ordinary or ordinary is MISSING}
    return {name: _lists(value) for name, value in kept.items()}


def _blok(plain: dict[str, Any]) -> Blok:
    made: Blok = _BLOKKEN[plain.pop("soort")](**{name: _tuples(value) for name, value in plain.items()})
    return made


def _lines(blok: "Blok") -> float:
    """Estimate how many lines of running text are as high as this; what people sign has a page of its own."""
    if isinstance(blok, Alinea):
        return sum(_high(part) for part in blok.tekst.splitlines())
    if isinstance(blok, Lijst):
        return sum(_high(punt) for punt in blok.punten)
    rows = blok.paren if isinstance(blok, Feiten) else blok.rijen if isinstance(blok, Tabel) else ()
    return sum(0.5 + max((_high(cel, len(row)) for cel in row), default=0) for row in rows)


def _high(text: str, columns: int = 1) -> int:
    return 1 + len(text) * columns // _LINE


def _is_full(rijen: Iterable[tuple[str, ...]]) -> bool:
    """Add up the longest word of every column; a capital or a sign outside Latin counts for more."""
    kolommen = zip_longest(*rijen, fillvalue="")
    return sum(max((_width(word) for cel in kolom for word in cel.split()), default=0) for kolom in kolommen) > _FITS


def column_shares(rijen: Iterable[Sequence[str]]) -> list[float]:
    """Return which part of the width of a table each column takes, by its longest word and how much it holds."""
    least, more = [], []
    for kolom in zip_longest(*rijen, fillvalue=""):
        longest = max(_width(word) for cel in kolom for word in _BREAK.split(cel))
        least.append((longest + 3) / _LINE_OF_TABLE)
        more.append(max(sum(len(cel) for cel in kolom) / len(kolom) - longest, 0) or 0.1)
    room = max(1 - sum(least), 0)
    shares = [each + room * want / sum(more) for each, want in zip(least, more, strict=True)]
    return [share / sum(shares) for share in shares]


def _width(word: str) -> float:
    return sum(1 if teken < "\u0250" and not teken.isupper() else 1.5 for teken in word)


def _lists(value: Any) -> Any:
    """Tuples become lists, all the way down: as JSON comes back, so that it can be compared with what was stored."""
    return [_lists(each) for each in value] if isinstance(value, tuple) else value


def _tuples(value: Any) -> Any:
    """Lists become tuples again, all the way down."""
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value
