"""The checklist of one project as a screen needs it: content, own punten and answers in one tree."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from projects.content import instrument_of
from projects.models import ChecklistAntwoord, EigenPunt, Project, Teamlid
from projects.progress import Stand, stand_of
from wijkaanpak.accounts.models import Lidmaatschap, Rol, first_name, initials
from wijkaanpak.instrumenten.models import StatusKeuze
from wijkaanpak.instrumenten.schema import Onderdeel, Punt


@dataclass(frozen=True, slots=True)
class Persoon:
    """Someone who is or was responsible: their membership, name, and whether to offer them in a list."""

    id: UUID
    naam: str
    voornaam: str
    initialen: str
    kiesbaar: bool


@dataclass(slots=True)
class Regel:
    """One line of the checklist with its answer and the lines below it."""

    id: str
    soort: str
    titel: str
    hulp: str
    bron: str
    antwoord: ChecklistAntwoord
    verantwoordelijke: Persoon | None = None
    bewijs: int = 0
    eigen: EigenPunt | None = None
    heeft_ding: bool = False  # what it asks for is there in the app
    kinderen: list["Regel"] = field(default_factory=list)

    @property
    def dom(self) -> str:
        """The id in a form that a CSS selector can hold."""
        return self.id.replace(".", "_")

    def walk(self) -> Iterator["Regel"]:
        """Yield this line and every line below it, in reading order."""
        yield self
        for kind in self.kinderen:
            yield from kind.walk()

    def below(self) -> list["Regel"]:
        """Return every line below this one."""
        return [regel for regel in self.walk() if regel is not self]

    def leaves(self) -> list["Regel"]:
        """Return the lines below that have nothing below themselves: the deelacties to count."""
        return [regel for regel in self.below() if not regel.kinderen]

    @property
    def deelacties(self) -> int:
        """How many deelacties apply."""
        return sum(regel.antwoord.status != "nvt" for regel in self.leaves())

    @property
    def deelacties_gereed(self) -> int:
        """How many deelacties are gereed."""
        return sum(regel.antwoord.status == "gereed" for regel in self.leaves())

    @property
    def open_below(self) -> list["Regel"]:
        """The deelacties that are not done, to ask about when the punt is set to gereed."""
        return [regel for regel in self.leaves() if not regel.antwoord.is_done]

    @property
    def staat_klaar(self) -> int:
        """How many lines here ask for what the app has, and are not gereed yet."""
        return sum(each.heeft_ding and not each.antwoord.is_done for each in self.walk())

    def is_late(self, today: datetime.date) -> bool:
        """Whether the deadline has passed and there is still something to do."""
        antwoord = self.antwoord
        return antwoord.deadline is not None and antwoord.deadline < today and not antwoord.is_done


@dataclass(slots=True)
class Fasering:
    """One phase page: the lines of this phase, and where all phases stand."""

    project: Project
    onderdeel: Onderdeel
    regels: list[Regel]
    standen: list[Stand]
    personen: dict[UUID, Persoon]

    @property
    def stand(self) -> Stand:
        """Where this phase stands."""
        return next(stand for stand in self.standen if stand.slug == self.onderdeel.slug)

    def hoofdregel(self, id: str) -> Regel | None:
        """Return the top-level line at or above this id."""
        return next((top for top in self.regels if any(regel.id == id for regel in top.walk())), None)

    def place_of(self, id: str) -> tuple[Regel, Regel]:
        """Return the top-level line and the line of an id that is in this phase. Raises LookupError."""
        for top in self.regels:
            for regel in top.walk():
                if regel.id == id:
                    return top, regel
        raise LookupError(id)

    def kiesbaar(self) -> list[Persoon]:
        """Return the people who can be made responsible."""
        return [persoon for persoon in self.personen.values() if persoon.kiesbaar]


def people_of(project: Project) -> dict[UUID, Persoon]:
    """Return everyone in the gemeente by membership; the team and the beleidsmedewerkers can be chosen."""
    team = Teamlid.objects.current().filter(project=project, lid=OuterRef("pk"))
    takes_part = Exists(team) | Q(rol=Rol.BELEID, beeindigd_op=None)
    rows = Lidmaatschap.objects.annotate(kiesbaar=takes_part).order_by(Lower("gebruiker__naam"))
    people = rows.values_list("pk", "gebruiker__naam", "kiesbaar")
    return {id: Persoon(id, naam, first_name(naam), initials(naam), kiesbaar) for id, naam, kiesbaar in people}


def build(project: Project, slug: str, people: dict[UUID, Persoon] | None = None) -> Fasering | None:
    """Return one phase of the checklist of a project, or None when it has no such phase.

    ``people`` is what ``people_of`` returned, where the caller has asked it already.
    """
    onderdeel = instrument_of(project).onderdeel(slug)
    return _build(project, [onderdeel], people)[0] if onderdeel else None


def build_all(project: Project) -> list[Fasering]:
    """Return every phase of the checklist of a project, with as many queries as one phase costs."""
    return _build(project, list(instrument_of(project).onderdelen))


def _build(project: Project, onderdelen: list[Onderdeel], people: dict[UUID, Persoon] | None = None) -> list[Fasering]:
    own = [punt for punt in EigenPunt.objects.of_project(project) if punt.vervallen_op is None]
    rows = ChecklistAntwoord.objects.filter(project=project).with_evidence_count()
    answers = {row.punt: row for row in rows}
    statuses = {punt: row.status for punt, row in answers.items() if row.status != StatusKeuze.NIET_GESTART}
    people = people_of(project) if people is None else people
    standen = stand_of(project, statuses, own)

    def regel(id: str, soort: str, titel: str, hulp: str, bron: str) -> Regel:
        answer = answers.get(id) or ChecklistAntwoord(project=project, gemeente_id=project.gemeente_id, punt=id)
        person = people.get(answer.verantwoordelijke_id) if answer.verantwoordelijke_id else None
        return Regel(id, soort, titel, hulp, bron, answer, person, getattr(answer, "bewijs_aantal", 0))

    def tree(punt: Punt) -> Regel:
        node = regel(punt.id, punt.soort, punt.titel, punt.hulp, punt.bron)
        node.kinderen = [tree(kind) for kind in punt.punten]
        return node

    def own_line(punt: EigenPunt) -> Regel:
        node = regel(punt.code, "eigen", punt.titel, punt.hulp, "")
        node.eigen = punt
        return node

    return [
        Fasering(
            project,
            onderdeel,
            [tree(punt) for punt in onderdeel.punten] + [own_line(punt) for punt in own if punt.fase == onderdeel.slug],
            standen,
            people,
        )
        for onderdeel in onderdelen
    ]


def phase_of(project: Project, id: str) -> str | None:
    """Return the slug of the phase in which this id stands now, or None."""
    onderdeel = instrument_of(project).onderdeel_van.get(id)
    if onderdeel is not None:
        return onderdeel.slug
    eigen = EigenPunt.objects.of_project(project).filter(code=id, vervallen_op=None).first()
    return eigen.fase if eigen else None
