"""Saving one answer: field by field, with the version it started from, never over someone's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from projects.models import ChecklistAntwoord, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.instrumenten.models import StatusKeuze

FIELDS = ("status", "reden", "toelichting", "verantwoordelijke_id", "deadline")
_BLANK: dict[str, Any] = {
    "status": StatusKeuze.NIET_GESTART,
    "reden": "",
    "toelichting": "",
    "verantwoordelijke_id": None,
    "deadline": None,
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed: what is there now, and what this save wanted."""

    field: str
    theirs: Any
    mine: Any


@dataclass(slots=True)
class SaveResult:
    """What a save did. With conflicts, the fields without one are saved all the same."""

    antwoord: ChecklistAntwoord
    changed: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@transaction.atomic
def save_answer(
    *,
    project: Project,
    punt: str,
    values: dict[str, Any],
    versie: int,
    by: Lidmaatschap,
    field_versions: Mapping[str, int] | None = None,
) -> SaveResult:
    """Save the given fields of one answer, starting from version ``versie`` of it.

    A field counts as changed by this person when it differs from the version its screen shows:
    ``versie``, or the one in ``field_versions`` where this screen saved that field itself since. If it
    was changed by another meanwhile, it is a conflict: it is not saved, and both values are in the
    result. A save that changes nothing adds no version, so a double click is harmless.
    """
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    antwoord = locked_answer(project, punt)
    result = SaveResult(antwoord)
    started = {name: (field_versions or {}).get(name, versie) for name in values}
    bases = {number: fields_at(antwoord, number) for number in set(started.values())}
    for name, mine in values.items():
        base = bases[started[name]][name]
        theirs = getattr(antwoord, name)
        if mine in (base, theirs):
            continue
        if theirs != base:
            result.conflicts.append(Conflict(name, theirs, mine))
        else:
            setattr(antwoord, name, mine)
            result.changed.append(name)
    if result.changed:
        _finish(antwoord, by)
    return result


@transaction.atomic
def undo_save(*, antwoord: ChecklistAntwoord, versie: int, by: Lidmaatschap) -> SaveResult:
    """Take back what version ``versie`` changed, unless the same field was changed again since."""
    before, after = fields_at(antwoord, versie - 1), fields_at(antwoord, versie)
    back = {name: before[name] for name in FIELDS if before[name] != after[name]}
    return save_answer(project=antwoord.project, punt=antwoord.punt, values=back, versie=versie, by=by)


@transaction.atomic
def restore_version(*, antwoord: ChecklistAntwoord, versie: int, by: Lidmaatschap, seen: int) -> SaveResult:
    """Make the answer as it was at version ``versie``; what is there now stays in the history.

    ``seen`` is the version the person looked at: what a colleague changed since is a conflict.
    """
    return save_answer(
        project=antwoord.project,
        punt=antwoord.punt,
        values=fields_at(antwoord, versie),
        versie=seen,
        by=by,
    )


def fields_at(antwoord: ChecklistAntwoord, versie: int) -> dict[str, Any]:
    """Return the fields of an answer as they were at a version; version 0 is an empty answer.

    A version that never was (a form from elsewhere) counts as empty too: everything in it that
    differs from now is then shown as a conflict instead of written.
    """
    if versie == antwoord.versie:
        return {name: getattr(antwoord, name) for name in FIELDS}
    event = antwoord.events.filter(versie=versie).values(*FIELDS).first() if versie else None
    return event or dict(_BLANK)


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
    antwoord.versie += 1
    antwoord.gewijzigd_op = timezone.now()
    antwoord.gewijzigd_door = by
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
