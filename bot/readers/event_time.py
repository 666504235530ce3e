"""When an event is, as far as anybody says, and when a reader wants to be reminded of it; pure.

Where no hour is known, or not in whose time, an event is a matter of days, and of the days on the reader's own wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.readers.schedule import moment_of, zone_of
from knowledge.dates import PartialDate
from knowledge.model import Entity

MORNING = 8 * 60
"""The minute of the reader's day at which a morning's reminder comes."""
_DAY = 3
_HOUR, _ONE_DAY = timedelta(hours=1), timedelta(days=1)


class Lead(StrEnum):
    """How long before an event a reminder comes; short, because buttons carry it."""

    DAY = "d"
    MORNING = "m"
    """On the morning of its first day."""
    HOUR = "h"


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days of an event, the hour of the first one, and the zone in which that hour is told."""

    dates: PartialDate
    begins: str | None = None
    zone: str | None = None

    @classmethod
    def of(cls, entity: Entity) -> EventTime | None:
        """That of an entity; None where nobody says when it is."""
        return cls(entity.dates, entity.begins, entity.zone) if entity.dates else None

    @classmethod
    def parse(cls, text: str) -> EventTime:
        """The one that `str` wrote."""
        dates, begins, zone = (*text.split(" "), "", "")[:3]
        return cls(PartialDate.parse(dates), begins or None, zone or None)

    def __str__(self) -> str:
        return " ".join(one for one in (str(self.dates), self.begins, self.zone) if one)

    @property
    def has_day(self) -> bool:
        """Whether it is known to the day."""
        return self.dates.precision == _DAY

    @property
    def start(self) -> datetime | None:
        """The moment at which it begins; None where nobody says the hour, or in whose time."""
        if not (self.begins and self.zone and self.has_day):
            return None
        hour, minute = map(int, self.begins.split(":"))
        return moment_of(self.dates.first, hour * 60 + minute, zone_of(self.zone))

    @property
    def length(self) -> int:
        """Its days."""
        return (self.dates.last - self.dates.first).days + 1

    def first_day(self, zone: tzinfo) -> date:
        """Its first day on the wall of whoever lives in a zone."""
        return self.start.astimezone(zone).date() if self.start else self.dates.first

    def is_over(self, now: datetime, zone: tzinfo = UTC) -> bool:
        """Whether its last day has passed there."""
        return now.astimezone(zone).date() > max(self.dates.last, self.first_day(zone))

    def moment(self, lead: Lead, zone: tzinfo) -> datetime | None:
        """When a reminder comes to whoever lives in a zone; None where too little is known for one."""
        if not self.has_day:
            return None
        day, start = self.first_day(zone), self.start
        match lead:
            case Lead.HOUR:
                return start - _HOUR if start else None
            case Lead.MORNING:
                morning = moment_of(day, MORNING, zone)
                return min(morning, start - _HOUR) if start else morning
            case Lead.DAY:
                return moment_of(day - _ONE_DAY, self._minute(zone), zone)

    def due(self, lead: Lead, zone: tzinfo) -> datetime | None:
        """The same; on the morning, where a reminder was to come an hour before an hour that is not known any more."""
        return self.moment(lead, zone) or self.moment(Lead.MORNING, zone)

    def leads(self, now: datetime, zone: tzinfo) -> Iterator[Lead]:
        """The reminders that can still come."""
        return (one for one in Lead if (moment := self.moment(one, zone)) and moment > now)

    def _minute(self, zone: tzinfo) -> int:
        """The time of the reader's day at which it begins; the morning, where that is not known."""
        if self.start is None:
            return MORNING
        local = self.start.astimezone(zone)
        return local.hour * 60 + local.minute
