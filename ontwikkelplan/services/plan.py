"""Starting a plan and giving it another state."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import QUICKSCAN
from ontwikkelplan.models import Plan, Plansoort
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.versies import freeze_version
from ontwikkelplan.staten import OVERGANGEN, VASTSTELLEN, target
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp
from wijkaanpak.instrumenten import registry
from wijkaanpak.tenancy.locks import one_at_a_time


@transaction.atomic
def start_plan(*, plan: Plan, by: Lidmaatschap, soort: str = Plansoort.LOKAAL) -> Plan:
    """Store a new plan on the newest quickscan. Raises KanNiet when its years have one already."""
    plan.gemeente_id = by.gemeente_id
    plan.soort = soort
    one_at_a_time("plannen", by.gemeente_id)
    if Plan.objects.for_the_same_years(plan, plan.begin_jaar, plan.eind_jaar).exists():
        raise KanNiet(_("Een collega begon net een plan voor deze jaren. Kijk in de lijst."))
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
