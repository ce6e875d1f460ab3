"""How far a project is, per phase: counted over the punten of the phase, own punten too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from projects.content import instrument_of
from projects.models import ChecklistAntwoord, EigenPunt, Project


@dataclass(frozen=True, slots=True)
class Stand:
    """One phase of a project: how many punten apply, how many are gereed or bezig, which are open."""

    slug: str
    titel: str
    totaal: int
    gereed: int
    bezig: int
    open: tuple[str, ...]
    is_nu: bool

    @property
    def is_klaar(self) -> bool:
        """Whether nothing is left to do in this phase."""
        return self.gereed == self.totaal


def stand_of(project: Project, statuses: Mapping[str, str], own: Iterable[EigenPunt]) -> list[Stand]:
    """Return where each phase stands, from the status per punt id. Not applicable does not count."""
    own = list(own)
    standen = []
    for onderdeel in instrument_of(project).onderdelen:
        ids = [punt.id for punt in onderdeel.punten] + [punt.code for punt in own if punt.fase == onderdeel.slug]
        found = {id: statuses.get(id, "niet_gestart") for id in ids}
        standen.append(
            Stand(
                slug=onderdeel.slug,
                titel=onderdeel.titel,
                totaal=sum(status != "nvt" for status in found.values()),
                gereed=sum(status == "gereed" for status in found.values()),
                bezig=sum(status == "bezig" for status in found.values()),
                open=tuple(id for id, status in found.items() if status not in ("gereed", "nvt")),
                is_nu=onderdeel.slug == project.fase,
            )
        )
    return standen


def standen_of(projects: Iterable[Project], own: Iterable[EigenPunt] | None = None) -> dict[UUID, list[Stand]]:
    """Return where each phase of each of these projects stands, in two queries; one when ``own`` was read already."""
    projects = list(projects)
    ids = [project.pk for project in projects]
    statuses: dict[UUID, dict[str, str]] = {id: {} for id in ids}
    for project_id, punt, status in ChecklistAntwoord.objects.statuses(ids):
        statuses[project_id][punt] = status
    own = list(EigenPunt.objects.of_projects(ids) if own is None else own)
    return {
        project.pk: stand_of(
            project,
            statuses[project.pk],
            [punt for punt in own if punt.project_id in (None, project.pk) and punt.gemeente_id == project.gemeente_id],
        )
        for project in projects
    }
