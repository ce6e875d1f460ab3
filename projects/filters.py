"""Filters of a phase page. They live in the query string, so a link shows the same to a colleague."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.checklist import Fasering, Persoon, Regel
from wijkaanpak.accounts.models import Lidmaatschap

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise
from wijkaanpak.accounts.http import MemberRequest

Test = Callable[[Regel, UUID, datetime.date], bool]


def _any(regel: Regel, test: Callable[[Regel], bool]) -> bool:
    return any(test(each) for each in regel.walk())


_FILTERS: dict[str, tuple["StrOrPromise", Test]] = {
    "mij": (
        _("Van mij"),
        lambda regel, me, today: _any(regel, lambda each: each.antwoord.verantwoordelijke_id == me),
    ),
    "laat": (_("Te laat"), lambda regel, me, today: _any(regel, lambda each: each.is_late(today))),
    "open": (_("Nog open"), lambda regel, me, today: not regel.antwoord.is_done),
    "klaar": (_("Klaar om op gereed te zetten"), lambda regel, me, today: bool(regel.staat_klaar)),
    "zonder-bewijs": (
        _("Gereed zonder bewijs"),
        lambda regel, me, today: (
            regel.antwoord.status == "gereed" and not _any(regel, lambda each: bool(each.bewijs or each.heeft_ding))
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Gekozen:
    """The filters of a request: one named filter, and one person."""

    toon: str
    wie: str

    @property
    def query(self) -> str:
        """The query string that keeps these filters, with its question mark, or ''."""
        parts = {name: value for name, value in (("toon", self.toon), ("wie", self.wie)) if value}
        return f"?{urlencode(parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link with a count."""

    titel: str
    query: str
    aantal: int
    is_gekozen: bool


def chosen(request: MemberRequest) -> Gekozen:
    """Return the filters in the query string; what is unknown is left out."""
    toon, wie = request.GET.get("toon", ""), request.GET.get("wie", "")
    try:
        wie = str(UUID(wie)) if wie else ""
    except ValueError:
        wie = ""
    return Gekozen(toon if toon in _FILTERS else "", wie)


def apply(
    regels: list[Regel], gekozen: Gekozen, lid: Lidmaatschap, today: datetime.date, keep: Regel | None
) -> list[Regel]:
    """Return the lines that pass, and ``keep`` (the open one) in any case."""
    return [regel for regel in regels if regel is keep or _passes(regel, gekozen, lid, today)]


def _passes(regel: Regel, gekozen: Gekozen, lid: Lidmaatschap, today: datetime.date) -> bool:
    if gekozen.wie and not _any(regel, lambda each: str(each.antwoord.verantwoordelijke_id) == gekozen.wie):
        return False
    return not gekozen.toon or _FILTERS[gekozen.toon][1](regel, lid.pk, today)


def chips(regels: list[Regel], gekozen: Gekozen, lid: Lidmaatschap, today: datetime.date) -> list[Chip]:
    """Return the filters with the number of lines behind each."""
    found = [Chip(str(_("Alles")), "?", len(regels), not gekozen.toon and not gekozen.wie)]
    for name, (titel, test) in _FILTERS.items():
        count = sum(test(regel, lid.pk, today) for regel in regels)
        found.append(Chip(str(titel), f"?toon={name}", count, gekozen.toon == name))
    return found


@dataclass(frozen=True, slots=True)
class Beurt:
    """Someone with open lines in this phase."""

    persoon: Persoon
    aantal: int
    ben_ik: bool


def whose_turn(fasering: Fasering, lid: Lidmaatschap) -> list[Beurt]:
    """Return who has open lines in this phase, the most first."""
    counts: Counter[UUID] = Counter()
    for top in fasering.regels:
        ids = {each.antwoord.verantwoordelijke_id for each in top.walk() if not each.antwoord.is_done}
        counts.update(id for id in ids if id is not None)
    return [
        Beurt(fasering.personen[id], count, id == lid.pk)
        for id, count in counts.most_common()
        if id in fasering.personen
    ]
