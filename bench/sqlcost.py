"""What a page asks of the database: the statements themselves, and how long they take without Django."""

import re
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import psycopg

from bench.client import CSRF, Ask

FORM = "application/x-www-form-urlencoded"
LOGGED = 'INSERT INTO "audit_logregel"'
UUID = re.compile(r"'[0-9a-f-]{32,36}'(::uuid)?")
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


class Captured(NamedTuple):
    """The statements of one answer, with their values filled in, and the answer's status."""

    statements: list[str]
    status: int

    @property
    def queries(self) -> int:
        """How many there are, without those that only begin or end a transaction."""
        return sum(not statement.startswith(CONTROL) for statement in self.statements)


def capture(ask: Ask) -> Captured:
    """Answer a request inside this process and return the SQL of it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=True)
    client.cookies["sessionid"], client.cookies["csrftoken"] = ask.session, CSRF
    headers = {"Host": "127.0.0.1", **({"HX-Request": "true"} if ask.htmx else {})}
    with CaptureQueriesContext(connection) as context:
        answer = client.generic("POST" if ask.form else "GET", ask.path, urlencode(ask.form), FORM, headers=headers)
        b"".join(getattr(answer, "streaming_content", ()))
    return Captured([query["sql"] for query in context.captured_queries], answer.status_code)


def replay(url: str, pages: Sequence[Captured], rounds: int) -> list[float]:
    """Run the statements of each page in turn, ``rounds`` times, and return the milliseconds per page.

    Text with the values in it over one connection, as Django sends it; every row is fetched.
    """
    took = []
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as db:
        for _ in range(rounds):
            for page in pages:
                began = time.perf_counter()
                for statement in page.statements:
                    _run(db, statement)
                took.append((time.perf_counter() - began) * 1000)
    return took


def _run(db: psycopg.Connection[Any], statement: str) -> None:
    before, logged, values = statement.partition(LOGGED)  # a line of the log has a new id every time; it stands first
    cursor = db.execute(f"{before}{logged}{UUID.sub('uuidv7()', values, count=1)}".encode())
    while True:
        if cursor.description:
            cursor.fetchall()
        if not cursor.nextset():
            return


def cpu_of_session(leader: int) -> Callable[[], float]:
    """Return a clock of the processor time (ms) that the processes of one session used, with their children."""
    import os
    from pathlib import Path

    tick = 1000 / os.sysconf("SC_CLK_TCK")

    def read() -> float:
        total = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if int(fields[3]) == leader:
                total += int(fields[11]) + int(fields[12])
        return total * tick

    return read
