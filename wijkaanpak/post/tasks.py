"""Background work of the outbox."""

import time

import pghistory
from celery import shared_task

from wijkaanpak.post.models import Mail, beat
from wijkaanpak.post.services import Uitkomst, send_next
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import gemeente_of
from wijkaanpak.tenancy.waiting import gemeenten_with

EXPIRES = 60  # seconds: by then the next sweep has asked again
LONGEST = 180.0  # seconds; well under the time limit of a task. What is left waits for the next minute.


@shared_task
def send_mails(gemeente_id: str = "") -> None:
    """Send what waits in this gemeente, each mail in a transaction of its own: a killed worker doubles one at most."""
    gemeente = gemeente_of(gemeente_id)
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with pghistory.context(taak="send_mails"), tenant_scope(gemeente.pk):
            if send_next() is not Uitkomst.KLAAR:
                return


@shared_task
def sweep() -> None:
    """Every minute: have the gemeenten with a mail that is due send it."""
    beat("post")
    for gemeente_id in gemeenten_with(lambda: Mail.objects.due()):
        send_mails.apply_async((str(gemeente_id),), expires=EXPIRES)
