"""The history of a row in words: who changed what, when."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkaanpak.editing.models import Editable

Words = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One field: what it was and what it became, in words."""

    veld: str
    van: str
    naar: str


@dataclass(frozen=True, slots=True)
class Versie:
    """One save: its number, who, when, and what it changed."""

    nummer: int
    wie: str
    wanneer: datetime.datetime
    wijzigingen: list[Wijziging]
    is_nu: bool


def versions(
    row: Editable, labels: Mapping[str, Any], words: Words, names: Mapping[UUID, str], blank: Mapping[str, Any]
) -> list[Versie]:
    """Return the saves of a row, the newest first: one for each version, whatever else happened to the row since.

    ``labels`` gives the fields to look at with their names, ``names`` the people by membership, ``blank``
    what an empty row holds.
    """
    events = row.events.filter(versie__gt=0).order_by("versie", "-pgh_id").distinct("versie")
    before = dict(blank)
    found = []
    for event in events.values("versie", "gewijzigd_op", "gewijzigd_door_id", *labels):
        wijzigingen = [
            Wijziging(str(label), words(name, before.get(name)), words(name, event[name]))
            for name, label in labels.items()
            if (before.get(name) or None) != (event[name] or None)
        ]
        who = names.get(event["gewijzigd_door_id"], "")
        found.append(Versie(event["versie"], who, event["gewijzigd_op"], wijzigingen, event["versie"] == row.versie))
        before = event
    return found[::-1]


def plain_words(value: Any) -> str:
    """Return a value as people read it; nothing is '(leeg)'."""
    if value in (None, ""):
        return _("(leeg)")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)
