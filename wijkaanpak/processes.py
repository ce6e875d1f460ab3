"""Long-running child processes that are started, watched and ended without trusting a stale pid file.

Who runs what is told by file locks, which the kernel drops when a process dies, however it dies: `NAME.lock` is held by
the process that started a child, `NAME.pid` by the child itself.
"""

import fcntl
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


class ProcessError(RuntimeError):
    """A child could not be started, reached or ended; the message says which one and where its log is."""


class Process:
    """One long-running child with its files in one folder: NAME.lock, NAME.pid and NAME.log."""

    def __init__(self, name: str, folder: Path, *, end_with: signal.Signals = signal.SIGTERM) -> None:
        self.name, self.folder, self.log = name, folder, folder / f"{name}.log"
        self._end_with = end_with
        self._pid_file = folder / f"{name}.pid"
        self._claim: int | None = None
        self._child: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def claim(self) -> bool:
        """Become the one that starts and ends this process; False when another living process is that already.

        What an earlier, killed starter left running is ended first.
        """
        if self._claim is None:
            self._claim = _lock(self.folder / f"{self.name}.lock")
        if self._claim is None:
            return False
        if self.running:
            self._end(patience=30)
        return True

    @property
    def running(self) -> bool:
        """Whether the process lives, whoever started it."""
        if self._child is not None:
            return self._child.poll() is None
        probe = _lock(self._pid_file)
        if probe is not None:
            os.close(probe)
        return probe is None

    def spawn(self, command: Sequence[str | Path], env: Mapping[str, str], user: str | None = None) -> None:
        """Start the command in a session of its own, so that Ctrl-C reaches only us; output goes to the log."""
        held = _lock(self._pid_file)
        if self._claim is None or held is None:
            raise ProcessError(f"{self.name} is already running or was not claimed ({self.folder})")
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        with self.log.open("wb") as log:
            self._child = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=PROJECT if user is None else self.folder,
                env=env,
                start_new_session=True,
                pass_fds=[held],
                user=user,
                group=None if user is None else pwd.getpwnam(user).pw_gid,
                extra_groups=None if user is None else [],
            )
        os.ftruncate(held, 0)
        os.pwrite(held, f"{self._child.pid}\n".encode(), 0)
        os.close(held)  # from here on the child alone holds the lock

    def wait_until(self, ready: Callable[[], bool], seconds: float = 60) -> None:
        """Return when `ready` says so; ProcessError when the process dies or the time is up."""
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline or (self._child is not None and not self.running):
                tail = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
                raise ProcessError(f"{self.name} did not start; its log is {self.log}\n{tail}")
            time.sleep(0.02)

    @contextmanager
    def stopped_on_error(self) -> Iterator[None]:
        """Leave nothing behind when the block raises, whatever it raises."""
        try:
            yield
        except BaseException:
            self.stop()
            raise

    def stop(self, patience: float = 20) -> None:
        """End the process if we started it, first politely and then by force; give the claim back."""
        if self._claim is None:
            return
        if self.running:
            self._end(patience)
        if self._child is not None:
            with suppress(ProcessLookupError):  # nobody left, as it should be
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child = None
        os.close(self._claim)
        self._claim = None

    def _end(self, patience: float) -> None:
        """Ask the process that holds the pid file's lock to end; when it doesn't, end its whole session by force."""
        pid = self._child.pid if self._child is not None else int(self._pid_file.read_text() or 0)
        if pid <= 1:
            raise ProcessError(f"{self.name} runs, but {self._pid_file} doesn't say as which process; end it by hand")
        with suppress(ProcessLookupError):  # it may be gone while children of its own still hold the lock
            os.kill(pid, self._end_with)
        if not self._gone_within(patience):
            os.killpg(pid, signal.SIGKILL)
            if not self._gone_within(10):
                raise ProcessError(f"{self.name} (process {pid}) can't be ended")

    def _gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.running and time.monotonic() < deadline:
            time.sleep(0.02)
        return not self.running


def _lock(path: Path) -> int | None:
    """Return an open file with an exclusive lock on it, or None when another process holds that lock."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
