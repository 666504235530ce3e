"""Events as a file that calendar programs read and keep up to date: iCalendar, RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.readers.event_time import EventTime

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event as a calendar shows it; texts are plain."""

    uid: str
    """The same in every file and for ever."""
    name: str
    occasion: EventTime
    sequence: int
    """How often day, hour or place have changed since it was first published."""
    certain: bool
    """Whether a source states it, and does not only announce or expect it."""
    cancelled: bool = False
    place: str = ""
    text: str = ""
    url: str = ""


def calendar_file(events: Iterable[CalendarEvent], name: str, made: datetime) -> bytes:
    """The file; what is not known to the day is left out, for a calendar knows days alone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Marsad//Marsad//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in events:
        if one.occasion.has_day:
            calendar.add_component(_event(one, made))
    return bytes(calendar.to_ical())


def _event(one: CalendarEvent, made: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", made.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("summary", one.name)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED" if one.certain else "TENTATIVE")
    for key, moment in _times(one.occasion):
        event.add(key, moment)
    event.add("transp", "TRANSPARENT")
    for key, text in (("location", one.place), ("description", one.text), ("url", one.url)):
        if text:
            event.add(key, text)
    return event


def _times(occasion: EventTime) -> Iterable[tuple[str, date | datetime]]:
    """Whole days, the last one not counted; or the moment at which a single day's event begins."""
    if occasion.start and occasion.length == 1:
        return (("dtstart", occasion.start),)
    return ("dtstart", occasion.dates.first), ("dtend", occasion.dates.last + timedelta(days=1))
