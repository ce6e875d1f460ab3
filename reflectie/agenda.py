"""The days of a series: its rhythm on the calendar, with the public holidays of the Netherlands left out."""

import calendar
import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import holidays

from reflectie.models.reeks import Ritme

_WEEKS = {Ritme.TWEE_WEKEN: 2, Ritme.VIER_WEKEN: 4}


@lru_cache(maxsize=32)
def _of_year(year: int) -> dict[datetime.date, str]:
    days = holidays.country_holidays("NL", years=year, language="nl")
    return {day: days.get(day, "") for day in days}


def holiday(day: datetime.date) -> str:
    """Return the name of the public holiday on a day, or ''."""
    return _of_year(day.year).get(day, "")


def days_of(eerste: datetime.date, ritme: str, aantal: int) -> list[tuple[datetime.date, str]]:
    """Return the first ``aantal`` days of a rhythm, each with the holiday it had to make way for, or ''.

    A day that falls on a holiday moves to the same weekday a week later, or earlier when that stays in its month.
    """
    return list(islice(days_from(eerste, ritme), aantal))


def days_from(eerste: datetime.date, ritme: str) -> Iterator[tuple[datetime.date, str]]:
    """Yield every day of a rhythm, as ``days_of`` does, without end."""
    return map(_free, _rhythm(eerste, ritme))


def _rhythm(eerste: datetime.date, ritme: str) -> Iterator[datetime.date]:
    if ritme in _WEEKS:
        day = eerste
        while True:
            yield day
            day += datetime.timedelta(weeks=_WEEKS[Ritme(ritme)])
    nth = (eerste.day - 1) // 7
    year, month = eerste.year, eerste.month
    while True:
        yield _nth_weekday(year, month, eerste.weekday(), nth)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth (from 0) of a weekday in a month; the last one where there is no fifth."""
    first = datetime.date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * nth
    return datetime.date(year, month, day if day <= calendar.monthrange(year, month)[1] else day - 7)


def _free(day: datetime.date) -> tuple[datetime.date, str]:
    """A week later, and a week earlier when that is another month or a holiday too."""
    week = datetime.timedelta(weeks=1)
    options = [day, day + week, day - week, day + 2 * week]
    free = [each for each in options if not holiday(each)]
    same_month = [each for each in free if each.month == day.month]
    return (same_month or free)[0], holiday(day)


def month_of(day: datetime.date) -> datetime.date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def months_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the first day of every month from one day to another, both months included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [_plus_months(month_of(first), n) for n in range(count + 1)]


def _plus_months(day: datetime.date, n: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return datetime.date(year, month + 1, 1)
