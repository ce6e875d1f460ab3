"""The dialogue: holding a meeting, finishing an action."""

from django.db import transaction
from django.utils import timezone

from ontwikkelplan.sturing.models import Overleg, Overlegactie
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp


@transaction.atomic
def hold(*, overleg: Overleg, by: Lidmaatschap) -> None:
    """Say that a meeting was held. A double click is harmless."""
    locked = Overleg.objects.select_for_update(of=["self"]).get(pk=overleg.pk)
    if locked.gehouden_op is None:
        locked.gehouden_op = timezone.now()
        stamp(locked, by.pk)
        locked.save()
        record(locked.gemeente_id, by.gebruiker_id, "overleg gehouden", f"sturing.opdracht:{locked.opdracht_id}")


@transaction.atomic
def finish(*, actie: Overlegactie, by: Lidmaatschap) -> None:
    """Say that an action is done today. A double click is harmless."""
    locked = Overlegactie.objects.select_for_update(of=["self"]).get(pk=actie.pk)
    if locked.klaar_op is None:
        locked.klaar_op = timezone.localdate()
        stamp(locked, by.pk)
        locked.save()
