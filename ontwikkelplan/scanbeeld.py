"""What a quickscan came to, question by question, beside the scan before it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Value
from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel, quickscan, tabellen
from ontwikkelplan.models import Plan, Scan, Scanantwoord, Scanstaat, Scanuitkomst
from wijkaanpak.instrumenten.schema import Schaalwaarde


@dataclass(slots=True)
class Gegeven:
    """What is known of one question: the answer of each viewpoint that gave one, and the agreed one or ''."""

    antwoorden: dict[str, str] = field(default_factory=dict)
    afgesproken: str = ""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The answer to show at a question.

    ``waarde`` is '' when nothing was agreed and the viewpoints differ; then ``telt`` is their mean. ``telt`` is None
    for unknown. ``vorige`` is what the scan before it came to: the words, or '' when it said nothing.
    """

    punt: str
    waarde: str
    titel: str
    telt: float | None
    is_afgesproken: bool
    peildatum: date
    vorige: str = ""
    vorige_telt: float | None = None

    @property
    def vraagt_werk(self) -> bool:
        """Whether an ontwikkelpunt may be missing here: anything but a plain yes, or people who don't know."""
        return self.telt is not None and (self.telt < 1 or not self.waarde)

    @property
    def is_onbekend(self) -> bool:
        """Whether people answered that they don't know."""
        return self.telt is None


Gegevens = dict[str, Gegeven]


def schaal_van(versie: int) -> dict[str, Schaalwaarde]:
    """Return the scale of a version of the quickscan by value, in its order."""
    return {each.waarde: each for each in quickscan(versie).schaal}


def tabellen_van(scan: Scan, basisfunctie: str = "") -> list[Tabel]:
    """Return the tables of the version that a scan asks, in order; with a slug those of one basisfunctie."""
    return tabellen(Plan(instrument_versie=scan.instrument_versie), basisfunctie)


def vragen_van(scan: Scan) -> dict[str, Tabel]:
    """Return the id of every question of a scan, in order, with the table it stands in."""
    return {vraag.id: tabel for tabel in tabellen_van(scan) for vraag in tabel.vragen}


def gegevens_van(scans: Iterable[Scan]) -> dict[UUID, Gegevens]:
    """Return what scans hold, by scan and question, in one query. What was left empty is not there."""
    ids = [scan.pk for scan in scans]
    columns = ("scan_id", "punt", "van", "waarde")
    answers = Scanantwoord.objects.filter(scan__in=ids).exclude(waarde="").annotate(van=F("perspectief"))
    agreed = Scanuitkomst.objects.filter(scan__in=ids).exclude(waarde="").annotate(van=Value(""))
    found: dict[UUID, Gegevens] = defaultdict(dict)
    rows: Any = answers.values_list(*columns).union(agreed.values_list(*columns), all=True)
    for scan_id, punt, van, waarde in rows if ids else ():
        gegeven = found[scan_id].setdefault(punt, Gegeven())
        if van:
            gegeven.antwoorden[van] = waarde
        else:
            gegeven.afgesproken = waarde
    return found


def uitkomsten_van(scan: Scan, gegevens: Gegevens, vorige: dict[str, Uitkomst]) -> dict[str, Uitkomst]:
    """Return the answer to show at every question that has one."""
    schaal = schaal_van(scan.instrument_versie)
    return {
        punt: _uitkomst(punt, gegeven, scan, schaal, vorige.get(punt))
        for punt, gegeven in gegevens.items()
        if gegeven.afgesproken or gegeven.antwoorden
    }


def _uitkomst(
    punt: str, gegeven: Gegeven, scan: Scan, schaal: dict[str, Schaalwaarde], vorige: Uitkomst | None
) -> Uitkomst:
    given = [gegeven.afgesproken] if gegeven.afgesproken else list(gegeven.antwoorden.values())
    counted = [schaal[waarde].telt for waarde in given if waarde in schaal]
    numbers = [telt for telt in counted if telt is not None]
    is_one = len(set(given)) == 1
    return Uitkomst(
        punt,
        given[0] if is_one else "",
        schaal[given[0]].titel if is_one and given[0] in schaal else _("Verschillend beantwoord"),
        sum(numbers) / len(numbers) if numbers else None,
        bool(gegeven.afgesproken),
        scan.peildatum,
        vorige.titel if vorige else "",
        vorige.telt if vorige else None,
    )


def open_scans() -> list[Scan]:
    """Return the scans of the gemeente whose answers may be seen, the newest first."""
    return list(Scan.objects.exclude(staat=Scanstaat.INVULLEN).order_by("-peildatum", "-id"))


def vorige_van(scan: Scan, scans: list[Scan]) -> Scan | None:
    """Return the scan before this one: of its plan, or else of another plan of the gemeente."""
    older = [each for each in scans if (each.peildatum, each.pk) < (scan.peildatum, scan.pk)]
    own = [each for each in older if each.plan_id == scan.plan_id]
    return next(iter(own or older), None)


def laatste_uitkomsten(plan: Plan) -> dict[str, Uitkomst]:
    """Return per question the answer of the newest finished scan of a plan; {} without one.

    What is being discussed is not settled: it counts only while no scan of the plan is finished. Two queries, however
    many scans there are.
    """
    scans = open_scans()
    own = [scan for scan in scans if scan.plan_id == plan.pk]
    newest = next((scan for scan in own if scan.staat == Scanstaat.AFGEROND), next(iter(own), None))
    return uitkomsten_met_vorige(newest, vorige_van(newest, scans)) if newest else {}


def uitkomsten_met_vorige(scan: Scan, vorige: Scan | None) -> dict[str, Uitkomst]:
    """Return the answers of a scan beside those of the scan before it, in one query."""
    held = gegevens_van([scan, vorige] if vorige else [scan])
    before = uitkomsten_van(vorige, held[vorige.pk], {}) if vorige else {}
    return uitkomsten_van(scan, held[scan.pk], before)
