"""The costs of a plan per budget year and cover, against the dates on which money must be asked (KOL-4)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.beeld import Regel
from ontwikkelplan.cellen import Kostenregel, lees_kosten
from ontwikkelplan.models import Begrotingsmoment, Voortgang

NUL = Decimal(0)
NOTHING = frozenset({"geen", "geen kosten", "nvt", "n.v.t.", "nihil", "-", "–"})  # says that there are no costs


@dataclass(frozen=True, slots=True)
class Post:
    """One amount, with the ontwikkelpunt it is for."""

    regel: Regel
    kosten: Kostenregel


@dataclass(frozen=True, slots=True)
class Dekking:
    """What one cover pays, per budget year in the order of the years; '' is no cover yet."""

    naam: str
    per_jaar: list[Decimal]
    totaal: Decimal


@dataclass(frozen=True, slots=True)
class Jaar:
    """One budget year: what it costs, what has no cover, and when that can be asked.

    ``moment`` is the next date for this year, else the last one that passed (``is_voorbij``), else None.
    """

    jaar: int
    bedrag: Decimal
    zonder_dekking: Decimal
    open_posten: list[Post]
    moment: Begrotingsmoment | None
    is_voorbij: bool
    is_verleden: bool


@dataclass(frozen=True, slots=True)
class Begroting:
    """The money of a plan."""

    jaren: list[Jaar]
    dekkingen: list[Dekking]
    totaal: Decimal
    niet_geteld: list[Post]

    @property
    def zonder_dekking(self) -> Decimal:
        """What has no cover yet, over all years."""
        return sum((jaar.zonder_dekking for jaar in self.jaren), NUL)

    @property
    def gemist(self) -> list[Jaar]:
        """The years with money that was not covered when the last date passed."""
        return [jaar for jaar in self.jaren if jaar.is_voorbij and jaar.open_posten]


def begroting_van(regels: Iterable[Regel], momenten: Sequence[Begrotingsmoment]) -> Begroting:
    """Return the money of a plan; what was stopped costs nothing more."""
    today = timezone.localdate()
    posten = [
        Post(regel, kosten)
        for regel in regels
        if regel.punt.status != Voortgang.GESTOPT
        for kosten in lees_kosten(regel.punt.kosten)
        if kosten.tekst.casefold().rstrip(".") not in NOTHING and kosten.tekst.casefold() not in NOTHING
    ]
    counted = [post for post in posten if post.kosten.telt]
    years = sorted({post.kosten.jaar for post in counted if post.kosten.jaar is not None})
    return Begroting(
        jaren=[_year(year, counted, momenten, today) for year in years],
        dekkingen=_covers(counted, years),
        totaal=_sum(counted),
        niet_geteld=[post for post in posten if not post.kosten.telt],
    )


def waarom_niet(kosten: Kostenregel) -> str:
    """Return why a line of the costs is not in the sum."""
    return kosten.let_op or _("Er staat geen bedrag in.")


def _sum(posten: Iterable[Post]) -> Decimal:
    return sum((post.kosten.bedrag for post in posten if post.kosten.bedrag is not None), NUL)


def _year(year: int, posten: Sequence[Post], momenten: Sequence[Begrotingsmoment], today: datetime.date) -> Jaar:
    mine = [post for post in posten if post.kosten.jaar == year]
    uncovered = [post for post in mine if not post.kosten.dekking]
    dates = sorted((moment for moment in momenten if moment.jaar == year), key=lambda moment: moment.datum)
    to_come = next((moment for moment in dates if moment.datum >= today), None)
    return Jaar(
        jaar=year,
        bedrag=_sum(mine),
        zonder_dekking=_sum(uncovered),
        open_posten=uncovered,
        moment=to_come or (dates[-1] if dates else None),
        is_voorbij=bool(dates) and to_come is None,
        is_verleden=year < today.year,
    )


def _covers(posten: Sequence[Post], years: Sequence[int]) -> list[Dekking]:
    per_cover: dict[str, list[Post]] = defaultdict(list)
    for post in posten:
        per_cover[post.kosten.dekking.casefold()].append(post)
    found = [
        Dekking(
            rows[0].kosten.dekking,
            [_sum(post for post in rows if post.kosten.jaar == year) for year in years],
            _sum(rows),
        )
        for rows in per_cover.values()
    ]
    return sorted(found, key=lambda cover: (not cover.naam, -cover.totaal, cover.naam.casefold()))
