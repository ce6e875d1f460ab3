"""Proof: while the broker is away every save succeeds at once, and all mails go soon after it is back."""

import http.client
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast, Town, make_cast
from tests.herinneringen.mailserver import MailServer, free_port
from tests.herinneringen.programs import CELERY, WEB, WORKER, Broker, environment, running, wait_until
from wijkaanpak.accounts.models import Uitnodiging
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.scope import tenant_scope

PEOPLE = 8  # at work at the same time
SAVES = 200
SOON = 120  # seconds: the requirement
AWAY = 3  # seconds: long enough that a worker is refused


class Beheerder:
    """Someone who invites people, one after the other, in a browser of their own."""

    def __init__(self, town: Town, port: int) -> None:
        client = Client()
        client.force_login(town.beheerder.user)
        token = "a" * 32
        cookies = {settings.SESSION_COOKIE_NAME: client.session.session_key, settings.CSRF_COOKIE_NAME: token}
        self._cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._port, self._path, self._token = port, f"/{town.gemeente.slug}/leden/uitnodigen/", token

    def invite(self, email: str) -> tuple[int, float]:
        """Send the form; return the status of the answer, and after how many seconds it came."""
        form = urlencode({"email": email, "rol": "medewerker", "csrfmiddlewaretoken": self._token})
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded", "Host": "testserver"}
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        begin = time.monotonic()
        try:
            connection.request("POST", self._path, form, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        return status, time.monotonic() - begin


def save_all(people: list[Beheerder], what: str) -> tuple[set[str], list[int], str]:
    """Let all of them save at once; return which addresses were invited, the answers, and how long they took."""
    addresses = [f"{what}.{number}@example.org" for number in range(SAVES)]

    def work(number: int) -> list[tuple[int, float]]:
        return [people[number].invite(address) for address in addresses[number::PEOPLE]]

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = [answer for answers in pool.map(work, range(PEOPLE)) for answer in answers]
    times = [seconds for _status, seconds in answers]
    story = f"{SAVES} saves, median {statistics.median(times) * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms"
    return set(addresses), [status for status, _seconds in answers], story


def in_outbox(cast: Cast, addresses: set[str]) -> set[str]:
    """Return which of these addresses have both an invitation and its mail, in the two gemeenten."""
    found: set[str] = set()
    for town in (cast.linderode, cast.broekveen):
        with tenant_scope(town.gemeente.pk):
            invitations = Uitnodiging.objects.filter(email__in=addresses).values("pk")
            found |= set(Mail.objects.filter(ding__in=invitations).values_list("adres", flat=True))
    return found


@pytest.fixture
def mails() -> Iterator[MailServer]:
    """The mail server that the worker sends to."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A Valkey of this test alone."""
    server = Broker(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.mark.slow
def test_saves_succeed_without_the_broker_and_all_mails_go_once_it_is_back(
    committed: None, database_urls: tuple[str, str], mails: MailServer, broker: Broker, tmp_path: Path
) -> None:
    cast, port = make_cast(), free_port()
    env = environment(DATABASE_URL=database_urls[0], REDIS_URL=broker.url, EMAIL_URL=f"smtp://127.0.0.1:{mails.port}")
    web = [*WEB, "--port", str(port), "wijkaanpak.wsgi:application"]
    beat = [*CELERY, "beat", "--pidfile=", f"--schedule={tmp_path}/beat"]
    people = [Beheerder((cast.linderode, cast.broekveen)[number % 2], port) for number in range(PEOPLE)]
    with ExitStack() as stack:
        for name, command in {"web": web, "worker": WORKER, "beat": beat}.items():
            stack.enter_context(running(command, env, tmp_path / f"{name}.log"))
        wait_until(lambda: answers(port), 90, "the web server answers")
        there, statuses, story = save_all(people, "met")
        assert statuses == [302] * SAVES
        wait_until(lambda: set(mails.addresses) >= there, 90, "the mails of the saves with the broker there")
        print(f"with the broker: {story}")

        broker.stop()  # while the worker holds messages of it
        time.sleep(AWAY)
        broker.start()
        wait_until(broker.has_idle_worker, 60, "the worker waits for the broker that came back")
        broker.stop()
        away, statuses, story = save_all(people, "zonder")
        print(f"without the broker: {story}")
        assert statuses == [302] * SAVES
        assert in_outbox(cast, away) == away
        assert not away & set(mails.addresses)  # nobody could tell the worker

        broker.start()
        took = wait_until(lambda: set(mails.addresses) >= away, SOON, "the mails of the saves without the broker")
        print(f"all {SAVES} mails were received {took:.0f} seconds after the broker was back")
    assert len(set(mails.ids)) == len(mails.ids) == 2 * SAVES


def answers(port: int) -> bool:
    """Whether the web server is ready."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
