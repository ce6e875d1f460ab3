"""A proposal as it stands on the screen: beside each text what is in the plan now, and what was chosen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_standen, schrijf_standen
from ontwikkelplan.inhoud import tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand
from ontwikkelplan.uitwisseling import teksten
from ontwikkelplan.uitwisseling.schone_cel import posted_text, schone_cel
from ontwikkelplan.uitwisseling.schoon import schoon, vlak
from ontwikkelplan.uitwisseling.teksten import KOLOMTEKSTEN, STAND
from ontwikkelplan.uitwisseling.voorstel import Voorstelcel, Voorstelinhoud, Voorstelrij
from wijkaanpak.documents.words import mark_words

FIELDS_MAX = 380  # of one page: a form has 500 at most
LETTERS_MAX = 1_500_000
OVER, HOUD, ZELF = "over", "houd", "zelf"


@dataclass
class Celbeeld:
    """One cell on the screen. ``beide`` says that it was changed on both sides, or that we can't know."""

    naam: str
    kolom: str
    titel: str
    nieuw: str
    uit: str | None
    nu: str
    formule: bool
    beide: bool = False
    keuze: str = OVER
    tekst: str = ""
    fout: str = ""

    @cached_property
    def naast_elkaar(self) -> tuple[SafeString, SafeString]:
        """What is in the plan and what came in, with the changed words marked."""
        return mark_words(self.nu, self.nieuw)

    @property
    def is_stand(self) -> bool:
        """Whether this adds to the stand van zaken."""
        return self.kolom == STAND

    @property
    def met_veld(self) -> bool:
        """Whether a text field goes with it: to correct it, or to put two texts together."""
        return self.beide or bool(self.fout) or self.tekst != self.nieuw

    @property
    def wordt(self) -> str:
        """What the choice makes of the cell."""
        return self.nieuw if self.keuze == OVER and self.beide else self.tekst


@dataclass(slots=True)
class Rijbeeld:
    """One row on the screen."""

    nummer: int
    tabel: str
    waar: str
    id: UUID | None
    doel: str
    versie: int = 0
    is_weg: bool = False
    keuze: bool = True
    cellen: list[Celbeeld] = field(default_factory=list)

    @property
    def velden(self) -> int:
        """How many fields of a form this takes."""
        return 3 + sum(2 if cel.met_veld else 1 for cel in self.cellen)

    @property
    def letters(self) -> int:
        """How many letters a form with this takes."""
        return sum(len(cel.tekst) for cel in self.cellen if cel.met_veld)


def beelden(plan: Plan, inhoud: Voorstelinhoud) -> Iterator[Rijbeeld]:
    """Yield the rows that wait for a choice, with what is in the plan now."""
    herken_nieuw(plan, inhoud)
    open_rows = [rij for rij in inhoud.rijen if rij.is_open]
    ids = [rij.id for rij in open_rows if rij.id and rij.tabel]
    now = {row.pk: row for row in Ontwikkelpunt.objects.filter(plan=plan, pk__in=ids)}
    for rij in open_rows:
        row: Any = plan if not rij.tabel else now.get(rij.id) if rij.id else None
        beeld = _row(plan, rij, row)
        beeld.cellen = [_cell(rij, cel, row) for cel in rij.cellen if cel.staat == ""]
        yield beeld


def herken_nieuw(plan: Plan, inhoud: Voorstelinhoud) -> None:
    """Make of each new row that stands in the plan by now (the same goal in the same table) a row that is there.

    What the plan says already of it needs no choice, and is counted as the same.
    """
    fresh = [rij for rij in inhoud.rijen if rij.is_open and rij.is_nieuw]
    if not fresh:
        return
    used = {rij.id for rij in inhoud.rijen if rij.id}
    places: dict[tuple[str, str], list[Ontwikkelpunt]] = defaultdict(list)
    rows = Ontwikkelpunt.objects.filter(plan=plan, tabel__in={rij.tabel for rij in fresh}, vervallen_op=None)
    for row in rows.exclude(pk__in=used).in_order():
        places[row.tabel, vlak(row.doel)].append(row)
    found = []
    for rij in fresh:
        goal = vlak(next((cel.nieuw for cel in rij.cellen if cel.kolom == "doel"), ""))
        if goal and (same := places[rij.tabel, goal]):
            rij.id = same[0].pk
            found.append((rij, same.pop(0)))
    standen = Stand.objects.filter(punt__in=[row.pk for _rij, row in found])
    told = {(stand.punt_id, stand.datum, schoon(stand.tekst)) for stand in standen}
    for rij, row in found:
        asked = [cel for cel in rij.cellen if not _is_told(cel, row, told)]
        inhoud.gelijk += len(rij.cellen) - len(asked)
        rij.cellen = asked


def _is_told(cel: Voorstelcel, row: Ontwikkelpunt, told: set[tuple[UUID, date, str]]) -> bool:
    if cel.kolom != STAND:
        return schoon(cel.nieuw).strip() == schoon(str(getattr(row, cel.kolom))).strip()
    entries = [(dag, tekst) for dag, tekst in lees_standen(schoon(cel.nieuw)) if dag]
    left = [(dag, tekst) for dag, tekst in entries if (row.pk, dag, tekst) not in told]
    cel.nieuw = schrijf_standen(left) if left and len(left) < len(entries) else cel.nieuw
    return bool(entries) and not left


def _row(plan: Plan, rij: Voorstelrij, row: Any) -> Rijbeeld:
    tabel = tabel_van(plan, rij.tabel) if rij.tabel else None
    title = f"{tabel.nummer} {tabel.titel}" if tabel else _("Inleiding en aanvullingen")
    goal = next((cel.nieuw for cel in rij.cellen if cel.kolom == "doel"), "")
    beeld = Rijbeeld(rij.nummer, title, rij.waar, rij.id, goal)
    if row is not None:
        beeld.versie = row.versie
        beeld.doel = row.doel if rij.tabel else ""
        beeld.is_weg = getattr(row, "vervallen_op", None) is not None
    return beeld


def kolomtitel(kolom: str) -> str:
    """Return the name of a column, or of a text of the plan itself, as people read it."""
    titles = {"inleiding": teksten.H_EIGEN, "aanvullingen": teksten.H_AANVULLINGEN}
    return str(KOLOMTEKSTEN[kolom].titel if kolom in KOLOMTEKSTEN else titles[kolom])


def _cell(rij: Voorstelrij, cel: Voorstelcel, row: Any) -> Celbeeld:
    now = "" if row is None or cel.kolom == STAND else str(getattr(row, cel.kolom))
    beeld = Celbeeld(
        f"{rij.nummer}-{cel.kolom}", cel.kolom, kolomtitel(cel.kolom), cel.nieuw, cel.uit, now, cel.formule
    )
    beeld.tekst = cel.nieuw
    is_changed = now != cel.uit if cel.uit is not None else bool(now)
    if row is not None and cel.kolom != STAND and is_changed and now != cel.nieuw:
        beeld.beide, beeld.keuze = True, ""
    beeld.fout = _wrong(beeld, cel.nieuw)
    return beeld


def _wrong(beeld: Celbeeld, text: str) -> str:
    try:
        schone_cel(beeld.kolom, text, formule=beeld.formule)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def bladzijde(rows: Iterator[Rijbeeld]) -> tuple[list[Rijbeeld], int]:
    """Return the rows that fit in one form, and how many are left."""
    page: list[Rijbeeld] = []
    left = fields = letters = 0
    for row in rows:
        fits = fields + row.velden <= FIELDS_MAX and letters + row.letters <= LETTERS_MAX
        if page and (left or not fits):
            left += 1
            continue
        page.append(row)
        fields, letters = fields + row.velden, letters + row.letters
    return page, left


def lees_keuzes(rows: list[Rijbeeld], data: Mapping[str, Any]) -> bool:
    """Put what was chosen and typed into the rows; return whether all of it may be stored."""
    is_right = True
    for row in rows:
        if not row.id:
            row.keuze = f"k-{row.nummer}" in data
        for cel in row.cellen:
            cel.tekst = posted_text(data, f"t-{cel.naam}", cel.nieuw)
            if row.id:
                posted = str(data.get(f"k-{cel.naam}", ""))
                cel.keuze = posted if posted in (OVER, HOUD, ZELF) else "" if cel.beide else HOUD
            is_chosen = row.keuze and cel.keuze in (OVER, ZELF) and not row.is_weg
            cel.fout = _wrong(cel, cel.wordt) if is_chosen else ""
            is_right = is_right and not cel.fout
    return is_right


def per_tabel(rows: list[Rijbeeld]) -> dict[str, list[Rijbeeld]]:
    """Return the rows under the title of their table."""
    found: dict[str, list[Rijbeeld]] = defaultdict(list)
    for row in rows:
        found[row.tabel].append(row)
    return dict(found)
