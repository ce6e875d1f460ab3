"""A pytest plugin that starts real servers before Django reads its settings.

The first process starts PostgreSQL and Valkey, and makes one migrated template database; every xdist
worker copies that. Everything is thrown away at the end, but for a cluster with that template: as long as no migration
changes, the next run begins with a copy of it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from wijkaanpak.embedded import Postgres, Valkey, data_root, temporary_root

TEMPLATE = "sjabloon"
ROOT = Path(__file__).resolve().parents[1]
_FOLDER = "WIJKAANPAK_TEST_FOLDER"
_cleanup = ExitStack()


def folder() -> Path:
    """Return the folder with the data of the test servers."""
    return Path(os.environ[_FOLDER])


def postgres() -> Postgres:
    """Return the running PostgreSQL of this test run."""
    return Postgres.start(folder() / "postgres", fast=True)


def copy_database(name: str) -> tuple[str, str]:
    """Make a fresh copy of the template; return its address for the app role and for a superuser."""
    import psycopg
    from psycopg import sql

    server = postgres()
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE))
        )
    server.ensure_database(name)
    return server.url("wp_app", name), server.url("postgres", name)


def _start() -> None:
    root = temporary_root()
    os.environ[_FOLDER] = str(root)
    _cleanup.callback(shutil.rmtree, root, ignore_errors=True)
    for name in ("postgres", "valkey"):
        (root / name).mkdir()
    cluster = root / "postgres" / "cluster"
    kept = data_root() / f"sjabloon-{_hash_of_schema()}"
    if kept.exists():
        _copy(kept, cluster)
    server = Postgres.start(root / "postgres", fast=True)
    _cleanup.callback(server.stop)
    valkey = Valkey.start(root / "valkey")
    _cleanup.callback(valkey.stop)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "wijkaanpak.settings.test",
        "SECRET_KEY": "alleen-voor-de-tests-" * 3,
        "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
        "BASE_URL": "http://testserver",
        "DATABASE_URL": server.url("wp_app", TEMPLATE),
        "REDIS_URL": valkey.url,
        "MEDIA_ROOT": tempfile.mkdtemp(dir=root),
        "EMAIL_URL": "console:",
        "LOG_LEVEL": "ERROR",
        # The browser's driver keeps an event loop in the thread in which later tests use the database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    if kept.exists():
        return
    server.ensure_database(TEMPLATE)
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--noinput", "-v", "0"],
        env=os.environ | {"DATABASE_URL": server.url("wp_migrate", TEMPLATE)},
        check=True,
    )
    server.stop()
    for older in data_root().glob("sjabloon-*"):
        shutil.rmtree(older, ignore_errors=True)
    _copy(cluster, root / "sjabloon")
    (root / "sjabloon").replace(kept)
    _cleanup.callback(Postgres.start(root / "postgres", fast=True).stop)


def _hash_of_schema() -> str:
    """Everything that decides what an empty migrated database looks like."""
    found = hashlib.sha256()
    places = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/*/migrations/*.py"),
        *ROOT.glob("wijkaanpak/tenancy/sql/*"),
    ]
    for path in sorted([*places, ROOT / "wijkaanpak" / "tenancy" / "operations.py", ROOT / "uv.lock"]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _copy(source: Path, target: Path) -> None:
    """Copy a stopped cluster with its owner; half a copy has another name."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the servers that this process started."""
    _cleanup.close()


if _FOLDER not in os.environ:
    _start()
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # a numbered cache each: one worker's clear() is not another's
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{int(worker.removeprefix('gw')) + 1}"
