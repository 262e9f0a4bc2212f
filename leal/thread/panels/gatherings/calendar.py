"""A gathering for the diary of whoever is invited: iCalendar (RFC 5545)."""

from icalendar import Calendar, Event

from ..models import Gathering
from .letters import where


def ics(gathering: Gathering, *, address: str) -> bytes:
    """The gathering as a file that diaries read; taken in again it takes the place of what was there.

    address  the page of whoever is invited
    """
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Leal//Gatherings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"gathering-{gathering.pk}@leal")
    event.add("dtstamp", gathering.starts_at)
    event.add("dtstart", gathering.starts_at)
    event.add("dtend", gathering.ends_at)
    event.add("summary", gathering.name)
    event.add("description", gathering.purpose)
    event.add("location", where(gathering))
    event.add("url", address)
    event.add("status", "CANCELLED" if gathering.called_off_on else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical()
