"""Background work of the opdracht: bringing the text of a region to every gemeente of it."""

import structlog
from celery import shared_task

from ontwikkelplan.sturing.services import opdrachtregio
from wijkaanpak.tenancy.models import Regio
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of

log = structlog.get_logger(__name__)


@shared_task
def deliver_texts(gemeente_id: str = "") -> None:
    """Deliver what this gemeente gave out last for its region. One receiver that fails stops no other.

    Each step has the scope of one gemeente alone, and writes nothing that is there already.
    """
    trekker = gemeente_of(gemeente_id)
    with tenant_scope(trekker.pk):
        editie = opdrachtregio.newest_edition(trekker)
    if editie is None:
        return
    for receiver in editie.ontvangers:
        try:
            with tenant_scope(receiver):
                opdrachtregio.receive(gemeente_id=receiver, editie=editie)
        except Exception as error:
            log.warning("delivery_failed", ontvanger=str(receiver), error=type(error).__name__)


@shared_task
def sweep_texts() -> None:
    """Now and then: what a lost message left lying, and a gemeente that joined a region."""
    for gemeente_id in Regio.objects.exclude(trekker=None).values_list("trekker_id", flat=True):
        deliver_texts.delay(str(gemeente_id))
