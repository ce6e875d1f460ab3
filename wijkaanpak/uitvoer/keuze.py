"""What a beheerder chose to take along, and which pieces that means."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkaanpak.uitvoer.bronnen import Bron, Stuk, sources


@dataclass(frozen=True, slots=True)
class Keuze:
    """The whole gemeente or one project, and from when to when; None is without a limit."""

    project: UUID | None = None
    naam: str = ""  # of the project
    van: datetime.date | None = None
    tot: datetime.date | None = None

    def holds(self, stuk: Stuk) -> bool:
        """Whether this piece was chosen."""
        if self.project is not None and (stuk.project is None or stuk.project[0] != self.project):
            return False
        return not (self.van and stuk.dag < self.van) and not (self.tot and stuk.dag > self.tot)

    def words(self) -> str:
        """Return the choice in words."""
        what = _("Project %(naam)s") % {"naam": self.naam} if self.project else _("De hele gemeente")
        if self.van and self.tot:
            return _("%(wat)s, %(van)s tot en met %(tot)s") % {"wat": what, **self._days()}
        if self.van:
            return _("%(wat)s, vanaf %(van)s") % {"wat": what, **self._days()}
        return _("%(wat)s, tot en met %(tot)s") % {"wat": what, **self._days()} if self.tot else what

    def as_json(self) -> dict[str, str]:
        """Return the choice as it is kept."""
        days = {"van": self.van, "tot": self.tot}
        kept = {name: day.isoformat() for name, day in days.items() if day}
        return kept | ({"project": str(self.project)} if self.project else {})

    def _days(self) -> dict[str, str]:
        return {name: date_format(day, "j F Y") for name, day in (("van", self.van), ("tot", self.tot)) if day}


Gevonden = list[tuple[Bron, list[Stuk]]]


def everything() -> Gevonden:
    """Return every source with all its pieces."""
    return [(bron, list(bron.stukken())) for bron in sources()]


def projects_of(found: Gevonden) -> list[tuple[UUID, str]]:
    """Return the projects that these pieces are of, by name."""
    projects = {stuk.project for _bron, stukken in found for stuk in stukken if stuk.project}
    return sorted(projects, key=lambda project: (project[1].casefold(), project[0]))


def chosen(keuze: Keuze, found: Gevonden) -> Gevonden:
    """Return the pieces that were chosen; a source without any is left out."""
    held = [(bron, [stuk for stuk in stukken if keuze.holds(stuk)]) for bron, stukken in found]
    return [(bron, stukken) for bron, stukken in held if stukken]
