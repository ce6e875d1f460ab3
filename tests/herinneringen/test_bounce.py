"""A mail that comes back later stops its address, and nothing else does."""

import io
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import call_command

from tests.accounts.helpers import invited
from tests.cast import Cast, Town
from wijkaanpak.post.bounce import is_wrong_address, read_bounce
from wijkaanpak.post.models import Adresstop, Mail
from wijkaanpak.tenancy.scope import tenant_scope

REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: noreply@wijkaanpak.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

This is the mail system. Your message could not be delivered.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {adres}
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--grens
Content-Type: {soort}

Message-ID: {id}
Subject: iets

--grens--
"""


@pytest.fixture
def sent(cast: Cast) -> tuple[Town, str]:
    """A town, and the Message-ID of an invitation that went out."""
    invited(cast.linderode)
    return cast.linderode, outbox.outbox[-1].extra_headers["Message-ID"]


def report(id: str, status: str = "5.1.1", adres: str = "welkom@example.org", soort: str = "message/rfc822") -> bytes:
    return REPORT.format(id=id, status=status, adres=adres, soort=soort).encode()


def process(data: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": io.BytesIO(data)}))
    call_command("verwerk_bounce", stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("soort", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_that_is_for_good_stops_the_address(
    sent: tuple[Town, str], monkeypatch: pytest.MonkeyPatch, soort: str
) -> None:
    town, id = sent
    assert "geen mail meer" in process(report(id, soort=soort), monkeypatch)
    assert "geen mail meer" in process(report(id, soort=soort), monkeypatch)
    with tenant_scope(town.gemeente.pk):
        assert Adresstop.objects.get().code == "5.1.1"
        assert Mail.objects.failed().get().adres == "welkom@example.org"


@pytest.mark.parametrize(
    "change", [{"status": "4.2.2"}, {"adres": "iemand.anders@example.org"}, {"id": "<iets@anders>"}]
)
def test_anything_else_stops_nothing(sent: tuple[Town, str], monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    town, id = sent
    process(report(**({"id": id} | change)), monkeypatch)
    with tenant_scope(town.gemeente.pk):
        assert not Adresstop.objects.exists()
        assert not Mail.objects.failed().exists()


def test_a_message_that_is_no_report_is_none() -> None:
    assert read_bounce(b"Subject: hallo\n\nIk ben er niet, <" + b"a" * 32 + b"." + b"b" * 32 + b"@x>") is None
    assert read_bounce(b"") is None


@pytest.mark.parametrize(
    ("code", "words", "wrong"),
    [
        (550, "5.1.1 no such user", True),
        (550, "No such user here", True),
        (550, "5.2.1 mailbox disabled", True),
        (550, "5.7.1 you may not relay", False),
        (554, "message refused", False),
        (552, "5.2.2 mailbox full", False),
        (450, "4.2.0 later", False),
    ],
)
def test_only_an_address_that_takes_nothing_is_stopped_not_when_we_are_refused(
    code: int, words: str, wrong: bool
) -> None:
    assert is_wrong_address(code, words) is wrong
