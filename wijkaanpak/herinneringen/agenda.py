"""Calendars: what an app puts in someone's own, and how an appointment is written down (iCalendar)."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress
from icalendar.prop import vText

from wijkaanpak.accounts.models import Gebruiker

BACK = datetime.timedelta(days=90)  # how long what has passed stays in a calendar


@dataclass(frozen=True, slots=True)
class Afspraak:
    """An appointment, or a day on which something is due: a neutral title, when, where, and a path of ours.

    ``begin`` and ``eind`` are moments, or ``begin`` is a day and ``eind`` None. ``volgnummer`` counts the changes.
    """

    uid: str
    titel: str
    begin: datetime.datetime | datetime.date
    pad: str
    eind: datetime.datetime | None = None
    plaats: str = ""
    volgnummer: int = 0
    staat: str = "CONFIRMED"
    gewijzigd_op: datetime.datetime | None = None


Bron = Callable[[Gebruiker, datetime.date], Iterable[Afspraak]]
_bronnen: list[Bron] = []


def register(*bronnen: Bron) -> None:
    """Offer appointments of a person, from a day on, in all gemeenten in scope. From the ``herinneringen`` module."""
    _bronnen.extend(bronnen)


def appointments_of(user: Gebruiker) -> list[Afspraak]:
    """Return everything in someone's calendar."""
    since = timezone.localdate() - BACK
    return [each for bron in _bronnen for each in bron(user, since)]


def calendar_of(afspraken: Iterable[Afspraak], *, method: str = "PUBLISH", to: str = "") -> bytes:
    """Return an iCalendar file. ``to`` is the one who is invited with it: nobody reads who else comes."""
    calendar = Calendar()
    calendar.add("prodid", "-//wijkaanpak//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if method == "PUBLISH":
        calendar.add("x-wr-calname", "wijkaanpak")
        calendar.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for afspraak in afspraken:
        calendar.add_component(_event(afspraak, to))
    data: bytes = calendar.to_ical()
    return data


def _event(afspraak: Afspraak, to: str) -> Event:
    event = Event()
    event.add("uid", f"{afspraak.uid}@wijkaanpak")
    event.add("dtstamp", timezone.now())
    if afspraak.gewijzigd_op:
        event.add("last-modified", afspraak.gewijzigd_op)
    event.add("dtstart", _utc(afspraak.begin))
    event.add("dtend", _utc(afspraak.eind or afspraak.begin + datetime.timedelta(days=1)))
    event.add("summary", afspraak.titel)
    event.add("sequence", afspraak.volgnummer)
    event.add("status", afspraak.staat)
    if afspraak.plaats:
        event["location"] = vText(afspraak.plaats)
    event.add("url", urljoin(settings.BASE_URL, afspraak.pad))
    if not isinstance(afspraak.begin, datetime.datetime):
        event.add("transp", "TRANSPARENT")  # a day on which something is due keeps nobody busy
    if to:
        organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
        organizer.params["CN"] = vText("wijkaanpak")
        event["organizer"] = organizer
        attendee = vCalAddress(f"mailto:{to}")
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    return event


def _utc(moment: datetime.datetime | datetime.date) -> datetime.datetime | datetime.date:
    return moment.astimezone(datetime.UTC) if isinstance(moment, datetime.datetime) else moment
