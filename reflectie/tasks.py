"""Background work of reflectie: the mails about sessions."""

from smtplib import SMTPException

import structlog
from celery import shared_task

from reflectie.privacywacht.tweede import second_reader
from reflectie.services import berichten, tweede_lezing
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task

log = structlog.get_logger(__name__)


@tenant_task
def send_session_mails(gemeente: Gemeente) -> None:
    """Send the mails about sessions that wait; one address that is refused stops no other."""
    for bericht in berichten.unsent_messages():
        try:
            berichten.send_message(bericht=bericht)
        except (SMTPException, OSError) as error:
            berichten.count_failure(bericht=bericht)
            log.warning("mail_refused", bericht=str(bericht.pk), error=type(error).__name__)


@tenant_task
def ask_newcomers(gemeente: Gemeente) -> None:
    """Ask who came into a team since its sessions were planned."""
    for sessie in berichten.planned_sessions():
        berichten.ask_newcomers(sessie=sessie)


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
def sweep_newcomers() -> None:
    """Every hour: who is new in a team."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        ask_newcomers.delay(str(gemeente_id))


@shared_task
def sweep() -> None:
    """Every minute: what a lost message of the broker left lying."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        send_session_mails.delay(str(gemeente_id))
