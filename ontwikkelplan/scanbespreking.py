"""The meeting over a quickscan: the four answers to every question, the largest difference first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel, tabellen, vraagcode
from ontwikkelplan.models import Ontwikkelpunt, Perspectief, Plan, Scan, Scanantwoord
from ontwikkelplan.scanbeeld import Gegeven, gegevens_van, schaal_van, tabellen_van
from wijkaanpak.instrumenten.schema import Punt, Schaalwaarde

GROOT = 0.75  # from here a difference is called large


@dataclass(frozen=True, slots=True)
class Kant:
    """What one viewpoint answered: the value and its words. ``soort`` is geantwoord, onbekend or geen."""

    perspectief: str
    naam: str
    waarde: str
    titel: str
    telt: float | None
    soort: str


@dataclass(frozen=True, slots=True)
class Puntlink:
    """An ontwikkelpunt that comes from a question."""

    id: Any
    nummer: str
    doel: str
    basisfunctie: str


@dataclass(frozen=True, slots=True)
class Vraagrij:
    """One question in the meeting."""

    vraag: Punt
    code: str
    tabel: Tabel
    kanten: tuple[Kant, ...]
    afgesproken: str
    samen: str
    punten: tuple[Puntlink, ...] = ()

    @property
    def is_besproken(self) -> bool:
        """Whether something was agreed."""
        return bool(self.afgesproken)

    @property
    def tellers(self) -> list[float]:
        """What the viewpoints answered that counts."""
        return [kant.telt for kant in self.kanten if kant.telt is not None]

    @property
    def spreiding(self) -> float:
        """The distance between the highest and the lowest answer, from 0 to 1."""
        return max(self.tellers, default=0) - min(self.tellers, default=0)

    @property
    def verschil(self) -> str:
        """How far the answers lie apart, as a word for the page: groot, klein, gelijk, or weinig to compare."""
        if len(self.tellers) < 2:
            return "weinig"
        return "groot" if self.spreiding >= GROOT else "klein" if self.spreiding else "gelijk"

    @property
    def opmerkingen(self) -> list[str]:
        """Who does not know, and who gave no answer, in words."""
        unknown = [kant.naam for kant in self.kanten if kant.soort == "onbekend"]
        missing = [kant.naam for kant in self.kanten if kant.soort == "geen"]
        words = [_("Weet het niet: %(wie)s.") % {"wie": ", ".join(unknown)}] if unknown else []
        return words + ([_("Geen antwoord: %(wie)s.") % {"wie": ", ".join(missing)}] if missing else [])


def kant_of(perspectief: Perspectief, waarde: str, schaal: dict[str, Schaalwaarde]) -> Kant:
    """Return one answer in words; nothing given says so."""
    naam = str(perspectief.label)
    if waarde not in schaal:
        return Kant(perspectief.value, naam, "", _("geen antwoord"), None, "geen")
    each = schaal[waarde]
    soort = "onbekend" if each.telt is None else "geantwoord"
    return Kant(perspectief.value, naam, waarde, each.titel, each.telt, soort)


def vraagrijen(scan: Scan, punten: dict[str, tuple[Puntlink, ...]]) -> list[Vraagrij]:
    """Return every question of a scan, the largest difference first; where that is equal, in the order of the scan."""
    held = gegevens_van([scan])[scan.pk]
    schaal = schaal_van(scan.instrument_versie)
    rows = [
        _row(vraag, tabel, held.get(vraag.id, Gegeven()), schaal, punten.get(vraag.id, ()))
        for tabel in tabellen_van(scan)
        for vraag in tabel.vragen
    ]
    return sorted(rows, key=lambda row: -row.spreiding)


def _row(
    vraag: Punt, tabel: Tabel, held: Gegeven, schaal: dict[str, Schaalwaarde], punten: tuple[Puntlink, ...]
) -> Vraagrij:
    kanten = tuple(kant_of(each, held.antwoorden.get(each.value, ""), schaal) for each in Perspectief)
    samen = schaal[held.afgesproken].titel if held.afgesproken in schaal else ""
    return Vraagrij(vraag, vraagcode(tabel, vraag.id), tabel, kanten, held.afgesproken, samen, punten)


def toelichtingen(scan: Scan, punt: str) -> dict[str, str]:
    """Return what each viewpoint wrote at one question."""
    rows = Scanantwoord.objects.filter(scan=scan, punt=punt).exclude(toelichting="")
    return dict(rows.values_list("perspectief", "toelichting"))


def punten_per_vraag(plan: Plan) -> dict[str, tuple[Puntlink, ...]]:
    """Return the ontwikkelpunten of a plan by the question they come from, numbered as in their table."""
    known = {tabel.id: tabel for tabel in tabellen(plan)}
    counted: dict[str, int] = defaultdict(int)
    found: dict[str, tuple[Puntlink, ...]] = {}
    rows = Ontwikkelpunt.objects.current().filter(plan=plan).in_order()
    for id, tabel, bron, doel in rows.values_list("pk", "tabel", "bron", "doel"):
        counted[tabel] += 1
        if bron and tabel in known:
            nummer = f"{known[tabel].nummer}.{counted[tabel]}"
            link = Puntlink(id, nummer, doel, known[tabel].basisfunctie.slug)
            found[bron] = (*found.get(bron, ()), link)
    return found
