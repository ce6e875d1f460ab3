"""The whole product for browser tests: the demo region behind a real web server, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.servers import ROOT, copy_database

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "welkom-in-de-wijk"


@dataclass(frozen=True)
class Site:
    """A running web server on a copy of the demo region."""

    url: str
    database: str  # for a superuser
    folder: Path  # uploads, mails and logs
    environment: dict[str, str]  # what its processes are started with

    def scalar(self, query: str, *values: Any) -> Any:
        """Return the first value that a query finds, looking over the wall."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            row = connection.execute(query.encode(), values).fetchone()
        return row[0] if row else None

    def project(self, naam: str = "De Vaart") -> str:
        """Return the address of a project of the demo."""
        query = (
            "SELECT '/' || g.slug || '/projecten/' || p.id || '/' FROM projects_project p"
            " JOIN tenancy_gemeente g ON g.id = p.gemeente_id WHERE p.naam = %s"
        )
        return str(self.scalar(query, naam))


@pytest.fixture(scope="session")
def site(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start the product once per worker."""
    address, superuser = copy_database(f"e2e_{worker_id}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    folder = tmp_path_factory.mktemp("e2e")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wijkaanpak.settings.demo",
        "DATABASE_URL": address,
        "BASE_URL": url,
        "MEDIA_ROOT": str(folder),
        "EMAIL_URL": (folder / "mail").as_uri(),
    }
    load = [sys.executable, "manage.py", "laad_demo"]
    subprocess.run(load, env=environment, cwd=ROOT, check=True, capture_output=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "wijkaanpak.wsgi:application"]
    with (folder / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _wait_for(f"{url}/readyz", folder / "web.log")
            yield Site(url, superuser, folder, dict(environment))
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + 120  # two workers that load the demo at once are slow
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"The web server does not answer:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    program = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The cookies of who logged in already."""
    return {}


@pytest.fixture(scope="session")
def kept(browser: Browser) -> dict[str, BrowserContext]:
    """A context for each person that tests look around in one after another, with what the browser keeps of files."""
    return {}


@pytest.fixture
def complaints() -> list[str]:
    """What the browser console complained of; a test that provokes an error empties it."""
    return []


@pytest.fixture
def visit(
    site: Site, browser: Browser, sessions: dict[str, Any], kept: dict[str, BrowserContext], complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open a page as someone of the demo (or nobody); every message of the browser console fails the test.

    ``keep`` is for a test that only looks: it shares a context with the others that do.
    """
    opened: list[BrowserContext | Page] = []

    def make_context(who: str, *, width: int = 1280, javascript: bool = True) -> BrowserContext:
        if who and who not in sessions:
            sessions[who] = _log_in(browser, site, who)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="nl-NL",
            base_url=site.url,
            storage_state=sessions.get(who),
        )
        context.set_default_timeout(10_000)
        return context

    def open_page(who: str = "", path: str = "/", *, keep: bool = False, **how: Any) -> Page:
        if keep and who not in kept:
            kept[who] = make_context(who)
        context = kept[who] if keep else make_context(who, **how)
        page = context.new_page()
        opened.append(page if keep else context)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for each in opened:
        each.close()
    expected = ("status of 401", "status of 409", "status of 422", "status of 404", "status of 403")
    assert [text for text in complaints if not any(part in text for part in expected)] == []


def _log_in(browser: Browser, site: Site, who: str) -> Any:
    context = browser.new_context(base_url=site.url, locale="nl-NL")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", f"{who}@demo.wijkaanpak.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site.url}/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(autouse=True)
def _no_django_database(django_db_blocker: Any) -> None:
    """Browser tests look at the product from outside."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.browser)
