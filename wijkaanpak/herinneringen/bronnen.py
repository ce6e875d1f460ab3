"""What apps offer to remind people of: kinds that a person sets, and sources that say what is due.

An app offers its part in a module named ``herinneringen``. A source names the rows that may be due on a day, so that
all gemeenten are asked at once whether anything is, and says what each means to whom. A title stands in mails: it
names no family and quotes nothing that people typed.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AHEAD = 7  # days before a deadline
LATE = 30  # days that something late is still told as new; after that it stands in Mijn overzicht alone


class Ritme(models.TextChoices):
    """How someone gets the mails of one kind."""

    DIRECT = "direct", _("Meteen")
    DAG = "dag", _("Eén mail per dag")
    WEEK = "week", _("Eén mail per week")
    GEEN = "geen", _("Geen mail")


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of reminder: what a person reads of it at the settings, and how it is mailed if nobody chose.

    ``rollen`` are the roles in a gemeente that can get it.
    """

    slug: str
    titel: str | Promise
    uitleg: str | Promise
    standaard: Ritme
    rollen: frozenset[str] = frozenset()  # who can get it; empty: everyone
    ritmes: tuple[Ritme, ...] = (Ritme.DIRECT, Ritme.DAG, Ritme.WEEK, Ritme.GEEN)


@dataclass(frozen=True, slots=True)
class Melding:
    """One thing to tell one member. ``sleutel`` names the thing and its moment: the same key is told once."""

    lid: UUID
    sleutel: str
    titel: str
    onder: str
    pad: str
    dag: datetime.date | None = None


Dag = datetime.date
Rijen = Callable[[Dag], "QuerySet[Any]"]
Meldingen = Callable[["QuerySet[Any]", Dag], Iterable[Melding]]


@dataclass(frozen=True, slots=True)
class Bron:
    """One source: of which kind, which rows may be due on a day, and what they say, inside one gemeente."""

    soort: str
    rijen: Rijen
    meldingen: Meldingen


_soorten: dict[str, Soort] = {}
_bronnen: list[Bron] = []


def register_kinds(*soorten: Soort) -> None:
    """Offer kinds that people can set."""
    _soorten.update({soort.slug: soort for soort in soorten})


def register(*bronnen: Bron) -> None:
    """Offer sources. Called once from the ``herinneringen`` module of an app."""
    _bronnen.extend(bronnen)


def kinds() -> list[Soort]:
    """Return all kinds, in the order they were offered."""
    return list(_soorten.values())


def kind(slug: str) -> Soort | None:
    """Return one kind, or None for one that no app offers any more."""
    return _soorten.get(slug)


def sources() -> list[Bron]:
    """Return all sources."""
    return list(_bronnen)


def around(veld: str, today: Dag, *, ahead: int = AHEAD, late: int = LATE) -> Q:
    """Return the condition that a day is near enough to tell of it: coming, or late since some weeks."""
    return Q(**{f"{veld}__range": (today - datetime.timedelta(days=late), today + datetime.timedelta(days=ahead))})


def step(day: Dag, today: Dag) -> str:
    """Return which telling of a deadline it is time for: that it comes, or that it has passed."""
    return "laat" if day < today else "nadert"
