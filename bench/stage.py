"""The stage of a measurement: real servers, generated data, granian as the demo runs it; all gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wijkaanpak.demo import answers, commands, manage, settings_for
from wijkaanpak.embedded import Postgres, Valkey, temporary_root
from wijkaanpak.processes import Process

DATABASE = "wijkaanpak"


@dataclass(frozen=True)
class Stage:
    """Where everything is."""

    folder: Path
    port: int
    app_url: str  # the database as the web process sees it
    superuser_url: str
    log: Path


def parser(text: str) -> ArgumentParser:
    """Return a command line with the options for the size of the data."""
    made = ArgumentParser(description=text)
    made.add_argument("--gemeenten", type=int, default=342, help="how many gemeenten (342)")
    made.add_argument("--projecten", type=int, default=10, help="projects per gemeente (10)")
    made.add_argument("--klein", action="store_true", help="10 gemeenten with 3 projects, for a quick look")
    return made


def size(gemeenten: int, projecten: int, *, klein: bool) -> tuple[int, int]:
    """Return the number of gemeenten and projects; refuses what would not fit or leaves no neighbour."""
    if klein:
        return 10, 3
    if not (2 <= gemeenten <= 1000 and 1 <= projecten <= 100):
        raise SystemExit("Choose 2 to 1000 gemeenten and 1 to 100 projecten.")
    return gemeenten, projecten


@contextmanager
def stage(gemeenten: int, projecten: int, *, application: str = "wijkaanpak.wsgi:application") -> Iterator[Stage]:
    """Start PostgreSQL (with fsync), Valkey and granian on fresh data.

    This process is set up for Django too, as the app role, so that it can look at SQL and make sessions.
    """
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that the servers end too
    with ExitStack() as stack:
        folder = temporary_root()
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres = Postgres.start(folder / "postgres")
        stack.callback(postgres.stop)
        valkey = Valkey.start(folder / "valkey")
        stack.callback(valkey.stop)
        postgres.ensure_database(DATABASE)
        port = _free_port()
        env = os.environ | settings_for(folder, port, valkey.url)
        manage("migrate", "--noinput", "-v0", env=env | {"DATABASE_URL": postgres.url("wp_migrate", DATABASE)})
        env["DATABASE_URL"] = postgres.url("wp_app", DATABASE)
        os.environ |= env | {"LOG_LEVEL": "CRITICAL"}
        superuser = postgres.url("postgres", DATABASE)
        command = [sys.executable, "-m", "bench.generate", "--gemeenten", str(gemeenten), "--projecten", str(projecten)]
        subprocess.run(command, env=os.environ | {"DATABASE_URL": superuser}, check=True)
        web = Process("web", folder / "processen")
        stack.callback(web.stop)
        web.claim()
        web.spawn([*commands(folder, port)["web"][:-1], application], env)
        web.wait_until(lambda: answers(f"{env['BASE_URL']}/livez"))
        import django

        django.setup()
        yield Stage(folder, port, env["DATABASE_URL"], superuser, web.log)


def machine() -> str:
    """Return the day, the cores, the memory and the load right now, for under a table."""
    pages, page_size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    load = "/".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores, {pages * page_size / 2**30:.0f} GiB,"
        f" load 1/5/15 min {load}"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
