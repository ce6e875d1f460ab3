"""Proofs of the daily job and of the wall around the tasks: once, and for one gemeente alone."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.cast import Cast, Town, make_cast
from tests.herinneringen.mailserver import MailServer
from tests.herinneringen.test_bewijs_verzenden import invite_to
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.herinneringen.tasks import remind
from wijkaanpak.post.models import Mail
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tasks import TaskWithoutGemeente

AT_ONCE = 4


def told(town: Town) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """Return the lines of all inboxes and the mails of a town."""
    with tenant_scope(town.gemeente.pk):
        lines = Herinnering.objects.values_list("pk", "lid", "soort", "sleutel", "vervallen_op", "mail")
        return set(lines), set(Mail.objects.values_list("pk", "soort", "sleutel", "vervallen_op"))


def test_a_second_daily_job_adds_nothing(cast: Cast) -> None:
    town = cast.linderode
    remind(str(town.gemeente.pk))
    first = told(town)
    assert first[0]  # the action with a deadline tomorrow
    remind(str(town.gemeente.pk))
    assert told(town) == first


def test_daily_jobs_at_the_same_moment_add_nothing_more_than_one(committed: None) -> None:
    cast = make_cast()
    remind(str(cast.broekveen.gemeente.pk))  # of the same town, by one
    lines, mails = (len(each) for each in told(cast.broekveen))
    town, together, failures = cast.linderode, Barrier(AT_ONCE), []

    def work() -> None:
        try:
            together.wait(timeout=30)
            remind(str(town.gemeente.pk))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _each in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert lines > 0
    assert tuple(len(each) for each in told(town)) == (lines, mails)


@pytest.mark.parametrize("task", [send_mails, remind])
@pytest.mark.parametrize("gemeente", ["", "onzin", "0199f7eb-38db-7999-8c6f-1bf2010c53d6"])
def test_a_task_without_gemeente_refuses(
    cast: Cast, mailserver: MailServer, task: Callable[[str], None], gemeente: str
) -> None:
    invite_to(cast.linderode, "nieuw")
    before = told(cast.linderode)
    with pytest.raises(TaskWithoutGemeente):
        task(gemeente)
    assert mailserver.received == []
    assert told(cast.linderode) == before


def test_the_tasks_of_one_gemeente_do_nothing_for_another(cast: Cast, mailserver: MailServer) -> None:
    invite_to(cast.linderode, "hier")
    invite_to(cast.broekveen, "daar")
    before = told(cast.broekveen)
    remind(str(cast.linderode.gemeente.pk))
    send_mails(str(cast.linderode.gemeente.pk))
    assert mailserver.addresses == ["hier@example.org"]
    assert told(cast.broekveen) == before
    with tenant_scope(cast.broekveen.gemeente.pk):
        assert Mail.objects.due().get().adres == "daar@example.org"
