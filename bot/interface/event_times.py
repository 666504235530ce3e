"""When an event is, in words and by the clock on the reader's wall; and which events of a version can be expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.interface.words.wording import Worded, Wording
from bot.interface.zones import place
from bot.readers.event_time import EventTime
from bot.readers.schedule import zone_of
from knowledge.model import Edition, Modality, Statement
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role

_AS_SAID = {Modality.STATED: "plain", Modality.IMPLIED: "plain", Modality.ANNOUNCED: "announced"}


@dataclass(frozen=True, slots=True)
class Expected:
    """An event, when it is, and the statement that says so."""

    entity: str
    occasion: EventTime
    said: Statement


def expected(edition: Edition, phrasings: Phrasings, entity: str) -> Expected | None:
    """What a version holds of when an event is; None where no statement that is held says so."""
    known = edition.entities.get(entity)
    occasion = EventTime.of(known) if known else None
    if occasion is None:
        return None
    said = next((one for one in dating(edition, phrasings, entity) if one.withdrawn is None), None)
    return Expected(entity, occasion, said) if said else None


def awaited(edition: Edition, phrasings: Phrasings, ids: Iterable[str], today: date) -> list[Expected]:
    """The events among some entities that are not over on a day, the next one first."""
    found = (expected(edition, phrasings, id_) for id_ in dict.fromkeys(ids))
    return sorted((one for one in found if one and one.occasion.dates.last >= today), key=_begins)


def _begins(event: Expected) -> tuple[date, str]:
    return event.occasion.dates.first, event.entity


def dating(edition: Edition, phrasings: Phrasings, entity: str) -> list[Statement]:
    """The statements that say when an event is, withdrawn ones too, in reading order."""
    dates = phrasings.role(Role.DATE)
    return [one for one in edition.statements.values() if one.subject == entity and one.property in dates]


@dataclass(frozen=True, slots=True)
class EventTimeWords:
    """Words them in one language, at a moment, for whoever lives in a zone."""

    wording: Wording
    now: datetime
    zone: str | None
    """None: nobody knows where the reader lives, so the clock is UTC."""

    @property
    def today(self) -> date:
        """The day on the reader's wall."""
        return self.now.astimezone(zone_of(self.zone)).date()

    def when(self, occasion: EventTime) -> Worded:
        """The days of an event, and its hour, or that none is known."""
        start = occasion.start
        if start and occasion.length > 1:
            return self.wording.text("occasion.begins", date=self.days(occasion), moment=self._start(occasion, start))
        if start:
            return self._start(occasion, start)
        if occasion.begins:
            return self.wording.text("occasion.hour-there", date=self.days(occasion), time=occasion.begins)
        return self.wording.text(
            "occasion.no-hour" if occasion.has_day else "occasion.no-day", date=self.days(occasion)
        )

    def moment(self, moment: datetime) -> Worded:
        """A moment to come, by the reader's clock: day, time, and whose time that is."""
        local = moment.astimezone(zone_of(self.zone))
        return self.wording.text(
            "occasion.moment", date=self._day(local.date()), time=f"{local:%H:%M}", place=self._here()
        )

    def countdown(self, said: Expected, *, dated: bool = False) -> Worded | None:
        """How far off an event is, or which of its days this is; `dated`: with its date.

        None for one that is over or not known to the day.
        """
        left = self._left(said.occasion)
        if left is None:
            return None
        key = _AS_SAID.get(said.said.modality, "expected")
        if dated:
            date_ = self.wording.date(said.occasion.dates)
            return self.wording.text(f"countdown.{key}.dated", countdown=left, date=date_)
        return self.wording.text(f"countdown.{key}", countdown=left)

    def _left(self, occasion: EventTime) -> Worded | None:
        if not occasion.has_day or occasion.is_over(self.now, zone_of(self.zone)):
            return None
        days = (occasion.first_day(zone_of(self.zone)) - self.today).days
        if days < 0 or (days == 0 and occasion.length > 1):
            return self.wording.text("countdown.running", n=1 - days, count=occasion.length)
        near = {0: "countdown.today", 1: "countdown.tomorrow"}.get(days)
        return self.wording.text(near) if near else self.wording.count("countdown.days", days)

    def _start(self, occasion: EventTime, start: datetime) -> Worded:
        local, there = start.astimezone(zone_of(self.zone)), start.astimezone(zone_of(occasion.zone))
        date_, time = self._day(local.date()), f"{local:%H:%M}"
        if self.zone == occasion.zone:
            return self.wording.text("occasion.hour", date=date_, time=time)
        other = f"{there:%H:%M}"
        if there.date() != local.date():
            other = self.wording.text("occasion.at", date=self.wording.date(there.date()), time=other)
        key = "occasion.hour-here" if self.zone else "occasion.hour-utc"
        where = place(occasion.zone or "UTC", self.wording.lang)
        return self.wording.text(key, date=date_, time=time, there=other, place=where)

    def days(self, occasion: EventTime) -> Worded:
        """Its days alone."""
        dates = occasion.dates
        if not occasion.has_day:
            return Worded(self.wording.date(dates))
        if occasion.length == 1:
            return self._day(dates.first)
        return self.wording.text(
            "occasion.days", date=self.wording.date(dates), days=self.wording.count("occasion.length", occasion.length)
        )

    def _day(self, day: date) -> Worded:
        return self.wording.text("occasion.day", day=self.wording.weekday(day.weekday()), date=self.wording.date(day))

    def _here(self) -> str:
        return place(self.zone or "UTC", self.wording.lang)
