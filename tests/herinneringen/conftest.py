"""A real mail server, and a product that sends to it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.herinneringen.mailserver import MailServer


@pytest.fixture
def mailserver(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server that takes everything; this process sends to it."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 10
    yield server
    server.stop()
