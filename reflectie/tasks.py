"""Background work of reflectie: asking who joined a team, and the second reading."""

from celery import shared_task

from reflectie.privacywacht.tweede import second_reader
from reflectie.services import berichten, tweede_lezing
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.tasks import tenant_task
from wijkaanpak.tenancy.waiting import gemeenten_with


@tenant_task
def ask_newcomers(gemeente: Gemeente) -> None:
    """Ask who came into a team since its sessions were planned."""
    for sessie in list(berichten.planned_sessions()):
        berichten.ask_newcomers(sessie=sessie)


@tenant_task
def read_again(gemeente: Gemeente) -> None:
    """Let deduce look at the sessions that changed; in a worker of its own (queue ``privacywacht``)."""
    lezer = second_reader()
    for sessie in list(tweede_lezing.recent()):
        tweede_lezing.read_again(sessie=sessie, lezer=lezer)


@shared_task
def sweep_second_reading() -> None:
    """Every ten minutes, where the second reading is on."""
    for gemeente_id in gemeenten_with(tweede_lezing.recent):
        read_again.delay(str(gemeente_id))


@shared_task
def sweep_newcomers() -> None:
    """Every hour: who is new in a team with a session to come."""
    for gemeente_id in gemeenten_with(berichten.planned_sessions):
        ask_newcomers.delay(str(gemeente_id))
