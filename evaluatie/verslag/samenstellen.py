"""Putting a report together from frozen data: the chapters as the screen shows them, and the whole as a document.

The same data always give the same report, whenever that is: nothing here asks a clock or a database.
"""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluatie.models import Verslagsoort
from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.hoofdstukken import EFFECTEN, HOOFDSTUKKEN, ZONDER_EFFECT, for_report
from evaluatie.verslag.regels import Deel, Overzicht, Regel, Tekst, Tussenkop, gecodeerd, regels_of
from evaluatie.verslag.tegenspraak import contradictions
from evaluatie.verslag.uitkomst import Kapittel, Uitkomst
from wijkaanpak.documents.inhoud import Alinea, Blok, Inhoud, Sectie, Tabel
from wijkaanpak.documents.schoon import clean


@dataclass(frozen=True, slots=True)
class Bevroren:
    """Everything a report is made of, of one moment: the data, the project's own words, whose it is, and the day."""

    data: Gegevens
    teksten: Mapping[str, str]
    gemeente: str
    kleur: str
    dag: str  # as ISO writes it

    def to_json(self) -> dict[str, Any]:
        """Return this as JSON, to keep with the report."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Bevroren":
        """Return what ``to_json`` wrote; of a table that was not gathered yet there are no rows."""
        return cls(**{**stored, "data": defaultdict(list, stored["data"])})


def work_out(bron: Bevroren, soort: str) -> Uitkomst:
    """Return what a kind of report says of some data: its chapters, every line with its code, and what clashes."""
    return Uitkomst(tuple(_chapters(bron, soort)), tuple(_clashing(bron, soort)))


def _chapters(bron: Bevroren, soort: str) -> list[Kapittel]:
    data = for_report(bron.data, soort)
    found = []
    for each in HOOFDSTUKKEN[soort]:
        own = bron.teksten.get(each.sleutel, "")
        lines = gecodeerd(each.nummer, each.lines(data))
        if each.sleutel in ZONDER_EFFECT:
            lines.append(Tekst(str(EFFECTEN)))  # stands whatever the project writes
        found.append(Kapittel(each.sleutel, each.nummer, str(each.kop), own or each.tekst(data), tuple(lines)))
    return found


def _clashing(bron: Bevroren, soort: str) -> list[str]:
    own = {each.nummer: bron.teksten[each.sleutel] for each in HOOFDSTUKKEN[soort] if bron.teksten.get(each.sleutel)}
    return contradictions(bron.data, own)


def compose(found: Uitkomst, bron: Bevroren, soort: str, versie: int) -> Inhoud:
    """Return a report as a document: its chapters, what does not fit together, and where every line comes from."""
    project = bron.data["project"]
    is_web = soort == Verslagsoort.WEBSAMENVATTING
    sections = [_section(each, with_codes=not is_web) for each in found.kapittels]
    if not is_web:
        sections += [*_clashes(found.tegenspraak), _sources(found.kapittels)]
    made = Inhoud(
        titel=str(Verslagsoort(soort).label),
        ondertitel=_("%(naam)s: samen werken aan veilig opgroeien in %(wijk)s") % project,
        gemeente=bron.gemeente,
        kleur=bron.kleur,
        kenmerk=project["naam"],
        versie=versie,
        datum=_day(bron.dag),
        feiten=(
            (_("Wijk"), f"{project['wijk']}, {bron.gemeente}"),
            (_("Looptijd"), f"{_day(project['begin'])} – {_day(project['eind'])}"),
            (_("Stand van de gegevens"), _day(bron.dag)),
        ),
        secties=tuple(sections),
        inhoudsopgave=not is_web,
    )
    return clean(made)


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "j\u00a0F\u00a0Y")


def _section(each: Kapittel, *, with_codes: bool) -> Sectie:
    blokken: list[Blok] = [Alinea(each.tekst)] if each.tekst else []
    blokken += [_block(deel, with_codes=with_codes) for deel in each.delen]
    if not blokken:
        blokken.append(Alinea(_("Hierover is niets vastgelegd.")))
    return Sectie(
        each.sleutel,
        each.kop,
        tuple(blokken),
        nummer=each.nummer,
        niveau=each.niveau,
    )


def _block(deel: Deel, *, with_codes: bool) -> Blok:
    if isinstance(deel, Tussenkop):
        return Alinea(deel.tekst, is_kop=True)
    if isinstance(deel, Tekst):
        return Alinea(deel.tekst)
    if isinstance(deel, Overzicht):
        return Tabel(deel.titel, (*deel.kop, _("Bron")), tuple((*cellen, regel.code) for cellen, regel in deel.rijen))
    return Alinea(deel.tekst, code=deel.code if with_codes else "")


def _clashes(sentences: Sequence[str]) -> list[Sectie]:
    """The appendix with what does not fit together; the reader sees both numbers."""
    if not sentences:
        return []
    intro = _("Deze gegevens spreken elkaar tegen. Ze zijn niet rechtgezet: beide staan zo in de bronnen.")
    return [
        Sectie(
            "KANT",
            _("Kanttekeningen bij de cijfers"),
            (Alinea(intro), *(Alinea(each) for each in sentences)),
            nummer="K",
        )
    ]


def _sources(found: Sequence[Kapittel]) -> Sectie:
    """The appendix that says of every line where it comes from."""
    blokken: list[Blok] = [
        Alinea(_("De codes in de kantlijn verwijzen hierheen. Bij een getal tellen de rijen samen op tot dat getal."))
    ]
    head = (_("Code"), _("Uitkomst"), _("Waar het op rust"))
    for each in found:
        rows = tuple((regel.code, _result(regel), rests_on(regel)) for regel in regels_of(each.delen))
        if rows:
            title = f"{each.nummer} {each.kop}"
            blokken += [Alinea(title, is_kop=True), Tabel(title, head, rows, smal=2)]
    return Sectie("BRON", _("Waar dit vandaan komt"), tuple(blokken), nummer="B")


def _result(regel: Regel) -> str:
    return str(regel.waarde) if regel.waarde is not None else "–"


def rests_on(regel: Regel) -> str:
    """Return the rows behind a line in words, those that say the same as one, with what they add to a number."""
    total: Counter[str] = Counter()
    for rij in regel.rijen:
        total[rij.woorden] += rij.telt
    if regel.waarde is None:
        return "; ".join(total)
    return "; ".join(f"{words}: {n}" if n else words for words, n in total.items())


def attached(bron: Bevroren, soort: str, versie: int) -> str:
    """Return the data of a report as the JSON that goes along inside its PDF; '' for a summary that anyone may read.

    The report of one evaluation takes along what it is about, and nothing of the others.
    """
    if soort == Verslagsoort.WEBSAMENVATTING:
        return ""
    plain = bron.to_json() | {"data": for_report(bron.data, soort)}
    return json.dumps({"versie": versie, **plain}, ensure_ascii=False, indent=1, sort_keys=True)
