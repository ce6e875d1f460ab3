"""The next steps of a project: what has a deadline and is not done, the earliest first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from projects.content import instrument_of
from projects.models import ChecklistAntwoord, EigenPunt, Project


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: the punt, its phase, who and when."""

    id: str
    titel: str
    fase: str
    wie: str
    wanneer: datetime.date
    te_laat: bool


def next_steps(project: Project, today: datetime.date, eigen: Iterable[EigenPunt], limit: int = 5) -> list[Stap]:
    """Return the first steps of a project by deadline; ``eigen`` are its own punten."""
    instrument = instrument_of(project)
    own = {punt.code: punt for punt in eigen if punt.vervallen_op is None}
    rows = (
        ChecklistAntwoord.objects.filter(project=project, deadline__isnull=False, punt__in=[*instrument.punten, *own])
        .exclude(status__in=["gereed", "nvt"])
        .select_related("verantwoordelijke__gebruiker")
        .order_by("deadline", "punt")[:limit]
    )
    return [
        Stap(
            id=row.punt,
            titel=instrument.punten[row.punt].titel if row.punt in instrument.punten else own[row.punt].titel,
            fase=instrument.onderdeel_van[row.punt].slug if row.punt in instrument.punten else own[row.punt].fase,
            wie=row.verantwoordelijke.gebruiker.naam if row.verantwoordelijke else "",
            wanneer=row.deadline,
            te_laat=row.deadline < today,
        )
        for row in rows
        if row.deadline is not None
    ]
