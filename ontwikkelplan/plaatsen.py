"""The order of the rows of one table: one up, one down, before another, or to the end."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

STEP = 10  # between two neighbours, so that a row fits in between without touching the others


class Placed(Protocol):
    """A row with a place in its table."""

    pk: UUID
    volgorde: int


def places_of(rows: Sequence[Placed], pk: UUID, *, richting: str = "", voor: UUID | None = None) -> dict[UUID, int]:
    """Return the new place of every row that moves when ``pk`` goes one ``op``, one ``neer``, before ``voor``, or last.

    ``rows`` are those of one table, in order, under a lock of the caller. A row that is not among them moves nothing.
    """
    ids = [row.pk for row in rows]
    if pk not in ids:
        return {}
    now = ids.index(pk)
    ids.remove(pk)
    there = {"op": max(now - 1, 0), "neer": now + 1}.get(richting, ids.index(voor) if voor in ids else len(ids))
    ids.insert(there, pk)
    was = {row.pk: row.volgorde for row in rows}
    wanted = {each: number * STEP for number, each in enumerate(ids, start=1)}
    return {each: place for each, place in wanted.items() if was[each] != place}
