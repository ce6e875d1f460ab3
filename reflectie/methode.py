"""The method of an MLB: the plain one we ship, or one of a gemeente or project. Two prompts are always in it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from projects.models import Project
from reflectie.models import EigenMethode
from wijkaanpak.instrumenten import registry

SLUG = "mlb-basis"
_EIGEN = "eigen:"
# What every method asks, whoever wrote it: the possibilities of the wijk (MLB-07) and other ways of acting (MLB-20).
FIXED = ("wijk", "alternatieven")
STEPS_MAX = 12


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: how many minutes, what is asked, and which part of the session it fills in ('' is notes alone)."""

    sleutel: str
    titel: str
    minuten: int
    vraag: str
    veld: str = ""


@dataclass(frozen=True, slots=True)
class Methode:
    """A method as a session uses it. ``sleutel`` stays the same over its versions: the streak counts by it."""

    sleutel: str
    naam: str
    uitleg: str
    stappen: tuple[Stap, ...]
    is_eigen: bool = False

    @property
    def minuten(self) -> int:
        """How long all steps take together."""
        return sum(stap.minuten for stap in self.stappen)


def basis() -> Methode:
    """Return the newest version of the method we ship."""
    found = registry.latest(SLUG)
    steps = tuple(Stap(punt.id, punt.titel, punt.minuten or 0, punt.hulp, punt.veld or "") for punt in found.walk())
    return Methode(SLUG, found.titel, found.onderdelen[0].uitleg, steps)


def fixed_step(veld: str) -> Stap:
    """Return the step that asks one of the two fixed questions, as in the method we ship."""
    return next(stap for stap in basis().stappen if stap.veld == veld)


def own(row: EigenMethode) -> Methode:
    """Return a method of a gemeente or project."""
    return Methode(f"{_EIGEN}{row.pk}", row.naam, row.uitleg, steps_of(row.stappen), is_eigen=True)


def steps_of(data: list[dict[str, Any]]) -> tuple[Stap, ...]:
    """Return steps from what was stored, with the two fixed questions in it."""
    steps = [Stap(**each) for each in data]
    there = {stap.veld for stap in steps}
    return tuple(steps + [fixed_step(veld) for veld in FIXED if veld not in there])


def as_data(steps: tuple[Stap, ...]) -> list[dict[str, Any]]:
    """Return steps as what is stored."""
    return [asdict(stap) for stap in steps]


def methods_for(project: Project, chosen: str = "", rows: Iterable[EigenMethode] | None = None) -> dict[str, Methode]:
    """Return every method this project can choose, by key, ours first; ``chosen`` too when it was taken away since.

    ``rows`` are all methods of the gemeente, where they were read already.
    """
    found = EigenMethode.objects.all() if rows is None else rows
    mine = [own(row) for row in found if row.vervallen_op is None and row.project_id in (None, project.pk)]
    methods = {methode.sleutel: methode for methode in [basis(), *mine]}
    gone = [own(row) for row in found if f"{_EIGEN}{row.pk}" == chosen and chosen not in methods]
    return methods | {methode.sleutel: methode for methode in gone}


def method_of(sleutel: str) -> Methode:
    """Return a method by its key, also one that was taken away since; ours for a key that is none."""
    if sleutel.startswith(_EIGEN):
        row = EigenMethode.objects.filter(pk=UUID(sleutel.removeprefix(_EIGEN))).first()
        if row is not None:
            return own(row)
    return basis()


def method_names(rows: Iterable[EigenMethode] | None = None) -> dict[str, str]:
    """Return the name of every method of the gemeente by key, also of those taken away."""
    found = EigenMethode.objects.all() if rows is None else rows
    return {SLUG: basis().naam, **{f"{_EIGEN}{row.pk}": row.naam for row in found}}


def name_of(sleutel: str, names: dict[str, str]) -> str:
    """Return the name of a method."""
    return names.get(sleutel, _("onbekende methode"))
