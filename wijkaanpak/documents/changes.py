"""What changed between two versions of a document, in sentences for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Lijst, Sectie, Tabel, Tekenvakken
from wijkaanpak.documents.matching import by_key, by_place

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verandering:
    """One change: in which section, what happened, and for a changed text what it was and what it became."""

    sectie: str
    zin: str
    van: str = ""
    naar: str = ""

    def __str__(self) -> str:
        sentence = f"{self.sectie}: {self.zin}"
        if self.van == self.naar:
            return sentence
        return _("%(zin)s van “%(van)s” naar “%(naar)s”") % {
            "zin": sentence,
            "van": self.van or _("(leeg)"),
            "naar": self.naar or _("(leeg)"),
        }


def list_changes(old: Inhoud, new: Inhoud) -> list[Verandering]:
    """Return what someone who knows the old version should look at in the new one.

    Says nothing about the number, the date and the colour of a version. What differs in the titles, the facts or the
    sections always gives at least one change.
    """
    return [*_front(old, new), *_sections(old.secties, new.secties)]


def _front(old: Inhoud, new: Inhoud) -> Iterator[Verandering]:
    """Changes above the first section."""
    where = _("Voorkant")
    for sentence, was, now in (
        (_("titel gewijzigd"), old.titel, new.titel),
        (_("ondertitel gewijzigd"), old.ondertitel, new.ondertitel),
        (_("gemeente gewijzigd"), old.gemeente, new.gemeente),
    ):
        if was != now:
            yield Verandering(where, sentence, was, now)
    yield from _facts(where, old.feiten, new.feiten)


def _sections(old: Sequence[Sectie], new: Sequence[Sectie]) -> Iterator[Verandering]:
    matched = by_key(old, new, lambda sectie: sectie.sleutel)
    for was, now in matched.both:
        yield from _section(was, now)
    for sectie in matched.added:
        yield Verandering(sectie.kop, _("hoofdstuk toegevoegd"))
    for sectie in matched.gone:
        yield Verandering(sectie.kop, _("hoofdstuk vervallen"))
    if matched.is_moved:
        yield Verandering(_("Hele document"), _("de hoofdstukken staan in een andere volgorde"))


def _section(old: Sectie, new: Sectie) -> Iterator[Verandering]:
    if old.kop != new.kop:
        yield Verandering(new.kop, _("kop gewijzigd"), old.kop, new.kop)
    if old.blokken != new.blokken:
        found = [
            *_texts(new.kop, _paragraphs(old), _paragraphs(new)),
            *_points(new.kop, _listed(old), _listed(new)),
            *_facts(new.kop, _stated(old), _stated(new)),
            *_tables(new.kop, _drawn(old), _drawn(new)),
        ]
        yield from found or [Verandering(new.kop, _("indeling gewijzigd"))]


def _paragraphs(sectie: Sectie) -> list[str]:
    return [each for blok in sectie.blokken if isinstance(blok, Alinea) for each in blok.paragrafen]


def _listed(sectie: Sectie) -> list[str]:
    return [each for blok in sectie.blokken if isinstance(blok, Lijst) for each in blok.punten]


def _stated(sectie: Sectie) -> list[_Pair]:
    return [each for blok in sectie.blokken if isinstance(blok, Feiten) for each in blok.paren]


def _drawn(sectie: Sectie) -> list[Tabel]:
    """Its tables; room for signatures reads as a table of who signs."""
    signing = (_("Organisatie"), _("Naam"), _("Functie"))
    return [
        Tabel(_("Ondertekening"), signing, blok.wie) if isinstance(blok, Tekenvakken) else blok
        for blok in sectie.blokken
        if isinstance(blok, Tekenvakken | Tabel)
    ]


def _texts(where: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Verandering]:
    matched = by_place(old, new)
    for was, now in matched.both:
        yield Verandering(where, _("tekst gewijzigd"), was, now)
    for text in matched.added:
        yield Verandering(where, _("tekst toegevoegd: “%(tekst)s”") % {"tekst": text})
    for text in matched.gone:
        yield Verandering(where, _("tekst vervallen: “%(tekst)s”") % {"tekst": text})


def _points(where: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Verandering]:
    matched = by_place(old, new)
    for was, now in matched.both:
        yield Verandering(where, _("punt gewijzigd"), was, now)
    for point in matched.added:
        yield Verandering(where, _("punt toegevoegd: “%(punt)s”") % {"punt": point})
    for point in matched.gone:
        yield Verandering(where, _("punt vervallen: “%(punt)s”") % {"punt": point})


def _facts(where: str, old: Sequence[_Pair], new: Sequence[_Pair]) -> Iterator[Verandering]:
    matched = by_key(old, new, _first)
    for (name, was), (_name, now) in matched.both:
        if was != now:
            yield Verandering(where, _("“%(naam)s” gewijzigd") % {"naam": name}, was, now)
    for name, value in matched.added:
        yield Verandering(where, _("“%(naam)s” toegevoegd: “%(waarde)s”") % {"naam": name, "waarde": value})
    for name, value in matched.gone:
        yield Verandering(where, _("“%(naam)s” vervallen: “%(waarde)s”") % {"naam": name, "waarde": value})
    if matched.is_moved:
        yield Verandering(where, _("de gegevens staan in een andere volgorde"))


def _tables(where: str, old: Sequence[Tabel], new: Sequence[Tabel]) -> Iterator[Verandering]:
    matched = by_key(old, new, lambda tabel: tabel.titel)
    for was, now in matched.both:
        yield from _columns(where, was.kop, now.kop)
        yield from _rows(where, was, now)
    for tabel in matched.added:
        yield Verandering(where, _("tabel toegevoegd: “%(titel)s”") % {"titel": tabel.titel})
    for tabel in matched.gone:
        yield Verandering(where, _("tabel vervallen: “%(titel)s”") % {"titel": tabel.titel})


def _columns(where: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Verandering]:
    matched = by_key(old, new, str)
    for name in matched.added:
        yield Verandering(where, _("kolom toegevoegd: “%(kolom)s”") % {"kolom": name})
    for name in matched.gone:
        yield Verandering(where, _("kolom vervallen: “%(kolom)s”") % {"kolom": name})
    if matched.is_moved:
        yield Verandering(where, _("de kolommen staan in een andere volgorde"))


def _rows(where: str, old: Tabel, new: Tabel) -> Iterator[Verandering]:
    matched = by_key(old.rijen, new.rijen, _first)
    for was, now in matched.both:
        yield from _cells(where, _by_column(old.kop, was), _by_column(new.kop, now))
    for row in matched.added:
        yield Verandering(where, _("rij toegevoegd: “%(rij)s”") % {"rij": _first(row)})
    for row in matched.gone:
        yield Verandering(where, _("rij vervallen: “%(rij)s”") % {"rij": _first(row)})
    if matched.is_moved:
        yield Verandering(where, _("de rijen staan in een andere volgorde"))


def _cells(where: str, old: Sequence[_Pair], new: Sequence[_Pair]) -> Iterator[Verandering]:
    """What differs in the columns that both versions have; the first cell is the name of the row."""
    for (column, was), (_column, now) in by_key(old, new, _first).both:
        if was != now:
            sentence = _("rij “%(rij)s”, kolom “%(kolom)s” gewijzigd") % {"rij": new[0][1], "kolom": column}
            yield Verandering(where, sentence, was, now)


def _by_column(kop: Sequence[str], rij: Sequence[str]) -> list[_Pair]:
    return list(zip_longest(kop, rij, fillvalue=""))


def _first(cells: Sequence[str]) -> str:
    return cells[0] if cells else ""
