"""Starting a plan, giving it another state, and the rows of its lists."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ontwikkelplan.inhoud import QUICKSCAN
from ontwikkelplan.models import Plan, Plansoort
from ontwikkelplan.services.versies import freeze_version
from ontwikkelplan.staten import OVERGANGEN, VASTSTELLEN, target
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Removable
from wijkaanpak.editing.services import stamp
from wijkaanpak.instrumenten import registry


@transaction.atomic
def start_plan(*, plan: Plan, by: Lidmaatschap, soort: str = Plansoort.LOKAAL) -> Plan:
    """Store a new plan on the newest quickscan. Raises IntegrityError when its period has one already."""
    plan.gemeente_id = by.gemeente_id
    plan.soort = soort
    plan.instrument_versie = registry.latest(QUICKSCAN).versie
    stamp(plan, by.pk)
    plan.save()
    return plan


@transaction.atomic
def take_step(
    *, plan: Plan, naam: str, by: Lidmaatschap, door: str = "", op: datetime.date | None = None, reden: str = ""
) -> Plan:
    """Give a plan its next state, and freeze a version where the step says so.

    ``door`` and ``op`` say who adopted it and when. Raises KanNiet when the step doesn't start where the plan is now.
    """
    locked: Plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    locked.staat = target(naam, locked.staat)
    if naam == VASTSTELLEN:
        locked.vastgesteld_door, locked.vastgesteld_op = door, op
    elif naam == "toch_concept":
        locked.vastgesteld_door, locked.vastgesteld_op = "", None
    stamp(locked, by.pk)
    locked.save()
    if OVERGANGEN[naam].versie:
        freeze_version(plan=locked, reden=reden or str(OVERGANGEN[naam].versie), by=by)
    return locked


@transaction.atomic
def add_row(*, plan: Plan, row: Any, by: Lidmaatschap) -> Any:
    """Store a new row of a list of a plan: a person, a document, a date of the budget."""
    row.gemeente_id = plan.gemeente_id
    row.plan = plan
    stamp(row, by.pk)
    row.save()
    return row


@transaction.atomic
def take_away_row(*, row: Removable, by: Lidmaatschap) -> None:
    """Take a row out of its list; it can be put back."""
    _mark(row, timezone.now(), by)


@transaction.atomic
def put_back_row(*, row: Removable, by: Lidmaatschap) -> None:
    """Put a row back in its list."""
    _mark(row, None, by)


def _mark(row: Removable, gone: datetime.datetime | None, by: Lidmaatschap) -> None:
    manager: Any = type(row).objects  # type: ignore[attr-defined]
    locked = manager.select_for_update(of=["self"]).get(pk=row.pk)
    locked.vervallen_op = gone
    stamp(locked, by.pk)
    locked.save()
