"""What stands in the way of closing a project: apps that build on projects say so, each with a page to settle it."""

from collections.abc import Callable
from dataclasses import dataclass

from projects.models import Project


@dataclass(frozen=True, slots=True)
class Beletsel:
    """One thing that is missing: why, the name of the address of its page at the project, and the words of the link."""

    reden: str
    adres: str
    link: str


Controle = Callable[[Project], Beletsel | None]

_controles: list[Controle] = []


def add_check(controle: Controle) -> None:
    """Ask this too before a project is closed. Called once, when the program starts."""
    _controles.append(controle)


def hindrances(project: Project) -> list[Beletsel]:
    """Return what still stands in the way. The caller holds the lock on the row of the project."""
    return [found for found in (controle(project) for controle in _controles) if found is not None]
