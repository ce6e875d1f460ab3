"""The weekly rooster: who is in the area in which half day, and who meets whom."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from projects.models import Aanwezigheid, Project, Teamlid
from projects.models.opzet import Dag, Dagdeel
from wijkaanpak.accounts.models import Lidmaatschap

SLOTS = tuple((dag, deel) for deel in Dagdeel for dag in Dag)
MOST = 200  # saves in the history
_BY_NAME = {f"{dag.value}-{deel.value}": (dag.value, deel.value) for dag, deel in SLOTS}

Slot = tuple[int, str]


def known(names: Iterable[str]) -> set[Slot]:
    """Return the half days with these names (``2-middag``); anything else is left out."""
    return {_BY_NAME[name] for name in names if name in _BY_NAME}


def names_of(slots: Iterable[Slot]) -> str:
    """Return half days by their names, for a form."""
    return " ".join(f"{dag}-{deel}" for dag, deel in sorted(slots))


@dataclass(frozen=True, slots=True)
class Cel:
    """One half day: its name in a form, in words, and how many or whether someone is there."""

    naam: str
    woorden: str
    aantal: int
    namen: list[str]


@dataclass(frozen=True, slots=True)
class Rij:
    """One member: their half days, and how many colleagues they meet every week."""

    teamlid: Teamlid
    cellen: list[tuple[Cel, bool]]
    stond: str
    dagdelen: int
    ontmoet: int


@dataclass(frozen=True, slots=True)
class Rooster:
    """The week of a team."""

    rijen: list[Rij]
    cellen: list[Cel]
    dagen: list[Dag]

    @property
    def ochtenden(self) -> list[Cel]:
        """The five mornings."""
        return self.cellen[: len(Dag)]

    @property
    def middagen(self) -> list[Cel]:
        """The five afternoons."""
        return self.cellen[len(Dag) :]

    @property
    def drukste(self) -> Cel | None:
        """The half day in which most are there, or None when nobody is."""
        best = max(self.cellen, key=lambda cel: cel.aantal)
        return best if best.aantal else None


def slots_of(team: list[Teamlid]) -> list[tuple[UUID, int, str]]:
    """Return (member, day, half day) of everyone in the rooster of this team."""
    return list(Aanwezigheid.objects.filter(teamlid__in=team).values_list("teamlid_id", "dag", "dagdeel"))


def rooster_of(team: list[Teamlid], slots: Iterable[tuple[UUID, int, str]]) -> Rooster:
    """Return the week of a team, from who is there when (``slots_of``, or the facts of the project)."""
    there: dict[UUID, set[Slot]] = {teamlid.pk: set() for teamlid in team}
    for teamlid_id, dag, dagdeel in slots:
        there[teamlid_id].add((dag, dagdeel))
    cellen = []
    for dag, deel in SLOTS:
        names = [each.lid.gebruiker.naam for each in team if (dag.value, deel.value) in there[each.pk]]
        cellen.append(Cel(f"{dag.value}-{deel.value}", f"{dag.label}{deel.label}", len(names), names))
    rijen = []
    for each in team:
        mine = there[each.pk]
        met = {other.pk for other in team if other.pk != each.pk and there[other.pk] & mine}
        marked = [(cel, (dag.value, deel.value) in mine) for cel, (dag, deel) in zip(cellen, SLOTS, strict=True)]
        stond = " ".join(cel.naam for cel, is_there in marked if is_there)
        rijen.append(Rij(each, marked, stond, len(mine), len(met)))
    return Rooster(rijen, cellen, list(Dag))


@dataclass(slots=True)
class Roosterwijziging:
    """What one save changed: for whom, by whom, and which half days came and went, in words."""

    wie: str
    door: str
    wanneer: datetime.datetime
    kwam: set[Slot] = field(default_factory=set)
    ging: set[Slot] = field(default_factory=set)

    @property
    def erbij(self) -> list[str]:
        """The half days that came, in the order of the week."""
        return _in_words(self.kwam)

    @property
    def eraf(self) -> list[str]:
        """The half days that went."""
        return _in_words(self.ging)


def _in_words(slots: set[Slot]) -> list[str]:
    ordered = sorted(slots, key=lambda slot: (slot[0], Dagdeel.values.index(slot[1])))
    return [f"{Dag(dag).label}{Dagdeel(deel).label}" for dag, deel in ordered]


def history_of(project: Project) -> tuple[list[Roosterwijziging], bool]:
    """Return the last saves of the rooster of a project, the newest first, and whether there were more."""
    team = dict(Teamlid.objects.filter(project=project).values_list("pk", "lid__gebruiker__naam"))
    people: Any = Lidmaatschap.objects.values_list("gebruiker_id", "gebruiker__naam")
    names = {str(user): naam for user, naam in people}
    events: Any = Aanwezigheid.events.rel.related_model  # type: ignore[attr-defined]
    found: dict[tuple[Any, ...], Roosterwijziging] = {}
    columns = ("pgh_created_at", "pgh_label", "pgh_context", "pgh_context_id", "teamlid_id", "dag", "dagdeel")
    rows = events.objects.filter(teamlid_id__in=team).order_by("-pgh_id")
    most = MOST * len(SLOTS) + 1  # a save changes each half day once at most
    for wanneer, label, context, context_id, teamlid, dag, dagdeel in rows.values_list(*columns)[:most]:
        door = names.get((context or {}).get("gebruiker", ""), "")
        save = found.setdefault((wanneer, context_id, teamlid), Roosterwijziging(team[teamlid], door, wanneer))
        (save.kwam if label == "insert" else save.ging).add((dag, dagdeel))
    return list(found.values())[:MOST], len(found) > MOST
