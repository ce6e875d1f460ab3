"""What apps offer to Mijn overzicht: actions that wait for a person, and sections to show."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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


ActieBron = Callable[[Gebruiker], list[Actie]]
SectieBron = Callable[[Gebruiker, datetime.date], Sectie]

_acties: list[ActieBron] = []
_secties: list[SectieBron] = []


def register(*, acties: ActieBron | None = None, sectie: SectieBron | None = None) -> None:
    """Offer actions or a section. Called once from the ``overzicht`` module of an app."""
    if acties is not None:
        _acties.append(acties)
    if sectie is not None:
        _secties.append(sectie)


def acties_of(user: Gebruiker) -> list[Actie]:
    """Return everything that waits for this person, by date; without a date comes last."""
    found = [actie for bron in _acties for actie in bron(user)]
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
