"""When a mail goes: working days, quiet hours and rhythm, on the clock of Amsterdam, summer time and all."""

import datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from wijkaanpak.herinneringen.bronnen import Ritme
from wijkaanpak.herinneringen.services.keuzes import Geldend

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DAY = datetime.timedelta(days=1)


@cache
def _free(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: datetime.date) -> bool:
    """Whether people work: no weekend and no public holiday."""
    return day.weekday() < 5 and day not in _free(day.year)


def at(day: datetime.date, time: datetime.time, *, fold: int = 0) -> datetime.datetime:
    """Return the moment, in UTC, when the clock of Amsterdam shows this.

    A time that the clock skips in spring is an hour later; of one that it shows twice in autumn ``fold`` says which.
    """
    return datetime.datetime.combine(day, time.replace(fold=fold), tzinfo=AMSTERDAM).astimezone(datetime.UTC)


def first_allowed(moment: datetime.datetime, keuzes: Geldend) -> datetime.datetime:
    """Return this moment, or the first after it outside quiet hours and on a working day; in UTC."""
    local = moment.astimezone(AMSTERDAM)
    day, time = local.date(), local.time()
    if keuzes.stil_van > keuzes.stil_tot and time >= keuzes.stil_van:  # the quiet evening ends tomorrow
        day += _DAY
    if not is_working_day(day):
        day, time = next_working_day(day), keuzes.stil_tot if keuzes.stil_van > keuzes.stil_tot else keuzes.om
    if day == local.date() and not _is_quiet(time, keuzes):
        return moment.astimezone(datetime.UTC)
    if _is_quiet(time, keuzes):
        time = keuzes.stil_tot
    found = at(day, time)
    return found if found >= moment else at(day, time, fold=1)


def _is_quiet(time: datetime.time, keuzes: Geldend) -> bool:
    van, tot = keuzes.stil_van, keuzes.stil_tot
    return van <= time < tot if van <= tot else time >= van or time < tot


def next_working_day(day: datetime.date) -> datetime.date:
    """Return this day, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def next_moment(ritme: Ritme, keuzes: Geldend, now: datetime.datetime) -> datetime.datetime:
    """Return when a mail of this rhythm goes, in UTC; a day off moves it to the next working day."""
    if ritme == Ritme.DIRECT:
        return first_allowed(now, keuzes)
    day = now.astimezone(AMSTERDAM).date()
    if ritme == Ritme.WEEK:
        monday = day - day.weekday() * _DAY
        planned = (next_working_day(monday + (7 * week + keuzes.weekdag) * _DAY) for week in (-1, 0, 1, 2))
    else:
        planned = (next_working_day(day + ahead * _DAY) for ahead in range(15))
    return first_allowed(next(moment for each in planned if (moment := at(each, keuzes.om)) > now), keuzes)
