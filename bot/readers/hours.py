"""Quiet hours as readers write them: «22:00-07:00», "10pm to 7am", «من 11 ليلاً إلى 7 صباحاً», "midnight to 7"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, cached_property

from bot.readers.asked import read_asked
from bot.readers.schedule import DAY, Quiet
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import fold
from knowledge.text.listed import Listed, by_form

_HALF_DAY, _HOUR = 12, 60
_LATE_NIGHT = 5
"""Up to this hour "at night" is after midnight."""


class _PartOfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"


class _HoursRecord(Record):
    """The whole of `hours.yaml`, which says what each list is for."""

    switched_off: Listed
    parts_of_day: dict[_PartOfDay, Listed]
    moments_of_day: dict[int, Listed]
    hours: tuple[Listed, ...]
    fractions: dict[int, Listed]
    before: Listed
    until: Listed
    oclock: Listed

    @cached_property
    def parts(self) -> Mapping[str, _PartOfDay]:
        """By every form of one."""
        return by_form(self.parts_of_day.items(), fold)

    @cached_property
    def moments(self) -> Mapping[str, int]:
        """Minutes of the day."""
        return by_form(((hour * _HOUR, listed) for hour, listed in self.moments_of_day.items()), fold)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Hours in words."""
        return by_form(enumerate(self.hours, start=1), fold)

    @cached_property
    def minutes(self) -> Mapping[str, int]:
        """Behind an hour."""
        return by_form(self.fractions.items(), fold)

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """What stands before a time."""
        return re.compile(rf"(?:{self.before.pattern})\s+")

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What stands between two."""
        glued = rf"(?<=\s)[ول]\s?(?=\d|(?:{_any_of(self.numbers)})\b)"
        return re.compile(rf"\s*(?:[-–—−]|\b(?:{self.until.pattern})\b|{glued})\s*")

    @cached_property
    def time(self) -> re.Pattern[str]:
        """A time of the day."""
        return re.compile(
            rf"(?P<hour>\d{{1,2}}|{_any_of(self.numbers)})"
            rf"(?:\s*(?:[:.٫h]\s*(?P<minute>\d{{2}})|(?P<fraction>{_any_of(self.minutes)})))?"
            rf"(?:\s*(?:{self.oclock.pattern}))?"
            rf"(?:\s*(?P<part>{_any_of(self.parts)}))?"
        )


def _any_of(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


@cache
def _listed() -> _HoursRecord:
    return read_asked("hours", _HoursRecord)


class NonsenseHours(ValueError):
    """A text that names no two different times of the day."""


def quiet_of(text: str) -> Quiet | None:
    """The quiet hours that a text names; None: it switches them off. NonsenseHours for anything else."""
    said = " ".join(fold(text).split())
    if said in map(fold, _listed().switched_off.entries):
        return None
    try:
        start, end = (_minute(one) for one in _listed().between.split(said))
        return Quiet(start, end)
    except ValueError:
        raise NonsenseHours(text) from None


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _minute(text: str) -> int:
    """The minute of the day; ValueError for a time that no clock shows."""
    said, listed = text.strip(), _listed()
    while begins := listed.lead.match(said):
        said = said[begins.end() :]
    if said in listed.moments:
        return listed.moments[said]
    match = listed.time.fullmatch(said)
    if match is None:
        raise ValueError(text)
    part = listed.parts.get(match["part"] or "")
    hours = _hour(listed.numbers.get(match["hour"]) or int(match["hour"]), part)
    minutes = int(match["minute"] or 0) + listed.minutes.get(match["fraction"] or "", 0)
    if hours * _HOUR >= DAY or minutes >= _HOUR:
        raise ValueError(text)
    return hours * _HOUR + minutes


def _hour(hour: int, part: _PartOfDay | None) -> int:
    """The hour of the day; one that goes beyond twelve says its part of the day itself."""
    if part is None or hour > _HALF_DAY:
        if part is _PartOfDay.MORNING or hour > 2 * _HALF_DAY:
            raise ValueError(hour)
        return hour
    if hour == 0:
        raise ValueError(hour)
    late = part is _PartOfDay.AFTERNOON or (part is _PartOfDay.NIGHT and hour > _LATE_NIGHT)
    if part is _PartOfDay.NIGHT and hour == _HALF_DAY:
        return 0
    return hour % _HALF_DAY + (_HALF_DAY if late else 0)
