"""Proof: a worker that is killed in the middle of its mails, twenty times, loses none."""

import os
import random
import time
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from django.utils import timezone

from tests.cast import Town, make_cast
from tests.herinneringen.mailserver import MailServer
from tests.herinneringen.programs import Workers, environment, wait_until
from wijkaanpak.accounts.models import INVITATION, Uitnodiging
from wijkaanpak.post.brief import message_id
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.scope import tenant_scope

KILLS = 20
EACH = 500  # mails of a gemeente
A_LIFE = 40  # mails that a worker sends at least before it is killed


def fill_outbox(town: Town) -> set[str]:
    """Let mails wait for people who are invited, which go at any hour of any day; return their Message-IDs."""
    gemeente = town.gemeente
    with tenant_scope(gemeente.pk):
        invitations = [
            Uitnodiging(gemeente=gemeente, email=f"nieuw.{number}@{gemeente.slug}.example", ronde=1)
            for number in range(EACH)
        ]
        for invitation in invitations:
            invitation.renew(timezone.now())
        Uitnodiging.objects.bulk_create(invitations)
        mails = [
            Mail(gemeente=gemeente, soort=INVITATION, sleutel=f"{each.pk}:1", ding=each.pk, adres=each.email)
            for each in invitations
        ]
        Mail.objects.bulk_create(mails)
        return {message_id(mail) for mail in mails}


@pytest.mark.slow
def test_no_mail_is_lost_when_the_worker_is_killed_twenty_times(
    committed: None, database_urls: tuple[str, str], superuser: Any, tmp_path: Path
) -> None:
    cast, begin = make_cast(), timezone.now()
    expected = fill_outbox(cast.linderode) | fill_outbox(cast.broekveen)
    assert len(expected) == 2 * EACH
    host, _slash, number = os.environ["REDIS_URL"].rpartition("/")
    broker = f"{host}/{int(number) + 8}"
    smtp = MailServer(pause=0.005)
    chance = random.Random(20)
    with ExitStack() as stack:
        client = stack.enter_context(redis.Redis.from_url(broker))
        client.flushdb()
        stack.callback(client.flushdb)
        beat = stack.enter_context(Celery(broker=broker, set_as_current=False))
        smtp.start()
        stack.callback(smtp.stop)
        env = environment(DATABASE_URL=database_urls[0], REDIS_URL=broker, EMAIL_URL=f"smtp://127.0.0.1:{smtp.port}")
        workers = Workers(env, tmp_path / "worker.log")
        stack.callback(workers.close)
        for _kill in range(KILLS):
            enough = len(smtp.received) + A_LIFE + chance.randrange(5)
            workers.start()
            beat.send_task("wijkaanpak.post.tasks.sweep")
            wait_until(partial(has_taken, smtp, enough), 90, f"{enough} mails received")
            time.sleep(chance.random() * 0.02)  # so that a kill falls anywhere in the life of a mail
            workers.kill()
            assert waiting(superuser) > 0  # it fell in the middle
        workers.start()
        beat.send_task("wijkaanpak.post.tasks.sweep")
        wait_until(lambda: not waiting(superuser), 120, "an outbox that is empty")
    times = Counter(smtp.ids)
    doubled = sum(times.values()) - len(times)
    print(f"{KILLS} kills, {len(times)} mails received, {doubled} of them twice")
    assert set(times) == expected
    assert doubled <= KILLS * 2  # at most the one that each of the two processes had in hand
    rows = superuser.execute(
        "SELECT count(*), count(DISTINCT (gemeente_id, soort, sleutel)), count(verstuurd_op) FROM post_mail"
        " WHERE moment > %s",
        [begin],
    ).fetchone()
    assert rows == (2 * EACH,) * 3


def has_taken(smtp: MailServer, number: int) -> bool:
    """Whether this many mails came in."""
    return len(smtp.received) >= number


def waiting(superuser: Any) -> int:
    """Return how many mails wait, in all gemeenten."""
    query = "SELECT count(*) FROM post_mail WHERE verstuurd_op IS NULL AND vervallen_op IS NULL AND mislukt_op IS NULL"
    number: int = superuser.execute(query).fetchone()[0]
    return number
