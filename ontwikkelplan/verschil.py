"""What differs between two snapshots of a plan, for people: per chapter, table, row and column, old beside new."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import KOLOMNAMEN
from ontwikkelplan.lezing import kort_doel
from ontwikkelplan.models import KOLOMMEN, Persoonsoort, Planstaat, Voortgang
from ontwikkelplan.uitwisseling.momentopname import Momentopname, Rij, Tabelopname
from wijkaanpak.documents.matching import by_key

_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
MANY_WORDS = 3000  # of both texts together; above that whole lines are compared

Deel = tuple[str, bool]  # a piece of a text, and whether it differs
_Pair = tuple[str, str]  # the name of something in a list, and what is said of it


@dataclass(frozen=True, slots=True)
class Verschil:
    """One column or field: the old and the new text, in pieces that say what differs."""

    naam: str
    oud: list[Deel]
    nieuw: list[Deel]


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """One thing that changed: what, and whether it is ``erbij``, ``weg``, ``anders`` or ``verplaatst``."""

    naam: str
    soort: str
    verschillen: list[Verschil] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """A chapter or a table with what changed in it."""

    titel: str
    onderwerpen: list[Onderwerp]


def verschillen(oud: Momentopname, nieuw: Momentopname) -> list[Hoofdstuk]:
    """Return what someone who knows the old plan should look at in the new one; nothing when they are the same."""
    found = [
        Hoofdstuk(_("Het plan"), list(_facts(oud, nieuw))),
        Hoofdstuk(_("Inleiding"), list(_text(_("Inleiding"), oud.inleiding, nieuw.inleiding))),
        Hoofdstuk(_("Algemene informatie"), list(_general(oud, nieuw))),
        *_tables(oud, nieuw),
    ]
    return [each for each in found if each.onderwerpen]


def in_delen(oud: str, nieuw: str) -> tuple[list[Deel], list[Deel]]:
    """Return two texts in pieces, with what differs marked."""
    cut = _WORDS if len(oud.split()) + len(nieuw.split()) <= MANY_WORDS else _LINES
    was, now = cut.findall(oud), cut.findall(nieuw)
    left: list[Deel] = []
    right: list[Deel] = []
    for verb, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for pieces, side in ((was[a:b], left), (now[c:d], right)):
            if pieces:
                side.append(("".join(pieces), verb != "equal"))
    return left, right


def _differ(naam: str, oud: str, nieuw: str) -> Iterator[Verschil]:
    if oud != nieuw:
        yield Verschil(naam, *in_delen(oud, nieuw))


def _text(naam: str, oud: str, nieuw: str) -> Iterator[Onderwerp]:
    found = list(_differ(naam, oud, nieuw))
    if found:
        yield Onderwerp(naam, "anders", found)


def _facts(oud: Momentopname, nieuw: Momentopname) -> Iterator[Onderwerp]:
    for naam, was, now in (
        (_("Titel"), oud.titel, nieuw.titel),
        (_("Periode"), oud.periode, nieuw.periode),
        (_("Start van de nieuwe rol"), _day(oud.horizon), _day(nieuw.horizon)),
        (_("Stand van het plan"), Planstaat(oud.staat).label, Planstaat(nieuw.staat).label),
        (_("Vastgesteld"), _adopted(oud), _adopted(nieuw)),
    ):
        yield from _text(naam, str(was), str(now))


def _day(day: object) -> str:
    return date_format(day, "j F Y") if day else ""  # type: ignore[arg-type]


def _adopted(opname: Momentopname) -> str:
    return ", ".join(part for part in (opname.vastgesteld_door, _day(opname.vastgesteld_op)) if part)


def _general(oud: Momentopname, nieuw: Momentopname) -> Iterator[Onderwerp]:
    yield from _list(_documents(oud), _documents(nieuw))
    yield from _list(_people(oud), _people(nieuw))
    yield from _text(_("Lokale aanvullingen"), oud.aanvullingen, nieuw.aanvullingen)


def _documents(opname: Momentopname) -> list[_Pair]:
    return [
        (f"{groep.titel}: {each.titel}", "\n".join(part for part in (each.uitleg, each.url) if part))
        for groep in opname.documenten
        for each in groep.documenten
    ]


def _people(opname: Momentopname) -> list[_Pair]:
    return [(f"{Persoonsoort(each.soort).label}: {each.naam}", each.over) for each in opname.personen]


def _list(oud: list[_Pair], nieuw: list[_Pair]) -> Iterator[Onderwerp]:
    matched = by_key(oud, nieuw, lambda pair: pair[0])
    for naam, _was in matched.gone:
        yield Onderwerp(naam, "weg")
    for naam, _now in matched.added:
        yield Onderwerp(naam, "erbij")
    for (naam, was), (_naam, now) in matched.both:
        yield from _text(naam, was, now)


def _tables(oud: Momentopname, nieuw: Momentopname) -> Iterator[Hoofdstuk]:
    was = {tabel.id: tabel for _deel, tabel in oud.tabellen()}
    now = {tabel.id: tabel for _deel, tabel in nieuw.tabellen()}
    for id in [*now, *(id for id in was if id not in now)]:
        tabel = now.get(id) or was[id]
        rows = _rows(was.get(id), now.get(id))
        yield Hoofdstuk(f"{tabel.nummer} {tabel.titel}", list(rows))


def _rows(oud: Tabelopname | None, nieuw: Tabelopname | None) -> Iterator[Onderwerp]:
    matched = by_key(oud.rijen if oud else (), nieuw.rijen if nieuw else (), lambda rij: str(rij.id))
    names = _names(oud) | _names(nieuw)
    for was, now in matched.both:
        found = list(_cells(was, now))
        if found:
            yield Onderwerp(names[str(now.id)], "anders", found)
    for rij in matched.added:
        yield Onderwerp(names[str(rij.id)], "erbij", list(_cells(None, rij)))
    for rij in matched.gone:
        yield Onderwerp(names[str(rij.id)], "weg", list(_cells(rij, None)))
    if matched.is_moved:
        yield Onderwerp(_("De rijen staan in een andere volgorde"), "verplaatst")


def _names(tabel: Tabelopname | None) -> dict[str, str]:
    """Return how people name the rows of a table: number and first words."""
    if tabel is None:
        return {}
    return {
        str(rij.id): f"{tabel.nummer}.{number} {kort_doel(rij.doel)}" for number, rij in enumerate(tabel.rijen, start=1)
    }


def _cells(oud: Rij | None, nieuw: Rij | None) -> Iterator[Verschil]:
    for naam, was, now in chain(
        ((str(KOLOMNAMEN[name]), _of(oud, name), _of(nieuw, name)) for name in (*KOLOMMEN, "stand")),
        [
            (_("Komt uit"), _of(oud, "broncode"), _of(nieuw, "broncode")),
            (_("Status"), _status(oud), _status(nieuw)),
        ],
    ):
        yield from _differ(naam, was, now)


def _of(rij: Rij | None, name: str) -> str:
    return str(getattr(rij, name)) if rij is not None else ""


def _status(rij: Rij | None) -> str:
    return str(Voortgang(rij.status).label) if rij is not None else ""


def aantal(hoofdstukken: Iterable[Hoofdstuk]) -> int:
    """Return how many things changed."""
    return sum(len(each.onderwerpen) for each in hoofdstukken)
