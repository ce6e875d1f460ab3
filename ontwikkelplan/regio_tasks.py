"""Background work of the region: bringing an edition to every gemeente, once."""

import structlog
from celery import shared_task

from ontwikkelplan.services import regio
from wijkaanpak.tenancy.models import Regio
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of

log = structlog.get_logger(__name__)


@shared_task
def deliver_editions(gemeente_id: str = "") -> None:
    """Deliver what this gemeente gave out for its region. One receiver that fails stops no other.

    Each step has the scope of one gemeente alone. Killed between two steps, a delivery is done again: it writes
    nothing that is there already.
    """
    trekker = gemeente_of(gemeente_id)
    with tenant_scope(trekker.pk):
        waiting = regio.waiting_deliveries(trekker)
    for levering_id in waiting:
        with tenant_scope(trekker.pk):
            editie = regio.pick_up(levering_id=levering_id)
        if editie is None:
            continue
        try:
            with tenant_scope(editie.ontvanger_id):
                regio.receive(gemeente_id=editie.ontvanger_id, editie=editie)
        except Exception as error:
            log.warning("delivery_failed", levering=str(levering_id), error=type(error).__name__)
            continue
        with tenant_scope(trekker.pk):
            regio.note_delivered(levering_id=levering_id)


@shared_task
def sweep_deliveries() -> None:
    """Every minute: what a lost message of the broker left lying."""
    for gemeente_id in Regio.objects.exclude(trekker=None).values_list("trekker_id", flat=True):
        deliver_editions.delay(str(gemeente_id))
