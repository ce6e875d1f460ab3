"""The scope of a gemeente: both locks, opened together, never nested.

A scope is one database transaction. Its first statement tells PostgreSQL, for this transaction only,
which gemeente may be written (``app.gemeente``), which may be read (``app.gemeenten``) and who asks
(``app.gebruiker``); row-level security does the rest. At the same time django-scopes lets the tenant
managers answer, filtered on the same gemeenten.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction
from django_scopes import scope, scopes_disabled
from psycopg import IsolationLevel

log = structlog.get_logger(__name__)

_open: ContextVar[bool] = ContextVar("tenant_scope_open", default=False)


class ScopeNestingError(RuntimeError):
    """A scope was opened inside a scope: the inner setting would survive its savepoint."""


def _tell_database(gemeente: UUID | None, gemeenten: Sequence[UUID], gebruiker: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.gemeente', %s, true), set_config('app.gemeenten', %s, true),"
            " set_config('app.gebruiker', %s, true)",
            [str(gemeente or ""), ",".join(str(id) for id in gemeenten), str(gebruiker or "")],
        )


@contextmanager
def _one_transaction() -> Iterator[None]:
    if _open.get():
        raise ScopeNestingError("A tenant scope is already open; open it once, at the edge.")
    token = _open.set(True)
    try:
        with transaction.atomic():
            yield
        if connection.in_atomic_block:  # only inside a test's own transaction: the setting would stay
            _tell_database(None, (), None)
    finally:
        _open.reset(token)


@contextmanager
def tenant_scope(gemeente_id: UUID, *, user_id: UUID | None = None) -> Iterator[None]:
    """Open the scope of one gemeente, to read and to write.

    Raises ScopeNestingError when a scope is open already.
    """
    with _one_transaction(), scope(gemeente=gemeente_id):
        _tell_database(gemeente_id, (gemeente_id,), user_id)
        yield


@contextmanager
def overview_scope(gemeente_ids: Sequence[UUID]) -> Iterator[None]:
    """Open a scope that reads these gemeenten and writes in none, to learn which of them have work waiting.

    For ``waiting.gemeenten_with`` alone, which lets nothing but ids out.
    """
    with _one_transaction(), scope(gemeente=list(gemeente_ids)):
        _tell_database(None, gemeente_ids, None)
        yield


class PersonScope:
    """What a request may see before its gemeente is known: the person's own memberships."""

    def __init__(self, user_id: UUID) -> None:
        self.user_id = user_id

    @contextmanager
    def narrow(self, gemeente_id: UUID) -> Iterator[None]:
        """Go on with one gemeente, to read and to write, in the same transaction."""
        _tell_database(gemeente_id, (gemeente_id,), self.user_id)
        with scope(gemeente=gemeente_id):
            yield

    @contextmanager
    def read(self, gemeente_ids: Sequence[UUID]) -> Iterator[None]:
        """Go on with several gemeenten of this person, to read only: a write would have no home."""
        _tell_database(None, gemeente_ids, self.user_id)
        with scope(gemeente=list(gemeente_ids)):
            yield


@contextmanager
def person_scope(user_id: UUID) -> Iterator[PersonScope]:
    """Open a transaction in which only this person's own memberships can be read.

    The one caller decides with ``narrow`` or ``read`` how to go on; both stay in this transaction.
    """
    with _one_transaction():
        _tell_database(None, (), user_id)
        yield PersonScope(user_id)


Read = Callable[[str, Sequence[Any]], Iterator[tuple[Any, ...]]]


@contextmanager
def snapshot(gemeente_id: UUID) -> Iterator[Read]:
    """Open one moment of one gemeente, to read only, on a connection of its own: others go on writing meanwhile.

    Yields a function that runs a query and returns its rows one by one, however many there are.
    """
    own = connection.copy()
    try:
        own.ensure_connection()
        raw = own.connection
        raw.autocommit = False
        raw.isolation_level = IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        raw.execute("SELECT set_config('app.gemeenten', %s, true)", [str(gemeente_id)])
        raw.execute("SET LOCAL TIME ZONE 'UTC'")

        def read(query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
            with raw.cursor(name="rijen") as cursor:
                cursor.itersize = 500
                cursor.execute(query, values)
                yield from cursor

        yield read
    finally:
        own.close()


@contextmanager
def without_python_scope(reason: str) -> Iterator[None]:
    """Lift the Python lock (never the database's) for a stated reason, which is logged."""
    log.info("scope_lifted", reason=reason)
    with scopes_disabled():
        yield
