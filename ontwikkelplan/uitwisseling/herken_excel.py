"""Finding the rows of a plan in an Excel file: by our own hidden columns, else by the names of sheets and columns."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel, tabellen
from ontwikkelplan.models import Plan
from ontwikkelplan.uitwisseling.bladen import BRON, HERKOMST, ID, STATUS, TABEL, TITEL, VERSIE, uit_cel
from ontwikkelplan.uitwisseling.herkend import Gelezenrij, Herkend, dag_in_kop
from ontwikkelplan.uitwisseling.kolommen import kolommen_van
from ontwikkelplan.uitwisseling.lezen import Bestand, Blad, Bladrij, Cel
from ontwikkelplan.uitwisseling.teksten import STAND
from ontwikkelplan.uitwisseling.xlsx_lezen import MAX_COLUMNS

_TABLE_HEADERS = (TABEL.lower(), "onderwerp", "onderdeel", "groep", "thema")
# Our own columns that only tell; what was typed in them is named.
_BESIDE = {name.lower(): name for name in (STATUS, HERKOMST, BRON)}


def herken_excel(bestand: Bestand, plan: Plan) -> Herkend:
    """Return what an xlsx has for a plan. A row that stands on two sheets of ours is one row with two versions."""
    found = Herkend(eigen=bool(bestand.eigenschappen))
    rows: dict[UUID, Gelezenrij] = {}
    for blad in bestand.bladen:
        here: set[UUID] = set()
        for made in _Sheet(found, plan, blad).rows():
            if made.id in here:  # copied on its own sheet: a new row
                made.id, made.versie = None, 0
            if made.id is None:
                if not made.is_leeg:
                    found.rijen.append(made)
                continue
            here.add(made.id)
            if made.id in rows:
                rows[made.id].varianten.append(made.cellen)
                rows[made.id].ernaast += made.ernaast
            else:
                rows[made.id] = made
                found.rijen.append(made)
    return found


class _Sheet:
    def __init__(self, found: Herkend, plan: Plan, blad: Blad) -> None:
        self._found, self._blad = found, blad
        self._tables = tabellen(plan)
        self._columns: dict[int, str] = {}
        self._extra: dict[str, int] = {}
        self._headers: dict[int, str] = {}

    def rows(self) -> "list[Gelezenrij]":
        """Return the rows of this sheet below its header; what has no place goes to ``onbekend``."""
        made: list[Gelezenrij] = []
        current = self._named(self._blad.naam)
        for rij in self._blad.rijen:
            header = self._header(rij)
            if header:
                continue
            tabel = self._named(self._text(rij, self._extra.get(TABEL))) or self._topic(rij) or current
            if tabel and not self._columns_filled(rij) and self._id(rij) is None:
                current = tabel if self._columns else current
                if self._says_more(rij):
                    self._unknown(rij)
                continue
            current = tabel or current
            if not self._columns or current is None or rij.nummer in self._blad.samengevoegd:
                self._unknown(rij)
                continue
            made.append(self._row(rij, current))
        if self._blad.plaatjes:
            text = _("Op het blad %(blad)s staan plaatjes. Die nemen we niet over.") % {"blad": self._blad.naam}
            self._found.meldingen.append(text)
        if self._blad.te_breed:
            text = _("Het blad %(blad)s heeft meer dan %(n)s kolommen. De kolommen daarna hebben we niet gelezen.")
            self._found.meldingen.append(text % {"blad": self._blad.naam, "n": MAX_COLUMNS})
        return made

    def _header(self, rij: Bladrij) -> bool:
        places = sorted(rij.cellen)
        texts = [rij.cellen[place].tekst for place in places]
        columns = {places[n]: name for n, name in kolommen_van(texts).items()}
        if not columns:
            return False
        self._columns = columns
        self._extra = {}
        self._headers = {place: " ".join(rij.cellen[place].tekst.split()) for place in places}
        for place in places:
            words = self._headers[place].lower()
            if place not in columns and words in _TABLE_HEADERS:
                self._extra.setdefault(TABEL, place)
            if words in (ID, VERSIE):
                self._extra[words] = place
            if self._found.eigen and words in (TITEL.lower(), *_BESIDE):
                self._extra[words] = place
            if columns.get(place) == STAND and (day := dag_in_kop(rij.cellen[place].tekst)):
                self._found.standdag |= {tabel.id: day for tabel in self._tables}
        self._found.tabellen += 1
        where = _("Blad %(blad)s") % {"blad": self._blad.naam}
        self._found.note_missing(where, set(columns.values()))
        return True

    def _row(self, rij: Bladrij, tabel: Tabel) -> Gelezenrij:
        where = _("Blad %(blad)s, rij %(n)s") % {"blad": self._blad.naam, "n": rij.nummer}
        cells = {name: rij.cellen.get(place, Cel()) for place, name in self._columns.items()}
        id = self._id(rij)
        versie = self._text(rij, self._extra.get(VERSIE))
        read = {name: self._plain(cel) for name, cel in cells.items()}
        formulas = frozenset(name for name, cel in cells.items() if cel.formule)
        is_known = id is not None and versie.isdecimal() and len(versie) < 10
        self._elsewhere(rij, tabel, where)
        made = Gelezenrij(tabel.id, where, id if is_known else None, int(versie) if is_known else 0, read, formulas)
        made.ernaast = [
            (name, self._text(rij, self._extra[words])) for words, name in _BESIDE.items() if words in self._extra
        ]
        return made

    def _elsewhere(self, rij: Bladrij, tabel: Tabel, where: str) -> None:
        """List what stands outside the columns that we know, with the header above it."""
        known = {*self._columns, *self._extra.values()}
        places = [place for place in rij.cellen if place not in known]
        title, named = self._extra.get(TITEL.lower()), self._extra.get(TABEL)
        if title is not None and self._text(rij, title) not in ("", tabel.titel):
            places.append(title)
        if named is not None and self._named(self._text(rij, named)) is None:
            places.append(named)
        said = [(self._headers.get(place, ""), self._text(rij, place)) for place in sorted(places)]
        lines = [f"{header}: {text}" if header else text for header, text in said if text]
        if lines:
            self._found.onbekend.append((_("%(waar)s, andere kolom") % {"waar": where}, "\n".join(lines)))

    def _id(self, rij: Bladrij) -> UUID | None:
        return _uuid(self._text(rij, self._extra.get(ID)))

    def _plain(self, cel: Cel) -> str:
        text = uit_cel(cel.tekst) if self._found.eigen and not cel.formule else cel.tekst
        return text.strip()

    def _named(self, name: str) -> Tabel | None:
        """The table that a cell or a sheet names: ``2.1``, ``BF2-01``, or its title."""
        words = name.strip()
        number = re.match(r"(\d\.\d{1,2})(?!\d)", words)
        for tabel in self._tables:
            if (number and tabel.nummer == number[1]) or words.lower() in (tabel.titel.lower(), tabel.id.lower()):
                return tabel
        return None

    def _topic(self, rij: Bladrij) -> Tabel | None:
        """The table that a row with one text alone names: a heading inside a sheet."""
        texts = [cel.tekst for cel in rij.cellen.values() if cel.tekst.strip()]
        return self._named(texts[0]) if len(texts) == 1 else None

    def _columns_filled(self, rij: Bladrij) -> bool:
        is_topic = self._topic(rij) is not None
        return not is_topic and any(rij.cellen[place].tekst.strip() for place in self._columns if place in rij.cellen)

    def _says_more(self, rij: Bladrij) -> bool:
        return self._text(rij, self._extra.get(ID)) == "" and self._topic(rij) is None and len(rij.cellen) > 3

    def _text(self, rij: Bladrij, place: int | None) -> str:
        return rij.cellen[place].tekst.strip() if place in rij.cellen else ""

    def _unknown(self, rij: Bladrij) -> None:
        id = self._id(rij)
        if id is not None:
            self._found.gezien.add(id)
        hidden = {self._extra.get(ID), self._extra.get(VERSIE)}
        every = ((place, cel.tekst.strip()) for place, cel in rij.cellen.items())
        texts = [text for place, text in every if text and place not in hidden]
        why = _(" (samengevoegde cellen)") if rij.nummer in self._blad.samengevoegd else ""
        where = _("Blad %(blad)s, rij %(n)s") % {"blad": self._blad.naam, "n": rij.nummer}
        self._found.onbekend.append((f"{where}{why}", "\n".join(texts)))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
