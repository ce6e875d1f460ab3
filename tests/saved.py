"""What most tests begin with is made once per worker, in a database of its own; each test gets it fresh.

A test works in a transaction that is rolled back, so the rows stay as they were made; the objects are pickled once and
unpickled for each test, so that no test sees what another did to them.
"""

import pickle
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tests.servers import copy_database


class Databases:
    """The databases of one worker: an empty one, and one for everything that was saved."""

    def __init__(self, empty: str, unblock: Callable[[], AbstractContextManager[Any]]) -> None:
        self._empty = self._here = empty
        self._unblock = unblock
        self._saved: dict[str, bytes] = {}

    def load(self) -> Any:
        """Return fresh objects of what was saved in the database in use."""
        return pickle.loads(self._saved[self._here])  # noqa: S301 - made by this process

    def use(self, name: str, build: Callable[[], Any]) -> None:
        """Let the next test work in the database of ``name``, made by ``build`` the first time."""
        database = f"{self._empty}_{name}"
        if database not in self._saved:
            copy_database(database)
            self._go(database)
            with self._unblock(), transaction.atomic():
                self._saved[database] = pickle.dumps(build())
                connection.run_on_commit.clear()  # mails and other work of making it
        self._go(database)

    def use_empty(self) -> None:
        """Let the next test work in the empty database."""
        self._go(self._empty)

    def _go(self, database: str) -> None:
        if database == self._here:
            return
        with self._unblock():
            connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self._here = database
