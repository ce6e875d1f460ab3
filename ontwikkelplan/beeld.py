"""What the overview of a plan shows: how far it is, when, what is late, what is old, who is waited for.

Everything is read from one list of ontwikkelpunten (``with_last_stand``); the money is in ``begroting``.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontwikkelplan.cellen import lees_stappen
from ontwikkelplan.inhoud import Tabel, quickscan, tabellen
from ontwikkelplan.lezing import is_oud, kort_doel
from ontwikkelplan.models import Ontwikkelpunt, Plan, Voortgang
from wijkaanpak.instrumenten.schema import Onderdeel

TOGETHER = 30  # bars in one picture; with more each basisfunctie has its own
_BEFORE, _AFTER = 2, 3  # years around the plan that a picture may grow to
_APART = re.compile(r"[\n,;]")


@dataclass(frozen=True, slots=True)
class Regel:
    """An ontwikkelpunt as a line of the overview: ``2.1.1``, and the first words of its goal."""

    punt: Ontwikkelpunt
    nummer: str
    tabel: Tabel

    @property
    def titel(self) -> str:
        """The first line of the goal."""
        return kort_doel(self.punt.doel)


def genummerd(plan: Plan, punten: Iterable[Ontwikkelpunt]) -> list[Regel]:
    """Return the rows in the order of the plan with the number that people use: table, then place in it."""
    per_table: dict[str, list[Ontwikkelpunt]] = defaultdict(list)
    for punt in punten:
        per_table[punt.tabel].append(punt)
    return [
        Regel(punt, f"{tabel.nummer}.{number}", tabel)
        for tabel in tabellen(plan)
        for number, punt in enumerate(per_table[tabel.id], start=1)
    ]


def hoe_laat(dag: datetime.date, today: datetime.date) -> str:
    """Return how long ago a day was that had to be met: ``5 dagen te laat``, ``7 weken te laat``."""
    days = (today - dag).days
    if days < 14:
        return ngettext("%(n)d dag te laat", "%(n)d dagen te laat", days) % {"n": days}
    return _("%(n)d weken te laat") % {"n": days // 7}


@dataclass(frozen=True, slots=True)
class Balk:
    """One ontwikkelpunt on the planning. ``soort``: gereed, gestopt, laat, bezig or gepland; ``woorden`` say it."""

    regel: Regel
    begin: datetime.date | None
    eind: datetime.date
    soort: str
    woorden: str
    deel: float  # of its steps that are done


@dataclass(frozen=True, slots=True)
class Planning:
    """Bars between two days, and what has no day yet."""

    van: datetime.date
    tot: datetime.date
    vandaag: datetime.date
    horizon: datetime.date
    balken: list[Balk]
    zonder: list[Regel]
    deel: Onderdeel | None = None

    @property
    def te_laat(self) -> int:
        """How many are late."""
        return sum(balk.soort == "laat" for balk in self.balken)

    @property
    def eerstvolgende(self) -> datetime.date | None:
        """The next day on which something must be done."""
        days = [balk.eind for balk in self.balken if balk.soort in ("bezig", "gepland")]
        return min(days, default=None)


def planning_van(plan: Plan, punten: Iterable[Ontwikkelpunt]) -> Planning:
    """Return the planning of ontwikkelpunten of a plan, such as those of one basisfunctie (KOL-6)."""
    return _planning(plan, genummerd(plan, punten))


def _planning(plan: Plan, regels: Sequence[Regel], deel: Onderdeel | None = None) -> Planning:
    today = timezone.localdate()
    balken = [_balk(regel, regel.punt.eind_op, today) for regel in regels if regel.punt.eind_op]
    days = [day for balk in balken for day in (balk.begin, balk.eind) if day is not None]
    after_horizon = plan.horizon + datetime.timedelta(days=92)
    first = max(min([plan.begin_jaar, *(day.year for day in days)]), plan.begin_jaar - _BEFORE)
    last = max(datetime.date(plan.eind_jaar, 12, 31), after_horizon, max(days, default=after_horizon))
    return Planning(
        van=datetime.date(first, 1, 1),
        tot=min(last, datetime.date(max(plan.eind_jaar + _AFTER, after_horizon.year), 12, 31)),
        vandaag=today,
        horizon=plan.horizon,
        balken=balken,
        zonder=[regel for regel in regels if not regel.punt.eind_op and not regel.punt.is_done],
        deel=deel,
    )


def _balk(regel: Regel, eind: datetime.date, today: datetime.date) -> Balk:
    punt = regel.punt
    stappen = lees_stappen(punt.stappen)
    done = sum(stap.is_gereed for stap in stappen)
    soort, words = _soort(punt, eind, today)
    if stappen and done and soort in ("laat", "bezig"):
        words = f"{words}, " + _("%(n)d van %(m)d stappen gereed") % {"n": done, "m": len(stappen)}
    part = 1.0 if soort in ("gereed", "gestopt") else done / len(stappen) if stappen else 0.0
    return Balk(regel, punt.begin_op, eind, soort, words, part)


def _soort(punt: Ontwikkelpunt, eind: datetime.date, today: datetime.date) -> tuple[str, str]:
    if punt.is_done:
        return punt.status, Voortgang(punt.status).label.lower()
    if punt.is_late:
        return "laat", hoe_laat(eind, today)
    return ("bezig" if punt.status == Voortgang.BEZIG else "gepland"), Voortgang(punt.status).label.lower()


@dataclass(frozen=True, slots=True)
class Voortgangregel:
    """How far one basisfunctie is: what was stopped counts no more."""

    deel: Onderdeel
    nummer: int
    gereed: int
    totaal: int
    bezig: int
    laat: int
    gestopt: int


@dataclass(frozen=True, slots=True)
class Oud:
    """An ontwikkelpunt without a recent stand van zaken (NUM-22)."""

    regel: Regel
    stand_op: datetime.date | None
    weken: int | None


@dataclass(frozen=True, slots=True)
class Wacht:
    """Who is waited for: how many are open, how many of those are late, and the next day ('' is nobody)."""

    naam: str
    regels: list[Regel]
    laat: int
    eerstvolgende: datetime.date | None


@dataclass(frozen=True, slots=True)
class Beeld:
    """The overview of a plan."""

    regels: list[Regel]
    voortgang: list[Voortgangregel]
    planningen: list[Planning]
    laat: list[Regel]
    oud: list[Oud]
    wacht: list[Wacht]
    ongekoppeld: list[Regel]
    vandaag: datetime.date

    @property
    def totaal(self) -> int:
        """How many ontwikkelpunten count."""
        return sum(each.totaal for each in self.voortgang)

    @property
    def gereed(self) -> int:
        """How many of those are done."""
        return sum(each.gereed for each in self.voortgang)


def beeld_van(plan: Plan, punten: Iterable[Any]) -> Beeld:
    """Return the overview of a plan; ``punten`` come ``in_order().with_last_stand()``."""
    today = timezone.localdate()
    regels = genummerd(plan, punten)
    open_now = [regel for regel in regels if not regel.punt.is_done]
    return Beeld(
        regels=regels,
        voortgang=[
            _progress(deel, number, [regel for regel in regels if regel.tabel.basisfunctie.id == deel.id])
            for number, deel in enumerate(quickscan(plan.instrument_versie).onderdelen, start=1)
        ],
        planningen=planningen(plan, regels),
        laat=sorted((regel for regel in open_now if regel.punt.is_late), key=lambda regel: regel.punt.eind_op or today),
        oud=_old(open_now, plan.weken_oud, today),
        wacht=_waiting(open_now),
        ongekoppeld=[] if plan.is_regional else [regel for regel in regels if not regel.punt.bron],
        vandaag=today,
    )


def planningen(plan: Plan, regels: Sequence[Regel]) -> list[Planning]:
    """Return one picture of everything, or, when that gets long, one for each basisfunctie that has something."""
    if sum(regel.punt.eind_op is not None for regel in regels) <= TOGETHER:
        return [_planning(plan, regels)]
    parts = (
        (deel, [regel for regel in regels if regel.tabel.basisfunctie.id == deel.id])
        for deel in quickscan(plan.instrument_versie).onderdelen
    )
    return [_planning(plan, found, deel) for deel, found in parts if found]


def _progress(deel: Onderdeel, nummer: int, regels: Sequence[Regel]) -> Voortgangregel:
    counted = Counter(regel.punt.status for regel in regels)
    return Voortgangregel(
        deel=deel,
        nummer=nummer,
        gereed=counted[Voortgang.GEREED],
        totaal=len(regels) - counted[Voortgang.GESTOPT],
        bezig=counted[Voortgang.BEZIG],
        laat=sum(regel.punt.is_late for regel in regels),
        gestopt=counted[Voortgang.GESTOPT],
    )


def _old(regels: Iterable[Regel], weeks: int, today: datetime.date) -> list[Oud]:
    found = []
    for regel in regels:
        last: datetime.date | None = regel.punt.stand_op  # type: ignore[attr-defined]
        if is_oud(last, weeks, today):
            found.append(Oud(regel, last, None if last is None else (today - last).days // 7))
    return sorted(found, key=lambda each: (each.stand_op is not None, each.stand_op or today))


def uitvoerders(tekst: str) -> list[str]:
    """Return who a cell names: apart by a comma, a semicolon or a new line."""
    return [" ".join(name.split()) for name in _APART.split(tekst) if name.strip()]


def _waiting(regels: Iterable[Regel]) -> list[Wacht]:
    per_name: dict[str, list[Regel]] = defaultdict(list)
    written: dict[str, str] = {}
    for regel in regels:
        for name in {each.casefold(): each for each in uitvoerders(regel.punt.uitvoerder) or [""]}.values():
            written.setdefault(name.casefold(), name)
            per_name[name.casefold()].append(regel)
    found = [
        Wacht(
            written[key],
            rows,
            sum(regel.punt.is_late for regel in rows),
            min((regel.punt.eind_op for regel in rows if regel.punt.eind_op and not regel.punt.is_late), default=None),
        )
        for key, rows in per_name.items()
    ]
    return sorted(found, key=lambda each: (not each.naam, -each.laat, -len(each.regels), each.naam.casefold()))
