"""Background work of the questionnaire: forgetting answers in time."""

from celery import shared_task

from evaluatie.vragenlijst.services import forget_answers, to_forget
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with


@tenant_task
def forget(gemeente: Gemeente) -> None:
    """Delete the counts and remarks of rounds that ended five years ago."""
    forget_answers()


@shared_task
def sweep_daily() -> None:
    """What must be forgotten. Asked every hour, so that a restart of beat skips no day."""
    for gemeente_id in gemeenten_with(to_forget):
        forget.delay(str(gemeente_id))
