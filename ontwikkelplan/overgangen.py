"""Steps from one state to another, for what has states (HOUSE 10): a plan and a quickscan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

Woorden = str | Promise


class KanNiet(Exception):
    """What can't be done now; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Overgang:
    """One step: the states it may start from, where it leads, and the words on its button."""

    naam: str
    van: tuple[str, ...]
    naar: str
    knop: Woorden


Stap = TypeVar("Stap", bound=Overgang)


@dataclass(frozen=True)
class Stappen(Generic[Stap]):
    """The steps of one kind of thing, by name. ``staten`` are its states, ``weigering`` says in which it is now."""

    overgangen: Mapping[str, Stap]
    staten: Any
    weigering: Woorden

    def steps_from(self, staat: str) -> list[Stap]:
        """Return the steps that can be taken from a state."""
        return [overgang for overgang in self.overgangen.values() if staat in overgang.van]

    def target(self, naam: str, staat: str) -> str:
        """Return where a step leads from a state. Raises KanNiet when it doesn't start there, KeyError for no step."""
        overgang = self.overgangen[naam]
        if staat not in overgang.van:
            raise KanNiet(str(self.weigering) % {"staat": self.staten(staat).label.lower()})
        return overgang.naar
