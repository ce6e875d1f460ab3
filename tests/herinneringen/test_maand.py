"""A month of the demo region on a moved clock: what everyone gets, read as they would."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.core.management import call_command
from django.db.models import F

from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.herinneringen.ritme import AMSTERDAM, is_working_day
from wijkaanpak.herinneringen.tasks import sweep_daily
from wijkaanpak.post.models import Mail
from wijkaanpak.post.tasks import sweep
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope

BEGIN = datetime.date(2026, 11, 30)  # a Monday; the month has Christmas in it
DAYS = 31
ASKED_TO_SIGN = "Een overeenkomst wacht op jou"  # someone waits for it: it goes at once
HOURS = (5, 8, 20)


@dataclass(frozen=True)
class Sent:
    """One mail, and when it went."""

    moment: datetime.datetime
    to: str
    subject: str
    body: str
    headers: dict[str, str]


@pytest.fixture
def eager() -> Iterator[None]:
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = False


def play() -> list[Sent]:
    """Load the demo and let the beat tick for a month; nobody does anything meanwhile."""
    sent: list[Sent] = []
    with time_machine.travel(datetime.datetime.combine(BEGIN, datetime.time(4), tzinfo=AMSTERDAM)) as clock:
        call_command("laad_demo")
        for day in range(DAYS):
            for hour in HOURS:
                here = datetime.datetime.combine(
                    BEGIN + datetime.timedelta(days=day), datetime.time(hour, 31), tzinfo=AMSTERDAM
                )
                clock.move_to(here)
                if hour == HOURS[0]:
                    sweep_daily()
                sweep()
                for each in mail.outbox:
                    assert (
                        parsedate_to_datetime(str(each.message()["Date"])).date()
                        == here.astimezone(datetime.UTC).date()
                    )
                    sent.append(Sent(here, each.to[0], str(each.subject), str(each.body), dict(each.extra_headers)))
                mail.outbox.clear()
    return sent


def transcript(sent: list[Sent], path: Path) -> None:
    """Write what everyone got, per person in order of time, to be read."""
    per_person: dict[str, list[Sent]] = defaultdict(list)
    for each in sent:
        per_person[each.to].append(each)
    with path.open("w") as out:
        for person, mails in sorted(per_person.items()):
            out.write(f"=== {person}: {len(mails)} mails\n")
            for each in mails:
                said = each.body.split("\n--\n")[0]
                out.write(f"--- {each.moment:%a %d %b %H:%M} {each.subject}\n{said}\n")


def test_a_month_of_the_demo_is_what_a_colleague_would_want(
    db: None, eager: None, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO = True
    sent = play()
    transcript(sent, tmp_path / "maand.txt")
    assert len(sent) > 20
    for each in sent:
        assert is_working_day(each.moment.date()) or each.subject == ASKED_TO_SIGN, each
        assert 8 <= each.moment.hour < 18 or each.subject == ASKED_TO_SIGN, each
        assert each.headers["Message-ID"]
    assert len({each.headers["Message-ID"] for each in sent}) == len(sent)
    per_day = Counter((each.to, each.moment.date()) for each in sent if "MLB op" not in each.subject)
    assert max(per_day.values()) <= 4, per_day.most_common(5)
    lines = Counter(
        (each.to, line)
        for each in sent
        for line in each.body.splitlines()
        if "/herinneringen/" in line and "instellingen" not in line
    )
    assert set(lines.values()) == {1}  # nothing is told twice
    ids = set(Gemeente.objects.values_list("pk", flat=True))
    for gemeente_id in ids:
        with time_machine.travel(datetime.datetime(2026, 12, 30, 20, tzinfo=AMSTERDAM)), tenant_scope(gemeente_id):
            assert not Mail.objects.due().exists()
            assert not Herinnering.objects.filter(mail__moment__lt=F("gemaakt_op")).exists()
