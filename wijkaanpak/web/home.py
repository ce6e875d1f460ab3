"""What apps offer to Mijn overzicht: actions that wait for a person, and sections to show.

An app offers the rows that can wait for someone; all apps together are asked in one query, however many there are.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from wijkaanpak.accounts.models import Gebruiker


@dataclass(frozen=True, slots=True)
class Actie:
    """Something a person must do: what, for which project, where, and when (None: no date)."""

    titel: str
    onder: str
    url: str
    wanneer: datetime.date | None
    gemeente: str


@dataclass(frozen=True, slots=True)
class Sectie:
    """A block on the page: a template and what it needs."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Rij = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bron:
    """One kind of thing that can wait for a person.

    ``rijen`` returns the rows that do; ``velden`` names what of a row is needed, as of ``JSONObject`` (so a day comes
    as text, see ``dag``); ``acties`` makes actions of all rows of one person.
    """

    rijen: Callable[[Gebruiker], "QuerySet[Any]"]
    velden: Mapping[str, Any]
    acties: Callable[[list[Rij]], Iterable[Actie]]


SectieBron = Callable[[Gebruiker, datetime.date], Sectie]

_bronnen: list[Bron] = []
_secties: list[SectieBron] = []


def register(*bronnen: Bron, sectie: SectieBron | None = None) -> None:
    """Offer what can wait for someone, or a section. Called from the ``overzicht`` module of an app."""
    _bronnen.extend(bronnen)
    if sectie is not None:
        _secties.append(sectie)


def dag(text: str | None) -> datetime.date | None:
    """Return the day that a row gave as text."""
    return datetime.date.fromisoformat(text) if text else None


def acties_of(user: Gebruiker) -> list[Actie]:
    """Return everything that waits for this person, by date; without a date comes last. One query."""
    first, *rest = (
        bron.rijen(user).order_by().values_list(Value(place), JSONObject(**bron.velden))
        for place, bron in enumerate(_bronnen)
    )
    per_bron: dict[int, list[Rij]] = defaultdict(list)
    for place, rij in first.union(*rest, all=True):
        per_bron[place].append(rij)
    found = [actie for place, rijen in per_bron.items() for actie in _bronnen[place].acties(rijen)]
    return sorted(found, key=lambda actie: (actie.wanneer or datetime.date.max, actie.titel))


def secties_of(user: Gebruiker, today: datetime.date) -> list[Sectie]:
    """Return the sections of all apps for this person."""
    return [bron(user, today) for bron in _secties]


@dataclass(frozen=True, slots=True)
class Groep:
    """Actions that belong together in time."""

    titel: str
    soort: str
    acties: list[Actie]
