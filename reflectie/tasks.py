"""Background work of reflectie: the mails about sessions."""

from smtplib import SMTPException

import structlog
from celery import shared_task

from reflectie.privacywacht.tweede import second_reader
from reflectie.services import tweede_lezing
from reflectie.services.berichten import count_failure, send_message, unsent_messages
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task

log = structlog.get_logger(__name__)


@tenant_task
def send_session_mails(gemeente: Gemeente) -> None:
    """Send the mails about sessions that wait; one address that is refused stops no other."""
    for bericht in unsent_messages():
        try:
            send_message(bericht=bericht)
        except (SMTPException, OSError) as error:
            count_failure(bericht=bericht)
            log.warning("mail_refused", bericht=str(bericht.pk), error=type(error).__name__)


@tenant_task
def read_again(gemeente: Gemeente) -> None:
    """Let deduce look at the sessions that changed; in a worker of its own (queue ``privacywacht``)."""
    lezer = second_reader()
    for sessie in tweede_lezing.recent():
        tweede_lezing.read_again(sessie=sessie, lezer=lezer)


@shared_task
def sweep_second_reading() -> None:
    """Every ten minutes, where the second reading is on."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        read_again.delay(str(gemeente_id))


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker left lying."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        send_session_mails.delay(str(gemeente_id))
