"""Background work of accounts."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """Remove expired sessions, and with them what a save left behind before a login that never came."""
    call_command("clearsessions")
