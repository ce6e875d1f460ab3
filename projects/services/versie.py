"""Going to another version of the implementatiewijzer, and back. No answer is moved or removed."""

from django.db import transaction
from django.db.models import F

from projects.content import instrument_of, newer_version_for
from projects.models import ChecklistAntwoord, Project, Versiewissel
from projects.services.antwoord import FIELDS, locked_answer, save_answer
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.instrumenten.upgrade import UpgradePlan, plan_upgrade


class NoNewerVersion(Exception):
    """The project works with the newest version already, or did not come from another."""


def dry_run(project: Project) -> UpgradePlan:
    """Return what the next version would mean for this project. Raises NoNewerVersion."""
    newer = newer_version_for(project)
    if newer is None:
        raise NoNewerVersion
    answered = ChecklistAntwoord.objects.filter(project=project, versie__gt=0).values_list("punt", flat=True)
    return plan_upgrade(instrument_of(project), newer, set(answered))


@transaction.atomic
def accept_version(*, project: Project, by: Lidmaatschap, van: int | None = None) -> UpgradePlan:
    """Go to the next version: copy answers to split ids, switch the version.

    Raises NoNewerVersion, also when the project is no longer at ``van``: a double click is one step.
    """
    project = _locked_at(project, van)
    plan = dry_run(project)
    for copy in plan.copies:
        source = locked_answer(project, copy.oud)
        values = {name: getattr(source, name) for name in FIELDS}
        save_answer(project=project, punt=copy.nieuw, values=values, versie=0, by=by)
    _switch(project, plan.new.versie, by)
    return plan


@transaction.atomic
def turn_back_version(*, project: Project, by: Lidmaatschap, van: int | None = None) -> None:
    """Go back to the version before; answers given meanwhile stay and can be read. Raises NoNewerVersion."""
    project = _locked_at(project, van)
    if not can_turn_back(project):
        raise NoNewerVersion
    _switch(project, project.instrument_versie - 1, by)


def _locked_at(project: Project, van: int | None) -> Project:
    locked: Project = Project.objects.select_for_update().get(pk=project.pk)
    if van not in (None, locked.instrument_versie):
        raise NoNewerVersion
    return locked


def can_turn_back(project: Project) -> bool:
    """Whether this project came to its version by an upgrade."""
    return Versiewissel.objects.filter(project=project, naar=project.instrument_versie, van__lt=F("naar")).exists()


def _switch(project: Project, version: int, by: Lidmaatschap) -> None:
    Versiewissel.objects.create(
        gemeente_id=project.gemeente_id, project=project, van=project.instrument_versie, naar=version, door=by
    )
    project.instrument_versie = version
    project.save(update_fields=["instrument_versie"])
