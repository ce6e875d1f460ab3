"""When a team looks again at its results and agreements after the project (VE-07a)."""

import datetime

from evaluatie.vervolg.models import Vervolg
from ontwikkelplan.sturing.services.borging import months_after


def next_look(vervolg: Vervolg, today: datetime.date) -> datetime.date | None:
    """Return the day to look again: the first that is not past, or the one day that was chosen; None without any."""
    first, months = vervolg.terugkijken_op, vervolg.terugkijken_elke
    if first is None or first >= today or not months:
        return first
    turns = ((today.year - first.year) * 12 + today.month - first.month) // months
    day = months_after(first, turns * months)
    return day if day >= today else months_after(first, (turns + 1) * months)
