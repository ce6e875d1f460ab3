"""From what is due to a mail: lines that go together, what was done meanwhile, and what someone chose."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox

from projects.models import ChecklistAntwoord, Project
from tests.cast import Cast, Town
from wijkaanpak.herinneringen.bronnen import Bron, sources
from wijkaanpak.herinneringen.models import Gemeentestandaard, Herinnering, Regiostandaard, Voorkeur
from wijkaanpak.herinneringen.ritme import AMSTERDAM
from wijkaanpak.herinneringen.services import ronde
from wijkaanpak.herinneringen.services.keuzes import choices_of, stop_kinds
from wijkaanpak.herinneringen.services.ronde import hold_round
from wijkaanpak.post.models import Mail
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.models import Regio
from wijkaanpak.tenancy.scope import tenant_scope

TUESDAY = datetime.datetime(2026, 12, 1, 5, 15, tzinfo=AMSTERDAM)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(TUESDAY) as moving:
        yield moving


@pytest.fixture
def town(cast: Cast, clock: Any) -> Town:
    """Linderode on a Tuesday, in which ``lid`` has two deadlines within a week."""
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        ChecklistAntwoord.objects.filter(pk=town.antwoord.pk).update(deadline=TUESDAY.date() + 3 * DAY)
        ChecklistAntwoord.objects.create(
            gemeente=town.gemeente,
            project=town.project,
            punt="UI-02",
            status="bezig",
            verantwoordelijke=town.lid.lid,
            deadline=TUESDAY.date() + 5 * DAY,
        )
    return town


def lines(town: Town) -> list[Herinnering]:
    """The lines of ``lid`` about deadlines; a scope must be open."""
    rows = Herinnering.objects.filter(lid=town.lid.lid, soort="deadlines").select_related("mail").order_by("dag")
    return list(rows)


def hold(town: Town) -> list[Herinnering]:
    with tenant_scope(town.gemeente.pk):
        hold_round(town.gemeente)
        return lines(town)


def mails_at(town: Town, clock: Any, moment: datetime.datetime) -> list[Any]:
    """Let the sender run at a moment; return what ``lid`` got then."""
    outbox.outbox.clear()
    clock.move_to(moment)
    send_mails(str(town.gemeente.pk))
    return [each for each in outbox.outbox if each.to == [town.lid.user.email]]


def test_what_is_due_goes_in_one_mail_at_the_hour_of_the_day(town: Town, clock: Any) -> None:
    first, second = hold(town)
    assert first.mail == second.mail
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=2)) == []
    [sent] = mails_at(town, clock, TUESDAY + datetime.timedelta(hours=4))
    assert sent.subject.endswith(", en nog 1")
    for row in (first, second):
        assert f"http://testserver/linderode/herinneringen/{row.pk}/" in sent.body
    assert mails_at(town, clock, TUESDAY + DAY) == []


def test_what_is_done_or_opened_before_the_mail_goes_is_not_in_it(town: Town, clock: Any) -> None:
    first, second = hold(town)
    with tenant_scope(town.gemeente.pk):
        ChecklistAntwoord.objects.filter(punt="UI-02").update(status="gereed")
    [sent] = mails_at(town, clock, TUESDAY + datetime.timedelta(hours=4))
    assert str(first.pk) in sent.body
    assert str(second.pk) not in sent.body
    with tenant_scope(town.gemeente.pk):
        assert Herinnering.objects.get(pk=second.pk).vervallen_op is not None


def test_no_mail_goes_when_everything_was_opened(town: Town, clock: Any) -> None:
    hold(town)
    with tenant_scope(town.gemeente.pk):
        Herinnering.objects.filter(lid=town.lid.lid).update(gelezen_op=TUESDAY)
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=4)) == []
    with tenant_scope(town.gemeente.pk):
        assert not Mail.objects.due().exists()


def test_a_new_line_after_the_mail_went_gets_the_next_one(town: Town, clock: Any) -> None:
    Voorkeur.objects.create(gebruiker=town.lid.user, ritmes={"deadlines": "direct"})
    first, second = hold(town)
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=3, minutes=1))
    with tenant_scope(town.gemeente.pk):
        moved = TUESDAY.date() + 6 * DAY
        ChecklistAntwoord.objects.filter(punt="UI-02").update(deadline=moved)
        hold_round(town.gemeente)
        fresh = [row for row in lines(town) if row.dag == moved]
    [row] = fresh
    assert row.mail not in (first.mail, second.mail)
    [sent] = mails_at(town, clock, TUESDAY + datetime.timedelta(hours=3, minutes=20))
    assert str(row.pk) in sent.body


def test_what_was_done_and_then_undone_is_not_told_again(town: Town, clock: Any) -> None:
    first, _second = hold(town)
    for status in ("gereed", "bezig"):
        with tenant_scope(town.gemeente.pk):
            ChecklistAntwoord.objects.filter(pk=town.antwoord.pk).update(status=status)
        hold(town)
    with tenant_scope(town.gemeente.pk):
        assert Herinnering.objects.get(pk=first.pk).vervallen_op is None
        assert len(lines(town)) == 2


@pytest.mark.parametrize(("ritme", "goes"), [("direct", "01 08:00"), ("dag", "01 08:00"), ("week", "07 08:00")])
def test_a_mail_goes_when_its_kind_says(town: Town, ritme: str, goes: str) -> None:
    Voorkeur.objects.create(gebruiker=town.lid.user, ritmes={"deadlines": ritme})
    first, _second = hold(town)
    assert first.mail is not None
    assert f"{first.mail.moment.astimezone(AMSTERDAM):%d %H:%M}" == goes


def test_who_wants_none_gets_lines_and_no_mail_also_when_they_stop_it_later(town: Town, clock: Any) -> None:
    hold(town)
    stop_kinds(user_id=town.lid.user.pk, soorten=["deadlines"])
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=4)) == []
    with tenant_scope(town.gemeente.pk):
        ChecklistAntwoord.objects.filter(punt="UI-02").update(deadline=TUESDAY.date() + 6 * DAY)
    assert [row.mail for row in hold(town) if row.dag == TUESDAY.date() + 6 * DAY] == [None]


def test_a_person_a_gemeente_and_a_region_choose_in_that_order(town: Town) -> None:
    regio = Regio.objects.get(gemeenten=town.gemeente)
    user = town.lid.user.pk

    def chosen() -> tuple[str, datetime.time]:
        with tenant_scope(town.gemeente.pk):
            found = choices_of(town.gemeente, [user])[user]
        return found.ritme("deadlines").value, found.om

    assert chosen() == ("dag", datetime.time(8))
    Regiostandaard.objects.create(regio=regio, ritmes={"deadlines": "week"}, om=datetime.time(9))
    assert chosen() == ("week", datetime.time(9))
    with tenant_scope(town.gemeente.pk):
        Gemeentestandaard.objects.create(gemeente=town.gemeente, ritmes={"deadlines": "geen"})
    assert chosen() == ("geen", datetime.time(9))
    Voorkeur.objects.create(gebruiker=town.lid.user, ritmes={"deadlines": "direct"}, om=datetime.time(10))
    assert chosen() == ("direct", datetime.time(10))


def test_what_goes_at_once_daily_and_weekly_at_one_moment_is_one_mail(town: Town) -> None:
    with time_machine.travel(TUESDAY + 6 * DAY), tenant_scope(town.gemeente.pk):  # a Monday
        ChecklistAntwoord.objects.update(deadline=TUESDAY.date() + 8 * DAY)
        Project.objects.filter(pk=town.project.pk).update(halverwege_op=TUESDAY.date() + 20 * DAY)
        ChecklistAntwoord.objects.update(verantwoordelijke=town.leider.lid)
        hold_round(town.gemeente)
        rows = Herinnering.objects.filter(lid=town.leider.lid, soort__in=["deadlines", "evaluatie", "mlb"])
        assert len({row.soort for row in rows}) >= 2
        assert len({row.mail_id for row in rows}) == 1


def test_a_line_that_comes_back_after_its_mail_had_nothing_to_say_goes_with_another(town: Town, clock: Any) -> None:
    hold(town)
    with tenant_scope(town.gemeente.pk):
        ChecklistAntwoord.objects.update(status="gereed")
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=4)) == []
    with tenant_scope(town.gemeente.pk):
        ChecklistAntwoord.objects.update(status="bezig")
    hold(town)
    [sent] = mails_at(town, clock, TUESDAY + DAY + datetime.timedelta(hours=4))
    assert sent.subject.endswith(", en nog 1")


def test_a_source_that_fails_keeps_its_lines_and_stops_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = hold(town)

    def broken(today: datetime.date) -> Any:
        raise RuntimeError("stuk")

    others = [bron for bron in sources() if bron.soort != "deadlines"]

    monkeypatch.setattr(ronde, "sources", lambda: [Bron("deadlines", broken, lambda rows, today: []), *others])
    hold(town)
    with tenant_scope(town.gemeente.pk):
        assert {row.pk for row in Herinnering.objects.standing()} >= {first.pk, second.pk}
    assert "source_failed" in caplog.text


def test_a_mail_that_is_late_keeps_quiet_hours(town: Town, clock: Any) -> None:
    hold(town)
    assert mails_at(town, clock, TUESDAY + datetime.timedelta(hours=16)) == []  # the worker was away until 21.15
    assert len(mails_at(town, clock, TUESDAY + DAY + datetime.timedelta(hours=4))) == 1
