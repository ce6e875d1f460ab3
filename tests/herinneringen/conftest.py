"""The town that is reminded, days that rounds hang from, and a real mail server with a product that sends to it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, Town
from tests.herinneringen.mailserver import MailServer


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode."""
    return cast.linderode


@pytest.fixture
def tenth() -> int:
    """In how many days it is the tenth of next month."""
    first = (timezone.localdate().replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
    return (first.replace(day=10) - timezone.localdate()).days


@pytest.fixture
def monday() -> int:
    """In how many days it is the first Monday to come."""
    return 7 - timezone.localdate().weekday()


@pytest.fixture
def mailserver(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server that takes everything; this process sends to it."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 10
    yield server
    server.stop()
