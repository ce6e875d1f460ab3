"""Background work of borging: asking the heirs after a project closed."""

from celery import shared_task
from django.utils import timezone

from ontwikkelplan.sturing.services.borging import ask_due, results_to_ask
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with


@tenant_task
def ask_heirs(gemeente: Gemeente) -> None:
    """Put the questions that are due in this gemeente. What was asked is not asked again."""
    ask_due(today=timezone.localdate())


@shared_task
def sweep_heirs() -> None:
    """Have the gemeenten with closed projects ask what is due: every hour, so that a restart of beat skips no day."""
    for gemeente_id in gemeenten_with(lambda: results_to_ask(timezone.localdate())):
        ask_heirs.delay(str(gemeente_id))
