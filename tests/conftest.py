"""Fixtures for every test: a database of this worker as the app role, and the fixed cast."""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, Person, make_cast
from tests.saved import Databases
from tests.servers import copy_database
from wijkaanpak.herinneringen.ritme import at, next_working_day


@pytest.fixture(scope="session")
def database_urls(worker_id: str) -> tuple[str, str]:
    """Addresses of this worker's own database: for the app role, and for a superuser."""
    return copy_database(f"test_{worker_id}")


@pytest.fixture(scope="session")
def django_db_setup(database_urls: tuple[str, str], django_db_blocker: Any) -> Iterator[None]:
    """Let Django use this worker's database, as the app role: what the tests see is what people see."""
    name = urlsplit(database_urls[0]).path.lstrip("/")
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture
def superuser(database_urls: tuple[str, str]) -> Iterator[Any]:
    """A superuser connection, to look over the wall and to clean up."""
    import psycopg

    with psycopg.connect(database_urls[1], autocommit=True) as connection:
        yield connection


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any, superuser: Any) -> Iterator[None]:
    """A test whose rows are really committed; afterwards all tenants and people are removed."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE '%event'").fetchall()
    history = ", ".join(name for (name,) in tables)
    superuser.execute(
        f"TRUNCATE tenancy_regio, tenancy_gemeente, accounts_gebruiker, django_session, {history} CASCADE"
    )


@pytest.fixture(scope="session")
def databases(database_urls: tuple[str, str], django_db_setup: None, django_db_blocker: Any) -> Databases:
    """The databases of this worker that tests begin in."""
    return Databases(urlsplit(database_urls[0]).path.lstrip("/"), django_db_blocker.unblock)


@pytest.fixture(autouse=True)
def _begin_in(request: pytest.FixtureRequest) -> None:
    """Choose the database before anything asks for a row: empty, with the cast, or with what a fixture adds to it."""
    if "cast" in request.fixturenames:
        more = next((name for name in request.fixturenames if name.startswith("cast_with_")), "")
        build = request.getfixturevalue(more) if more else make_cast
        request.getfixturevalue("databases").use(more or "cast", build)
    elif {"db", "committed", "django_db_setup"} & set(request.fixturenames):
        request.getfixturevalue("databases").use_empty()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()  # rate limits of one test must not stop the next


@pytest.fixture
def cast(db: None, databases: Databases) -> Cast:
    """The fixed cast: two gemeenten, their people by role, a project in each."""
    made: Cast = databases.load()
    return made


@pytest.fixture
def working_hours() -> Iterator[None]:
    """A test that runs as on a working day at ten: outside it, some mails wait for the morning."""
    day = timezone.localdate() + datetime.timedelta(days=1)
    ten = at(next_working_day(day), datetime.time(10))
    with time_machine.travel(ten):
        yield


@pytest.fixture
def login(client: Client) -> Any:
    """Log someone in, without the login page, and return the client."""

    def log_in(person: Person) -> Client:
        client.force_login(person.user)
        return client

    return log_in
