"""Saving a row field by field, with the version it started from, never over someone's words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wijkaanpak.editing.models import Editable, Removable

Row = TypeVar("Row", bound=Editable)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed: what is there now, and what this save wanted."""

    field: str
    theirs: Any
    mine: Any


@dataclass(slots=True)
class SaveResult(Generic[Row]):
    """What a save did. With conflicts, the fields without one are saved all the same."""

    row: Row
    changed: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge_into(
    row: Row, values: Mapping[str, Any], *, versie: int, field_versions: Mapping[str, int] | None = None
) -> SaveResult[Row]:
    """Put the given fields into a locked row in memory, and say which changed and which clash.

    A field counts as changed by this person when it differs from the version its screen shows:
    ``versie``, or the one in ``field_versions`` where this screen saved that field itself since. If it
    was changed by another meanwhile, it is a conflict: the row keeps theirs, and both are in the result.
    A save that changes nothing changes nothing, so a double click is harmless.
    """
    result = SaveResult(row)
    started = {name: (field_versions or {}).get(name, versie) for name in values}
    bases = {number: values_at(row, number, list(values)) for number in set(started.values())}
    for name, mine in values.items():
        base = bases[started[name]][name]
        theirs = getattr(row, name)
        if mine in (base, theirs):
            continue
        if theirs != base:
            result.conflicts.append(Conflict(name, theirs, mine))
        else:
            setattr(row, name, mine)
            result.changed.append(name)
    return result


def values_at(row: Editable, versie: int, names: Sequence[str]) -> dict[str, Any]:
    """Return fields of a row as they were at a version; version 0 of a row that never was is empty.

    A version that never was (a form from elsewhere), or of a row without history, counts as empty too:
    everything in it that differs from now is then shown as a conflict instead of written.
    """
    if versie == row.versie:
        return {name: getattr(row, name) for name in names}
    events = getattr(row, "events", None)
    event = events.filter(versie=versie).order_by("-pgh_id").values(*names).first() if events is not None else None
    return event or {name: row._meta.get_field(name).get_default() for name in names}  # type: ignore[union-attr]


@transaction.atomic
def save_fields(
    *,
    row: Row,
    values: Mapping[str, Any],
    versie: int,
    by: UUID,
    field_versions: Mapping[str, int] | None = None,
) -> SaveResult[Row]:
    """Save the given fields of a row that exists, under a lock; see ``merge_into`` for what clashes.

    ``by`` is the membership that saves. Keys of ``values`` are attribute names (``partner_id``, not ``partner``).
    """
    manager: Any = type(row).objects  # type: ignore[attr-defined]
    locked: Row = manager.select_for_update(of=["self"]).get(pk=row.pk)
    result = merge_into(locked, values, versie=versie, field_versions=field_versions)
    if result.changed:
        stamp(locked, by)
        locked.save()
    return result


def last_change_of(row: Editable, names: Collection[str]) -> tuple[UUID | None, datetime]:
    """Return who last changed any of these fields (attribute names), and when; of the row when no versions are kept."""
    newer: dict[str, Any] = {"gewijzigd_door_id": row.gewijzigd_door_id, "gewijzigd_op": row.gewijzigd_op}
    if names and has_history(row):
        versions = row.events.order_by("-pgh_id").values("gewijzigd_door_id", "gewijzigd_op", *names)
        newest, *older = versions
        newer = newest
        for each in older:
            if any(each[name] != newest[name] for name in names):
                break
            newer = each
    return newer["gewijzigd_door_id"], newer["gewijzigd_op"]


def has_history(row: Editable) -> bool:
    """Whether the versions of this kind of row are kept."""
    return hasattr(row, "events")


def stamp(row: Editable, by: UUID) -> None:
    """Make this the next version of the row, by a membership, now. The caller saves."""
    row.versie += 1
    row.gewijzigd_op = timezone.now()
    row.gewijzigd_door_id = by


@transaction.atomic
def undo(*, row: Row, versie: int, names: Sequence[str], by: UUID) -> SaveResult[Row]:
    """Take back what version ``versie`` changed, unless the same field was changed again since."""
    before, after = values_at(row, versie - 1, names), values_at(row, versie, names)
    back = {name: before[name] for name in names if before[name] != after[name]}
    return save_fields(row=row, values=back, versie=versie, by=by)


@transaction.atomic
def restore(*, row: Row, versie: int, seen: int, names: Sequence[str], by: UUID) -> SaveResult[Row]:
    """Make a row as it was at version ``versie``. What a colleague changed since version ``seen`` is a conflict."""
    return save_fields(row=row, values=values_at(row, versie, names), versie=seen, by=by)


@transaction.atomic
def add_row(*, row: Row, by: UUID) -> Row:
    """Store a new row, whose gemeente and parent are set, as its first version."""
    stamp(row, by)
    row.save()
    return row


@transaction.atomic
def set_aside(*, row: Removable, gone: bool, by: UUID) -> None:
    """Take a row out of its list, or put it back. Nothing happens when it is so already: a double click is harmless."""
    manager: Any = type(row).objects  # type: ignore[attr-defined]
    locked = manager.select_for_update(of=["self"]).get(pk=row.pk)
    if (locked.vervallen_op is not None) == gone:
        return
    locked.vervallen_op = timezone.now() if gone else None
    stamp(locked, by)
    locked.save()
