"""When a mail goes: quiet hours, weekends, holidays, rhythms, and both nights on which the clock changes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkaanpak.herinneringen.bronnen import Ritme
from wijkaanpak.herinneringen.ritme import AMSTERDAM, at, first_allowed, is_working_day, next_moment
from wijkaanpak.herinneringen.services.keuzes import Geldend

USUAL = Geldend()


def clock(moment: datetime.datetime) -> str:
    """What the clock of Amsterdam shows."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def local(text: str, fold: int = 0) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold).astimezone(datetime.UTC)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-12-01 10:15", "2026-12-01 10:15"),  # a Tuesday
        ("2026-12-01 07:59", "2026-12-01 08:00"),
        ("2026-12-01 08:00", "2026-12-01 08:00"),
        ("2026-12-01 18:00", "2026-12-02 08:00"),
        ("2026-12-04 18:30", "2026-12-07 08:00"),  # over the weekend
        ("2026-12-05 12:00", "2026-12-07 08:00"),
        ("2026-12-24 19:00", "2026-12-28 08:00"),  # both days of Christmas, then a weekend
        ("2027-03-26 23:00", "2027-03-30 08:00"),  # Easter, with the night that the clock goes forward
        ("2027-05-05 10:00", "2027-05-05 10:00"),  # Bevrijdingsdag is a holiday once in five years
        ("2030-05-05 10:00", "2030-05-06 08:00"),
    ],
)
def test_at_once_is_outside_quiet_hours_and_on_a_working_day(now: str, goes: str) -> None:
    assert clock(next_moment(Ritme.DIRECT, USUAL, local(now))) == goes


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-12-01 05:00", "2026-12-01 08:00"),
        ("2026-12-01 08:00", "2026-12-02 08:00"),
        ("2026-12-04 09:00", "2026-12-07 08:00"),
        ("2026-10-23 12:00", "2026-10-26 08:00"),  # over the night on which the clock goes back
        ("2026-03-27 12:00", "2026-03-30 08:00"),  # and forward
    ],
)
def test_a_mail_per_day_comes_at_its_hour(now: str, goes: str) -> None:
    assert clock(next_moment(Ritme.DAG, USUAL, local(now))) == goes


@pytest.mark.parametrize(
    ("now", "weekday", "goes"),
    [
        ("2026-12-01 05:00", 0, "2026-12-07 08:00"),
        ("2026-12-07 05:00", 0, "2026-12-07 08:00"),
        ("2026-12-07 08:01", 0, "2026-12-14 08:00"),
        ("2027-03-27 12:00", 0, "2027-03-30 08:00"),  # Easter Monday: the day after
        ("2027-03-29 12:00", 0, "2027-03-30 08:00"),
        ("2026-12-24 12:00", 4, "2026-12-28 08:00"),  # Christmas on a Friday: the Monday after
        ("2026-12-28 05:00", 4, "2026-12-28 08:00"),
        ("2026-12-28 09:00", 4, "2027-01-04 08:00"),  # New Year's Day on a Friday
    ],
)
def test_a_mail_per_week_comes_on_its_day_or_the_working_day_after(now: str, weekday: int, goes: str) -> None:
    assert clock(next_moment(Ritme.WEEK, Geldend(weekdag=weekday), local(now))) == goes


def test_quiet_hours_can_be_in_the_day_or_not_there() -> None:
    lunch = Geldend(stil_van=datetime.time(12), stil_tot=datetime.time(13))
    assert clock(first_allowed(local("2026-12-01 12:30"), lunch)) == "2026-12-01 13:00"
    assert clock(first_allowed(local("2026-12-01 03:00"), lunch)) == "2026-12-01 03:00"
    assert clock(first_allowed(local("2026-12-05 03:00"), lunch)) == "2026-12-07 08:00"
    never = Geldend(stil_van=datetime.time(8), stil_tot=datetime.time(8))
    assert clock(first_allowed(local("2026-12-01 23:00"), never)) == "2026-12-01 23:00"


def test_an_hour_that_the_clock_skips_is_the_hour_after() -> None:
    assert clock(at(datetime.date(2026, 3, 29), datetime.time(2, 30))) == "2026-03-29 03:30"


def test_an_hour_that_the_clock_shows_twice_ends_quiet_hours_the_second_time_too() -> None:
    night = Geldend(stil_van=datetime.time(1), stil_tot=datetime.time(2, 30))
    workday = datetime.date(2026, 10, 25)  # a Sunday: looked at alone, without the rule of working days
    assert not is_working_day(workday)
    first, second = at(workday, datetime.time(2, 30)), at(workday, datetime.time(2, 30), fold=1)
    assert second - first == datetime.timedelta(hours=1)
    assert first_allowed(local("2026-10-26 01:30"), night) == local("2026-10-26 02:30")


@given(
    moment=st.integers(0, 5 * 365 * 24 * 60).map(
        lambda minutes: datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
    ),
    ritme=st.sampled_from([Ritme.DIRECT, Ritme.DAG, Ritme.WEEK]),
    van=st.times(),
    tot=st.times(),
    weekdag=st.integers(0, 4),
)
def test_a_mail_never_goes_before_now_in_quiet_hours_on_a_day_off_or_weeks_later(
    moment: datetime.datetime, ritme: Ritme, van: datetime.time, tot: datetime.time, weekdag: int
) -> None:
    goes = next_moment(ritme, Geldend(stil_van=van, stil_tot=tot, weekdag=weekdag), moment)
    time = goes.astimezone(AMSTERDAM).time()
    assert not (van <= time < tot if van < tot else van > tot and (time >= van or time < tot))
    assert goes >= moment
    assert goes - moment < datetime.timedelta(days=13)
    assert is_working_day(goes.astimezone(AMSTERDAM).date())
