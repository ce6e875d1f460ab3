"""What a voortgangsbericht is about: what was not there yet when the one before it was drafted.

A bericht keeps the names of everything that its draft saw (``Bericht.bekend``). The next one tells what is not among
them, whatever day it bears, so that nothing is lost and nothing is told twice. The first one goes by days.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from evaluatie.voortgang.models import Bericht, period_words
from projects.models import Project

# How far a first bericht looks back (the preparation of a project is news too), and any bericht ahead: three months.
PERIOD = datetime.timedelta(days=92)


@dataclass(slots=True)
class Periode:
    """The days from ``van`` up to ``tot``, and what the bericht before it saw (None: there was none).

    ``gezien`` fills while a bericht is drafted: by kind, the names of what there is.
    """

    van: datetime.date
    tot: datetime.date
    bekend: Mapping[str, Collection[str]] | None = None
    gezien: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __str__(self) -> str:
        return period_words(self.van, self.tot)

    def is_new(self, soort: str, naam: object, dag: datetime.date | None) -> bool:
        """Say whether this is to be told, and remember that it was seen. ``dag`` counts for the first bericht alone."""
        name = str(naam)
        if self.bekend is None:
            if dag is None or dag <= self.tot:
                self.gezien[soort].add(name)
            return dag is not None and self.van <= dag <= self.tot
        self.gezien[soort].add(name)
        return name not in self.bekend.get(soort, ())

    def gone(self, soort: str) -> int:
        """Return how much of what the bericht before it saw was not seen now."""
        return len(set((self.bekend or {}).get(soort, ())) - self.gezien[soort])

    def to_json(self) -> dict[str, list[str]]:
        """Return what was seen, to keep with the bericht."""
        return {soort: sorted(names) for soort, names in self.gezien.items()}


def period_of(project: Project, today: datetime.date) -> Periode:
    """Return what a new bericht is about: since the last one, else the last three months."""
    last = Bericht.objects.sent().filter(project=project).order_by("-nummer").first()
    if last is None:
        return Periode(today - PERIOD, today)
    return Periode(min(last.tot + datetime.timedelta(days=1), today), today, last.bekend)
