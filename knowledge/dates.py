"""Dates as precisely as a source gives them, and as somebody mentions them.

A `PartialDate` is ISO 8601 with reduced precision: `2024`, `2024-04`, `2024-04-25`, or a range of two such.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as somebody wrote it; what was not written is None or empty."""

    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    or_year: int | None = None
    """What the one day would be as the last digits of a year («أبريل ٢٤»)."""

    def met_by(self, known: PartialDate) -> bool:
        """Whether a known date satisfies every part that was written, at its precision or finer."""
        if self.or_year and DateMention(self.or_year, self.month).met_by(known):
            return True
        if self.days and known.precision < 3:
            return False
        if self.month and known.precision < 2:
            return False
        return all(self._has_day(known, day) for day in self.days or (None,))

    def _has_day(self, known: PartialDate, day: int | None) -> bool:
        years = [self.year] if self.year else range(known.first.year, known.last.year + 1)
        return any(self._overlaps(known, year, day) for year in years)

    def _overlaps(self, known: PartialDate, year: int, day: int | None) -> bool:
        parts = tuple(part for part in (year, self.month, day) if part)
        try:
            return _first_day(parts) <= known.last and _last_day(parts) >= known.first
        except ValueError:
            return False
