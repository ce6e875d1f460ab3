"""The instrument of this app, and where a project stands in it."""

from projects.models import Project
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Instrument

SLUG = "implementatiewijzer"


def instrument_of(project: Project) -> Instrument:
    """Return the version of the implementatiewijzer that this project works with."""
    return registry.instrument(SLUG, project.instrument_versie)


def newer_version_for(project: Project) -> Instrument | None:
    """Return the version this project could go to, or None."""
    return registry.next_version(SLUG, project.instrument_versie)
