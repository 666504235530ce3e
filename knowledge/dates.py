"""Dates as precisely as a source gives them, and as somebody mentions them.

A `PartialDate` is ISO 8601 with reduced precision: `2024`, `2024-04`, `2024-04-25`, or a range of two such.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or range; `text` is its ISO form, `first` and `last` the days that it spans."""

    text: str
    first: date
    last: date
    precision: int
    """1 year, 2 month, 3 day: the coarser of the two ends."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO date of reduced precision or a range `a/b`; ValueError says what is wrong."""
        start, slash, end = text.partition("/")
        low, high = _parse_point(start), _parse_point(end if slash else start)
        first, last = _first_day(low), _last_day(high)
        if last < first:
            raise ValueError(f"the range {text} ends before it begins")
        return cls(text, first, last, min(len(low), len(high)))

    @property
    def to_the_day(self) -> bool:
        """Whether it is known to the day, and not only to a month or a year."""
        return self.precision == 3

    @property
    def month(self) -> PartialDate | None:
        """The month in which all its days lie; None for what is not known to the day, or lies in several."""
        months = {(day.year, day.month) for day in (self.first, self.last)}
        return PartialDate.parse(f"{self.first:%Y-%m}") if self.to_the_day and len(months) == 1 else None

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        """In every file and record it stands as its ISO text."""
        from pydantic_core import core_schema

        text = core_schema.to_string_ser_schema()
        return core_schema.no_info_plain_validator_function(cls._given, serialization=text)

    @classmethod
    def _given(cls, value: object) -> PartialDate:
        return value if isinstance(value, cls) else cls.parse(str(value))


def _parse_point(text: str) -> tuple[int, ...]:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date; write 2024, 2024-04, 2024-04-25 or a range of two with a slash")
    parts = tuple(int(part) for part in match.groups() if part)
    try:
        _first_day(parts)
    except ValueError as error:
        raise ValueError(f"{text} is not in the calendar") from error
    return parts


def _first_day(parts: Sequence[int]) -> date:
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)


def _last_day(parts: Sequence[int]) -> date:
    match parts:
        case (year,):
            return date(year, 12, 31)
        case (year, month):
            return date(year, month, calendar.monthrange(year, month)[1])
        case _:
            return _first_day(parts)


class PartOfMonth(IntEnum):
    """A third of a month, as "early", "mid" and "late" say it."""

    EARLY = 1
    MID = 2
    LATE = 3

    @classmethod
    def of(cls, day: int) -> PartOfMonth:
        """The part that a day lies in: up to the tenth, up to the twentieth, or after it."""
        return cls(min((day - 1) // 10 + 1, cls.LATE))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as somebody wrote it; what was not written is None or empty."""

    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    or_year: int | None = None
    """What the one day would be as the last digits of a year («أبريل ٢٤»)."""
    part: PartOfMonth | None = None
    """The part of the month, where no days are written ("late April")."""
    span: PartialDate | None = None
    """From the first day to the last, where these are not days of one month of this calendar: «رمضان 1445»."""
    hijri: str | None = None
    """As it was written, if it was of the Hijri calendar; the other fields are converted."""
    written: str = field(default="", compare=False)
    """How to name it where year, month and days do not: a part of a month, a Hijri date, a range."""
    ends: tuple[DateMention, ...] = field(default=(), compare=False)
    """Of a range that is written with two dates of this calendar: these."""

    def met_by(self, known: PartialDate) -> bool:
        """Whether a known date satisfies every part that was written, at its precision or finer."""
        if self.span and self.ends:
            return self._is_range(known, self.span)
        if self.span:
            return _touches(known, self.span)
        if self.or_year and DateMention(self.or_year, self.month).met_by(known):
            return True
        if known.precision < self.precision:
            return False
        return self._has_part(known) and all(self._has_day(known, day) for day in self.days or (None,))

    def overlaps(self, known: PartialDate) -> bool:
        """Whether what happened at a known date happened then: within a range, not from its first day to its last."""
        return _touches(known, self.span) if self.span else self.met_by(known)

    def _is_range(self, known: PartialDate, span: PartialDate) -> bool:
        """Whether it begins and ends then, where days are written, or lies within the months or years."""
        if any(end.days for end in self.ends):
            return (known.first, known.last) == (span.first, span.last)
        return span.first <= known.first and known.last <= span.last

    def may_be(self, known: PartialDate) -> bool:
        """Whether a known date meets it, or is not known precisely enough to say that it does not."""
        if self.met_by(known) or known.precision >= self.precision:
            return self.met_by(known)
        if self.span:
            return known.first <= self.span.last and known.last >= self.span.first
        return self.rounded(known.precision).met_by(known)

    def as_known(self) -> PartialDate | None:
        """The date that a source gives with these words; None where it leaves the year open or writes it otherwise."""
        if self.year is None or self.or_year or self.part or self.hijri:
            return self.span
        month = f"{self.year}-{self.month:02d}" if self.month else str(self.year)
        ends = dict.fromkeys((min(self.days), max(self.days))) if self.days and self.month else ()
        return PartialDate.parse("/".join(f"{month}-{day:02d}" for day in ends) or month)

    def converted(self) -> PartialDate | None:
        """The days of this calendar; None for a date that was written in it."""
        if not self.hijri or self.span:
            return self.span if self.hijri else None
        return replace(self, hijri=None).as_known()

    def in_year(self, year: int) -> DateMention | None:
        """The same of a year; None where a day of it is none of that year."""
        if self.month and not all(exists(day, self.month, year) for day in self.days):
            return None
        return replace(self, year=year, or_year=None)

    def rounded(self, precision: int) -> DateMention:
        """No more of it than its year, or its year and month (2)."""
        return DateMention(self.year, self.month if precision > 1 else None)

    @property
    def parts(self) -> frozenset[PartOfMonth]:
        """The parts of its month that are written or that its days lie in."""
        return frozenset({self.part} if self.part else map(PartOfMonth.of, self.days))

    @property
    def precision(self) -> int:
        """As of a known date: 1 year, 2 month, 3 finer than a month of this calendar."""
        if self.days or self.part or self.span:
            return 3
        return 2 if self.month else 1

    def _has_part(self, known: PartialDate) -> bool:
        """Whether all days lie in the part of the month; a date that goes on in the next month lies in none."""
        if self.part is None:
            return True
        within_month = (known.first.year, known.first.month) == (known.last.year, known.last.month)
        return within_month and {PartOfMonth.of(known.first.day), PartOfMonth.of(known.last.day)} == {self.part}

    def _has_day(self, known: PartialDate, day: int | None) -> bool:
        years = [self.year] if self.year else range(known.first.year, known.last.year + 1)
        return any(self._overlaps(known, year, day) for year in years)

    def _overlaps(self, known: PartialDate, year: int, day: int | None) -> bool:
        parts = tuple(part for part in (year, self.month, day) if part)
        try:
            return _first_day(parts) <= known.last and _last_day(parts) >= known.first
        except ValueError:
            return False


def exists(day: int, month: int, year: int | None = None) -> bool:
    """Whether a month has such a day, in that year or in any."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _touches(known: PartialDate, span: PartialDate) -> bool:
    """Whether a known date lies within a span or, known to the day, meets it; a month that it cuts may lie outside."""
    if known.to_the_day:
        return known.first <= span.last and known.last >= span.first
    return span.first <= known.first and known.last <= span.last
