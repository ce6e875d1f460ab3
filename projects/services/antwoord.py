"""Saving one answer: field by field, with the version it started from, never over someone's words."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from projects.models import ChecklistAntwoord, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import SaveResult, merge_into, stamp, values_at
from wijkaanpak.instrumenten.models import StatusKeuze

FIELDS = ("status", "reden", "toelichting", "verantwoordelijke_id", "deadline")

AntwoordResult = SaveResult[ChecklistAntwoord]


@transaction.atomic
def save_answer(
    *,
    project: Project,
    punt: str,
    values: dict[str, Any],
    versie: int,
    by: Lidmaatschap,
    field_versions: Mapping[str, int] | None = None,
) -> AntwoordResult:
    """Save the given fields of one answer, started from version ``versie``; see ``merge_into`` for what clashes."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    antwoord = locked_answer(project, punt)
    result = merge_into(antwoord, values, versie=versie, field_versions=field_versions)
    if result.changed:
        _finish(antwoord, by)
    return result


@transaction.atomic
def undo_save(*, antwoord: ChecklistAntwoord, versie: int, by: Lidmaatschap) -> AntwoordResult:
    """Take back what version ``versie`` changed, unless the same field was changed again since."""
    before, after = values_at(antwoord, versie - 1, FIELDS), values_at(antwoord, versie, FIELDS)
    back = {name: before[name] for name in FIELDS if before[name] != after[name]}
    return save_answer(project=antwoord.project, punt=antwoord.punt, values=back, versie=versie, by=by)


@transaction.atomic
def restore_version(*, antwoord: ChecklistAntwoord, versie: int, by: Lidmaatschap, seen: int) -> AntwoordResult:
    """Make the answer as it was at version ``versie``; what is there now stays in the history.

    ``seen`` is the version the person looked at: what a colleague changed since is a conflict.
    """
    return save_answer(
        project=antwoord.project,
        punt=antwoord.punt,
        values=values_at(antwoord, versie, FIELDS),
        versie=seen,
        by=by,
    )


def locked_answer(project: Project, punt: str) -> ChecklistAntwoord:
    """The answer, made when it was not there, and locked until the end of the transaction."""
    key = {"gemeente_id": project.gemeente_id, "project": project, "punt": punt}
    locked = ChecklistAntwoord.objects.select_for_update(of=["self"]).select_related("project")
    antwoord = locked.filter(**key).first()
    if antwoord is None:
        ChecklistAntwoord.objects.bulk_create([ChecklistAntwoord(**key)], ignore_conflicts=True)
        antwoord = locked.get(**key)
    return antwoord


def _finish(antwoord: ChecklistAntwoord, by: Lidmaatschap) -> None:
    if antwoord.status == StatusKeuze.GEREED:
        antwoord.gereed_op = antwoord.gereed_op or timezone.localdate()
    else:
        antwoord.gereed_op = None
    stamp(antwoord, by.pk)
    antwoord.save()


@transaction.atomic
def finish_below(*, project: Project, punten: list[str], by: Lidmaatschap) -> int:
    """Set these open deelacties to gereed and return how many changed."""
    done = 0
    for punt in punten:
        antwoord = locked_answer(project, punt)
        if not antwoord.is_done:
            antwoord.status = StatusKeuze.GEREED
            _finish(antwoord, by)
            done += 1
    return done
