"""Holding rounds on some day, and what they told whom."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Town
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.herinneringen.ritme import at
from wijkaanpak.herinneringen.services.ronde import Telling, hold_round
from wijkaanpak.tenancy.scope import tenant_scope

Change = Callable[[], object]


def day(days: int) -> datetime.date:
    """Return a day so many days from now."""
    return timezone.localdate() + datetime.timedelta(days=days)


@contextmanager
def on(when: datetime.date) -> Iterator[None]:
    """Let it be ten o'clock on a day."""
    with time_machine.travel(at(when, datetime.time(10))):
        yield


def told(town: Town, thing: Any, days: int = 0) -> list[Herinnering]:
    """Hold the round of so many days from now; return what stands then about a thing. A second round adds nothing."""
    with on(day(days)), tenant_scope(town.gemeente.pk):
        hold_round(town.gemeente)
        assert hold_round(town.gemeente) == Telling(0, 0)
        return _about(thing)


def _about(thing: Any) -> list[Herinnering]:
    rows = Herinnering.objects.standing().filter(sleutel__contains=str(thing.pk))
    return list(rows.select_related("lid__gebruiker", "gemeente").order_by("titel", "pk"))


def said(town: Town, rows: list[Herinnering]) -> list[tuple[str, str]]:
    """Return who was told what: the name of a person in the cast, and the title."""
    names = {
        person.lid.pk: name for name in ("beheerder", "beleid", "leider", "lid", "buiten", "gast")
        for person in [getattr(town, name)]
    }  # fmt: skip
    return sorted((names.get(row.lid_id, row.lid.gebruiker.naam), row.titel) for row in rows)


def all_open(client: Client, rows: list[Herinnering], days: int = 0) -> bool:
    """Whether every receiver gets to see the page that their line leads to, on that day."""
    assert rows
    with on(day(days)):
        for row in rows:
            client.force_login(row.lid.gebruiker)
            shown: Any = client.get(reverse("herinneringen:open", args=[row.gemeente.slug, row.pk]), follow=True)
            assert (shown.status_code, shown.request["PATH_INFO"]) == (200, urlsplit(row.pad).path), row.titel
    return True


def put(row: Any, **values: Any) -> Change:
    """Return a change of a row, to be made later."""
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


def idle(project: Any, *, finished: bool = True) -> list[Change]:
    """Return the ways in which a project runs no more."""
    states = ["gepauzeerd", "afgerond"] if finished else ["gepauzeerd"]
    return [put(project, gearchiveerd_op=timezone.now()), *(put(project, status=status) for status in states)]


def gone(person: Any) -> list[Change]:
    """Return the ways in which someone left."""
    return [put(person.lid, beeindigd_op=timezone.now()), put(person.user, is_active=False)]


def settles(town: Town, thing: Any, *changes: Change, days: int = 0) -> bool:
    """Whether something is told on a day, and each of these changes, made alone, lets the next round settle it."""
    with on(day(days)), tenant_scope(town.gemeente.pk):
        hold_round(town.gemeente)
        assert _about(thing)
        for number, change in enumerate(changes):
            with transaction.atomic():
                change()
                hold_round(town.gemeente)
                assert not _about(thing), number
                transaction.set_rollback(True)
    return True
