"""Finding the tables of a plan in a Word document: by their marks, else by headings, numbers and order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from uuid import UUID

from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel, quickscan, tabellen
from ontwikkelplan.models import Plan
from ontwikkelplan.uitwisseling.herkend import Gelezenrij, Herkend, dag_in_kop
from ontwikkelplan.uitwisseling.kolommen import kolom_van, kolommen_van
from ontwikkelplan.uitwisseling.lezen import Bestand, Blok, Cel, Docxrij
from ontwikkelplan.uitwisseling.momentopname import momentopname
from ontwikkelplan.uitwisseling.opbouw import vaste_teksten
from ontwikkelplan.uitwisseling.teksten import H_AANVULLINGEN, H_EIGEN, STAND

_CHAPTER = re.compile(r"^basisfunctie\s+([1-9])\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:([1-9])\.)?(\d{1,2})(?:[.):]|\s)\s*\S")
_ALIKE = 0.62


def herken_word(bestand: Bestand, plan: Plan) -> Herkend:
    """Return what a docx has for a plan. Nothing of it is lost: what has no place is in ``onbekend``."""
    found = Herkend(eigen=bool(bestand.eigenschappen))
    placed = _Placing(plan)
    seen: set[UUID] = set()
    loose: list[str] = []
    current = ""
    for blok in bestand.blokken:
        current = blok.merk[1] if blok.merk else "" if blok.niveau or blok.rijen is not None else current
        if blok.rijen is not None:
            _table(found, placed, blok.rijen, seen)
            continue
        placed.hear(blok)
        if current:
            _own_text(found, current, blok)
        elif blok.tekst.strip():
            loose.append(blok.tekst.strip())
    known = {_flat(text) for text in vaste_teksten(momentopname(plan))} if found.eigen else set()
    rest = [text for text in loose if _flat(text) not in known]
    if rest:
        found.onbekend.append((str(_("Tekst buiten de tabellen")), "\n".join(rest)))
    found.onbekend += [(str(_("Voetnoot of eindnoot")), text) for text in bestand.noten]
    found.onbekend += [(str(_("Tekstvak")), text) for text in bestand.tekstvakken]
    _name_missing_texts(found, bestand, plan)
    in_cells = sum(cel.plaatjes for cel in _cells(bestand))
    if bestand.plaatjes > in_cells:
        found.meldingen.append(_("Buiten de tabellen staan plaatjes. Die nemen we niet over."))
    if bestand.opmerkingen:
        found.meldingen.append(
            _("Opmerkingen in de kantlijn nemen we niet over. Ze blijven in je eigen bestand staan.")
        )
    return found


def _name_missing_texts(found: Herkend, bestand: Bestand, plan: Plan) -> None:
    """Say that a text of the plan itself is not in a file of ours that has other marks: it was taken out."""
    if not found.eigen or not (found.teksten or any(cel.merk for cel in _cells(bestand))):
        return
    titles = {"inleiding": H_EIGEN, "aanvullingen": H_AANVULLINGEN}
    for kolom, title in titles.items():
        if kolom not in found.teksten and getattr(plan, kolom):
            found.meldingen.append(
                _("De tekst onder “%(kop)s” staat niet meer in het bestand. Die blijft in wijkaanpak staan.")
                % {"kop": title}
            )


def _cells(bestand: Bestand) -> Iterator[Cel]:
    return (cel for blok in bestand.blokken for rij in blok.rijen or () for cel in rij.cellen)


def _own_text(found: Herkend, kolom: str, blok: Blok) -> None:
    """A text of the plan itself, from its mark to the next heading: only its first paragraph may have the mark."""
    before, versie = found.teksten.get(kolom, (None, blok.merk[2] if blok.merk else 0))
    found.teksten[kolom] = (blok.tekst if before is None else f"{before}\n{blok.tekst}", versie)


def _table(found: Herkend, placed: "_Placing", rijen: tuple[Docxrij, ...], seen: set[UUID]) -> None:
    head = next((n for n, rij in enumerate(rijen[:4]) if kolommen_van([cel.tekst for cel in rij.cellen])), None)
    if head is None:
        for number, rij in enumerate(rijen, start=1):
            _unknown(found, _("Tabel zonder de kolommen van een ontwikkelplan, rij %(n)s") % {"n": number}, rij)
        return
    found.tabellen += 1
    columns = kolommen_van([cel.tekst for cel in rijen[head].cellen])
    tabel = placed.place(rijen[head + 1 :])
    if placed.is_guess:
        found.op_volgorde = True
    waar = _("Tabel %(nummer)s") % {"nummer": tabel.nummer} if tabel else _("Tabel zonder herkenbare kop")
    found.note_missing(waar, set(columns.values()))
    day = next((dag_in_kop(rijen[head].cellen[n].tekst) for n, name in columns.items() if name == STAND), None)
    if tabel and day:
        found.standdag[tabel.id] = day
    for number, rij in enumerate((*rijen[:head], *rijen[head + 1 :]), start=1):
        place = _("%(waar)s, rij %(n)s") % {"waar": waar, "n": number}
        if _is_header(rij, columns):
            continue
        if tabel is None or rij.samengevoegd or number <= head or len(rij.cellen) <= max(columns):
            _unknown(found, f"{place}{_why(rij)}", rij)
            continue
        found.rijen += _row(found, tabel, rij, columns, place, seen)


def _why(rij: Docxrij) -> str:
    return _(" (samengevoegde cellen)") if rij.samengevoegd else ""


def _row(
    found: Herkend, tabel: Tabel, rij: Docxrij, columns: dict[int, str], waar: str, seen: set[UUID]
) -> Iterator[Gelezenrij]:
    cells = {name: rij.cellen[place] for place, name in columns.items()}
    for name, cel in cells.items():
        found.note_pictures(waar, name, cel)
    extra = [cel for place, cel in enumerate(rij.cellen) if place not in columns and cel.tekst.strip()]
    if extra:
        found.onbekend.append((_("%(waar)s, andere kolom") % {"waar": waar}, _joined(extra)))
    marks = Counter((cel.rij, cel.merk[2]) for cel in rij.cellen if cel.merk)
    id, versie = marks.most_common(1)[0][0] if marks else (None, 0)
    if id in seen:  # a row that was copied: the second is a new one
        id, versie = None, 0
    made = Gelezenrij(tabel.id, waar, id, versie, {name: cel.tekst.strip() for name, cel in cells.items()})
    if id is not None:
        seen.add(id)
    if id is not None or not made.is_leeg:
        yield made


def _is_header(rij: Docxrij, columns: dict[int, str]) -> bool:
    """Whether a row is the header again: Word repeats it where a table was split."""
    texts = [(place, cel.tekst) for place, cel in enumerate(rij.cellen) if place in columns]
    return len(texts) >= len(columns) and all(kolom_van(text) == columns[place] for place, text in texts)


def _unknown(found: Herkend, waar: str, rij: Docxrij) -> None:
    found.gezien |= {cel.rij for cel in rij.cellen if cel.rij}
    cells = [cel for cel in rij.cellen if cel.tekst.strip()]
    if cells:
        found.onbekend.append((waar, _joined(cells)))


def _joined(cells: list[Cel]) -> str:
    return "\n".join(cel.tekst.strip() for cel in cells)


class _Placing:
    """Says of each table which of the 24 it is, from what stands above it."""

    def __init__(self, plan: Plan) -> None:
        self._by_id = {tabel.id: tabel for tabel in tabellen(plan)}
        self._chapters = [deel.id for deel in quickscan(plan.instrument_versie).onderdelen]
        self._titles = {_flat(deel.titel): deel.id for deel in quickscan(plan.instrument_versie).onderdelen}
        self._in: dict[str, list[Tabel]] = defaultdict(list)
        for tabel in self._by_id.values():
            self._in[tabel.basisfunctie.id].append(tabel)
        self._used: set[str] = set()
        self._chapter = ""
        self._mark = ""
        self._above: list[str] = []
        self.is_guess = False

    def hear(self, blok: Blok) -> None:
        """Remember a paragraph until the next table."""
        text = blok.tekst.strip()
        if not text:
            return
        self._mark = blok.tabel or self._mark
        found = _CHAPTER.match(text)
        chapter = self._titles.get(_flat(text)) if blok.niveau else None
        if found and int(found[1]) <= len(self._chapters):
            chapter = self._chapters[int(found[1]) - 1]
        if chapter:
            self._chapter, self._above = chapter, []
        self._above.append(text)

    def place(self, rijen: tuple[Docxrij, ...]) -> Tabel | None:
        """Return the table that this is, or None; ``is_guess`` says that only its order told."""
        above, mark = self._above, self._mark
        self._above, self._mark, self.is_guess = [], "", False
        found = self._by_id.get(mark) or self._by_heading(above)
        if found is None and any(cel.merk for rij in rijen for cel in rij.cellen):
            self.is_guess = True
        if found is None:
            found = self._next()
            self.is_guess = found is not None
        if found:
            self._used.add(found.id)
            self._chapter = found.basisfunctie.id
        return found

    def _by_heading(self, above: list[str]) -> Tabel | None:
        """The table whose number or title stands above it, the nearest heading first."""
        here = self._in.get(self._chapter, [])
        free = [tabel for tabel in here if tabel.id not in self._used]
        if len(here) == 1 and free:
            return here[0]
        for text in reversed(above):
            title = _flat(re.sub(r"^[\s\d.)]+", "", text))
            alike = [(SequenceMatcher(None, title, _flat(tabel.titel)).ratio(), tabel) for tabel in free]
            numbered = _NUMBER.match(text)
            if numbered and (found := self._numbered(numbered, here)):
                return found
            if alike and max(ratio for ratio, _tabel in alike) >= _ALIKE:
                return max(alike, key=lambda pair: pair[0])[1]
        return None

    def _numbered(self, found: re.Match[str], here: list[Tabel]) -> Tabel | None:
        """The table ``2.1`` of the plan, or table ``1`` of this chapter; one that came before is not it again."""
        if found[1]:
            wanted = f"{found[1]}.{found[2]}"
            tabel = next((each for each in self._by_id.values() if each.nummer == wanted), None)
        else:
            tabel = here[int(found[2]) - 1] if 0 < int(found[2]) <= len(here) else None
        return tabel if tabel and tabel.id not in self._used else None

    def _next(self) -> Tabel | None:
        """The first table of this chapter that did not come yet."""
        return next((tabel for tabel in self._in.get(self._chapter, []) if tabel.id not in self._used), None)


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())
