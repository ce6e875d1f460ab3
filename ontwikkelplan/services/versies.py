"""Freezing a plan as it is now, whole (OPL-08)."""

from django.db import transaction
from django.db.models import Max

from ontwikkelplan.models import Plan, Planversie
from ontwikkelplan.uitwisseling.momentopname import momentopname
from wijkaanpak.accounts.models import Lidmaatschap


@transaction.atomic
def freeze_version(*, plan: Plan, reden: str, by: Lidmaatschap) -> Planversie:
    """Store the plan as its next version."""
    now = Plan.objects.select_for_update(of=["self"]).select_related("gemeente").get(pk=plan.pk)
    last = Planversie.objects.filter(plan=now).aggregate(last=Max("nummer"))["last"] or 0
    made = Planversie(
        gemeente_id=now.gemeente_id,
        plan=now,
        nummer=last + 1,
        staat=now.staat,
        reden=reden,
        inhoud=momentopname(now).model_dump(mode="json"),
        gemaakt_door=by,
    )
    made.save()
    return made
