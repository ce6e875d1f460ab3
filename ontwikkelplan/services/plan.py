"""Starting a plan."""

from django.db import transaction

from ontwikkelplan.inhoud import QUICKSCAN
from ontwikkelplan.models import Plan, Plansoort
from wijkaanpak.accounts.models import Lidmaatschap
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
