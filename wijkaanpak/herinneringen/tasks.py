"""Background work of reminders: the daily round, and forgetting."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from wijkaanpak.herinneringen.bronnen import Bron, sources
from wijkaanpak.herinneringen.models import Herinnering, Ronde
from wijkaanpak.herinneringen.services import ronde
from wijkaanpak.post import services as post
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with

FROM = 5  # o'clock: after midnight's changes, before anyone's mail


@tenant_task
def remind(gemeente: Gemeente) -> None:
    """Hold the round of today in this gemeente, and forget what is a year old."""
    ronde.hold_round(gemeente)
    ronde.forget_old()
    post.forget_old()


@shared_task
def sweep_daily() -> None:
    """Have the gemeenten where something is due, or stood open, hold the round of today: asked every quarter.

    Who had theirs is not asked again, so a restart of beat, a lost message or two of these at once change nothing.
    """
    if timezone.localtime().hour < FROM:
        return
    for gemeente_id in due_today():
        remind.delay(str(gemeente_id))


def due_today() -> list[UUID]:
    """Return the gemeenten where something is due or stood open, and that had no round today."""
    today = timezone.localdate()
    waiting = [_due(bron, today) for bron in sources()]
    return gemeenten_with(lambda: _not_yet(Herinnering.objects.standing(), today), *waiting)


def _due(bron: Bron, today: datetime.date) -> Callable[[], "QuerySet[Any]"]:
    return lambda: _not_yet(bron.rijen(today), today)


def _not_yet(rows: "QuerySet[Any]", today: datetime.date) -> "QuerySet[Any]":
    return rows.exclude(gemeente__in=Ronde.objects.filter(dag=today).values("gemeente"))
