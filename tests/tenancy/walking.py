"""Going through doors: as whom, undone afterwards, and what was changed meanwhile."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.cast import Cast, Town
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tables import GLOBAL_TABLES

ROLES = ("beheerder", "beleid", "leider", "lid", "buiten", "gast")
_SECRETS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]{64}')


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens inside, so that one door does not change what the next one finds."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def client_of(user: Gebruiker | None) -> Client:
    """A browser in which this person (None: nobody) is logged in."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def person(town: Town, who: str) -> Gebruiker | None:
    """Someone of a town by their part in the cast; nobody for "anoniem"."""
    if who == "anoniem":
        return None
    user: Gebruiker = getattr(town, who).user
    return user


def answer_of(response: Any) -> tuple[int, dict[str, str], bytes]:
    """Everything a browser is told, apart from the csrf token, which differs every time."""
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return response.status_code, headers, _SECRETS.sub(b"", response.content)


def contents(cast: Cast, leave_out: tuple[str, ...] = ()) -> dict[tuple[str, str], str]:
    """A fingerprint of every table: per gemeente of the tenant tables, as a whole of the others."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'gemeente_id'")
        tenant = sorted({name for (name,) in cursor.fetchall()} - set(leave_out))
        readable = {name for name, why in GLOBAL_TABLES.items() if why != "closed to the app role"}
        for table in sorted(readable - {"django_session", "usersessions_usersession"}):
            found["", table] = _fingerprint(cursor, table)
        for town in (cast.linderode, cast.broekveen):
            with tenant_scope(town.gemeente.pk):
                for table in tenant:
                    found[town.gemeente.slug, table] = _fingerprint(cursor, table)
    return found


def _fingerprint(cursor: Any, table: str) -> str:
    cursor.execute(f'SELECT string_agg(rij::text, chr(10) ORDER BY rij::text) FROM "{table}" rij')
    return hashlib.sha256((cursor.fetchone()[0] or "").encode()).hexdigest()
