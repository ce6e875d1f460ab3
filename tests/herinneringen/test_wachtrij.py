"""Mails have a queue of their own, and a worker that was told nothing takes that one too."""

from collections.abc import Iterator

import pytest
import redis
from celery import current_app
from django.conf import settings

from wijkaanpak.post.services import TASK as MAIL_TASK
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.uitvoer.models import PDF_TASK


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    """The broker of this test, with both queues empty before and after."""
    found = redis.Redis.from_url(settings.REDIS_URL)
    found.delete("celery", "mail")
    yield found
    found.delete("celery", "mail")


def test_a_mail_does_not_wait_behind_a_pdf(broker: redis.Redis) -> None:
    assert hurry(PDF_TASK, uuid7())
    assert hurry(MAIL_TASK, uuid7())
    assert (broker.llen("celery"), broker.llen("mail")) == (1, 1)


def test_a_worker_that_was_told_nothing_takes_both() -> None:
    assert set(current_app.amqp.queues.consume_from) == {"celery", "mail"}
