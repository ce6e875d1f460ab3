"""The demo on one machine: `python -m wijkaanpak.demo [--opnieuw] [--poort 8000]`.

Starts PostgreSQL, Valkey, web, worker and beat, loads the demo region and stops everything again on Ctrl-C or SIGTERM.
The data stay in `data_root()/demo`. Exit code 0 after a stop, 1 when something failed, 2 when it refuses.
"""

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from wijkaanpak.embedded import Postgres, Valkey, data_root, postgres_process
from wijkaanpak.processes import PROJECT, Process, ProcessError

DATABASE = "wijkaanpak"
SETTINGS = "wijkaanpak.settings.demo"


class Stopped(Exception):
    """SIGTERM or Ctrl-C arrived."""


def refusal(environment: Mapping[str, str]) -> str | None:
    """Return why the demo won't run in this environment, or None when it may."""
    for name in ("DJANGO_SETTINGS_MODULE", "WIJKAANPAK_OMGEVING"):
        value = environment.get(name, "")
        if value.rpartition(".")[2].lower().startswith("prod"):
            return f"{name} is {value!r}: dit is een productieomgeving. De demo start hier niet."
    return None


def settings_for(folder: Path, port: int, redis_url: str) -> dict[str, str]:
    """Return the environment of every child, but for DATABASE_URL; makes what it names."""
    for name in ("media", "mail"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    return {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": secret_key(folder / "secret_key"),
        "REDIS_URL": redis_url,
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": (folder / "mail").as_uri(),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
    }


def secret_key(path: Path) -> str:
    """Return the key in the file; made once, for our eyes only."""
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        fresh.rename(path)
    return path.read_text()


def commands(folder: Path, port: int) -> dict[str, Sequence[str | Path]]:
    """Return the long-running children and how each is called, in the order of starting."""
    python = sys.executable
    web = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--no-ws"]
    celery = [python, "-m", "celery", "-A", "wijkaanpak"]
    return {
        "web": [python, "-m", "granian", *web, "wijkaanpak.wsgi:application"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile=", f"--schedule={folder}/beat-schedule"],
    }


def manage(command: str, *arguments: str, env: Mapping[str, str]) -> None:
    """Run one management command to its end; its output is for the person at the screen."""
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", command, *arguments], env=env, cwd=PROJECT, check=False
    )
    if done.returncode:
        raise ProcessError(f"`manage.py {command}` is mislukt.")


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this port of the machine itself."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Whether something at the address gives a good answer, asked without a proxy."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # urllib's errors and refused connections alike: not ready yet
        return False


def serve(folder: Path, port: int, stack: ExitStack) -> None:
    """Start everything, each with its end on the stack, and watch it until Stopped; ProcessError when a part dies."""
    say("PostgreSQL en Valkey starten …")
    postgres = Postgres.start(folder / "postgres")
    stack.callback(postgres.stop)
    valkey = Valkey.start(folder / "valkey")
    stack.callback(valkey.stop)
    postgres.ensure_database(DATABASE)

    env = os.environ | settings_for(folder, port, valkey.url)
    say("De database bijwerken …")
    manage("migrate", "--noinput", "--verbosity=0", env=env | {"DATABASE_URL": postgres.url("wp_migrate", DATABASE)})
    env["DATABASE_URL"] = postgres.url("wp_app", DATABASE)
    say("De voorbeeldregio laden …")
    manage("laad_demo", env=env)

    say("Web, worker en beat starten …")
    running = [postgres.process, valkey.process]
    for name, command in commands(folder, port).items():
        process = Process(name, folder / "processen")
        stack.callback(process.stop)
        process.claim()
        process.spawn(command, env)
        running.append(process)
    running[2].wait_until(lambda: answers(f"{env['BASE_URL']}/livez"))
    say(f"\nDe demo staat klaar op {env['BASE_URL']}/\nMails staan in {folder / 'mail'}. Stoppen: Ctrl-C.")
    while all(process.running for process in running):
        time.sleep(0.5)
    dead = next(process for process in running if not process.running)
    raise ProcessError(f"{dead.name} is onverwacht gestopt. Het logboek: {dead.log}")


def end_leftovers(folder: Path) -> None:
    """End what a killed run left behind, the users of the servers first."""
    users = [Process(name, folder / "processen") for name in ("beat", "worker", "web")]
    for process in [*users, Process("valkey", folder / "valkey"), postgres_process(folder / "postgres")]:
        process.claim()
        process.stop()


def run(port: int, *, afresh: bool) -> int:
    """Run the demo until it is stopped; return the exit code."""
    demo, folder = Process("demo", data_root()), data_root() / "demo"
    if not demo.claim():
        say(f"De demo draait al, met de gegevens in {folder}. Stop die eerst.")
        return 1
    with ExitStack() as stack:
        stack.callback(demo.stop)
        try:
            _on_signal(_stop)
            end_leftovers(folder)
            if afresh:
                say("De gegevens van de demo weggooien …")
                shutil.rmtree(folder)
            if not port_is_free(port):
                raise ProcessError(f"Poort {port} is bezet. Kies een andere, bijvoorbeeld: bin/demo --poort {port + 1}")
            serve(folder, port, stack)
        except Stopped:
            say("\nDe demo stopt; de gegevens blijven bewaard.")
        except ProcessError as error:
            say(f"\n{error}\nDe rest van de demo stopt.")
            return 1
        finally:
            _on_signal(signal.SIG_IGN)  # a second Ctrl-C does not hinder an orderly end
    return 0


def main() -> int:
    """Read the command line, refuse or run; return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/demo", description="Start de demo van wijkaanpak op deze computer.")
    parser.add_argument("--opnieuw", action="store_true", help="gooi de gegevens van de demo weg en begin opnieuw")
    parser.add_argument("--poort", "--port", type=int, default=8000, help="de poort van de website (standaard 8000)")
    options = parser.parse_args()
    if reason := refusal(os.environ):
        say(reason)
        return 2
    return run(options.poort, afresh=options.opnieuw)


def say(line: str) -> None:
    """Tell the person at the screen."""
    print(line, flush=True)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _on_signal(action: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, action)


if __name__ == "__main__":
    sys.exit(main())
