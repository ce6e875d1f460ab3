"""Answering a signal, and choosing which rules give one."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from projects.models import Project, Signaalkeuze
from projects.services.antwoord import locked_answer, save_answer
from projects.signalen import BY_ID, DAGDEEL, DAGDEEL_MINUTES
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.instrumenten.models import StatusKeuze


@transaction.atomic
def plan_repair(*, project: Project, punt: str, wie: UUID, wanneer: datetime.date, by: Lidmaatschap) -> None:
    """Plan the repair at the punt of the checklist that asks for it: who, by when, and it is no longer 'gereed'."""
    antwoord = locked_answer(project, punt)
    values: dict[str, Any] = {"verantwoordelijke_id": wie, "deadline": wanneer}
    if antwoord.status != StatusKeuze.BEZIG:
        values["status"] = StatusKeuze.BEZIG
    save_answer(project=project, punt=punt, values=values, versie=antwoord.versie, by=by)


@transaction.atomic
def choose_rules(*, gemeente_id: UUID, on: set[str], dagdeel: int, by: Lidmaatschap) -> None:
    """Leave these rules on and switch the others off, for every project of the gemeente; both are logged.

    ``dagdeel`` is how many minutes a half day is (NUM-04).
    """
    before = switched_off()
    for regel in BY_ID:
        is_on = regel in on
        if is_on != (regel not in before):
            Signaalkeuze.objects.update_or_create(gemeente_id=gemeente_id, regel=regel, defaults={"aan": is_on})
            record(gemeente_id, by.gebruiker_id, "signaal aan" if is_on else "signaal uit", regel)
    if dagdeel != dagdeel_minutes():
        Signaalkeuze.objects.update_or_create(
            gemeente_id=gemeente_id, regel=DAGDEEL, defaults={"aan": DAGDEEL in on, "grens": dagdeel}
        )
        record(gemeente_id, by.gebruiker_id, "dagdeel ingesteld", DAGDEEL)


def dagdeel_minutes() -> int:
    """Return how many minutes a half day is in this gemeente (NUM-04)."""
    chosen = Signaalkeuze.objects.filter(regel=DAGDEEL).values_list("grens", flat=True).first()
    return chosen or DAGDEEL_MINUTES[0]


def switched_off() -> set[str]:
    """Return the rules that this gemeente switched off."""
    return set(Signaalkeuze.objects.filter(aan=False).values_list("regel", flat=True))
