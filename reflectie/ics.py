"""A session for a calendar: a neutral title, when, where and a link; nothing of what is said there."""

import datetime

from icalendar import Calendar, Event
from icalendar.prop import vText

from reflectie.models import Sessie, Sessiestaat

_STATUS = {Sessiestaat.AFGEZEGD: "CANCELLED", Sessiestaat.CONCEPT: "TENTATIVE"}


def calendar_of(sessie: Sessie, link: str) -> bytes:
    """Return one session as an iCalendar file. A later plan has a higher SEQUENCE, a cancelled one says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//wijkaanpak//MLB//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"mlb-{sessie.pk}@wijkaanpak")
    event.add("dtstamp", sessie.gewijzigd_op or datetime.datetime.now(datetime.UTC))
    event.add("dtstart", sessie.begint().astimezone(datetime.UTC))
    event.add("dtend", sessie.eindigt().astimezone(datetime.UTC))
    event.add("summary", f"MLB {sessie.nummer}")
    event.add("sequence", sessie.volgnummer)
    event.add("status", _STATUS.get(Sessiestaat(sessie.staat), "CONFIRMED"))
    if sessie.plaats:
        event["location"] = vText(sessie.plaats)
    event.add("url", link)
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
