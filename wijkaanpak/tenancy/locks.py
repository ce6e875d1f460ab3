"""Doing one kind of thing at a time in a gemeente, where a check and a write must not be parted."""

from uuid import UUID

from django.db import connection


def one_at_a_time(what: str, gemeente_id: UUID) -> None:
    """Wait until nobody else does ``what`` in this gemeente, and keep others waiting until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{gemeente_id}"])


def nobody_else_does(what: str, gemeente_id: UUID) -> bool:
    """Whether nobody else does ``what`` in this gemeente; then others are kept waiting until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{gemeente_id}"])
        return bool(cursor.fetchone()[0])
