"""Sending invitations: the row is the outbox, beat sweeps it, a save only hurries it."""

from smtplib import SMTPException

import structlog
from celery import shared_task
from django.core.management import call_command

from wijkaanpak.accounts.models import Uitnodiging
from wijkaanpak.accounts.services import count_failure, send_invitation
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task

BATCH = 25  # so that one transaction stays short

log = structlog.get_logger(__name__)


@tenant_task
def send_invitations(gemeente: Gemeente) -> None:
    """Send the invitations of this gemeente that wait; a locked one is being sent elsewhere.

    One address that is refused stops no other: its attempts are counted, and after the last it waits
    for a beheerder to send it again.
    """
    waiting = Uitnodiging.objects.unsent().select_related("gemeente").select_for_update(of=["self"], skip_locked=True)
    for uitnodiging in waiting[:BATCH]:
        try:
            send_invitation(uitnodiging=uitnodiging)
        except (SMTPException, OSError) as error:
            count_failure(uitnodiging=uitnodiging)
            log.warning("mail_refused", uitnodiging=str(uitnodiging.pk), error=type(error).__name__)


@shared_task
def sweep_invitations() -> None:
    """Ask every gemeente to send what is waiting."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        send_invitations.delay(str(gemeente_id))


@shared_task
def clear_sessions() -> None:
    """Remove expired sessions, and with them what a save left behind before a login that never came."""
    call_command("clearsessions")
