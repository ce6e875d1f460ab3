"""Going through doors: as whom, undone afterwards, and what was changed meanwhile."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.cast import Town
from wijkaanpak.accounts.models import Gebruiker

ROLES = ("beheerder", "beleid", "leider", "lid", "buiten", "gast")
_SESSIONS = ("django_session", "usersessions_usersession")
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


def written(leave_out: Collection[str] = ()) -> dict[str, int]:
    """How many rows of each table this transaction added, changed or removed so far, what it took back included.

    PostgreSQL counts them, of every gemeente: equal before and after a request is a request that wrote nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: n for name, n in cursor.fetchall() if n and name not in _SESSIONS and name not in leave_out}
