"""Sending invitations: the row is the outbox, beat sweeps it, a save only hurries it."""

from celery import shared_task

from wijkaanpak.accounts.models import Uitnodiging
from wijkaanpak.accounts.services import send_invitation
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task


@tenant_task
def send_invitations(gemeente: Gemeente) -> None:
    """Send every invitation of this gemeente that is waiting; a locked one is being sent elsewhere."""
    waiting = Uitnodiging.objects.unsent().select_related("gemeente").select_for_update(of=["self"], skip_locked=True)
    for uitnodiging in waiting:
        send_invitation(uitnodiging=uitnodiging)


@shared_task
def sweep_invitations() -> None:
    """Ask every gemeente to send what is waiting."""
    for gemeente_id in Gemeente.objects.values_list("pk", flat=True):
        send_invitations.delay(str(gemeente_id))
