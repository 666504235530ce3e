"""Days and months that no calendar has: 31 April, «٣٠ فبراير», 45/13/2024, «35 شوال 1445», month 13 of 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.dates import exists
from knowledge.text import hijri
from knowledge.text.calendar_words import CalendarWords
from knowledge.text.number import Number
from knowledge.text.numbers import YEARS
from knowledge.text.word_sequence import WordSequence

_DAY_FIRST = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/.-]*\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(?P<y>\d{4})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/.-]*\d)")
_MONTHS = range(1, 13)
_LONGEST = 31
_TWO_DIGITS = 100


@dataclass(frozen=True, slots=True)
class ImpossibleDates:
    """One pass over a text whose numbers are known."""

    words: CalendarWords
    passage: WordSequence
    digits: str
    """The text with its digits as 0–9."""
    starts: Mapping[int, Number]
    ends: Mapping[int, Number]

    def find(self) -> tuple[str, ...]:
        """Every such date as it was typed; none in a text without figures."""
        return (*self._in_figures(), *self._with_months()) if self.digits else ()

    def _in_figures(self) -> Iterator[str]:
        for pattern in (_DAY_FIRST, _YEAR_FIRST):
            for match in pattern.finditer(self.digits):
                day, month, year = (int(match[key]) for key in "dmy")
                if year in YEARS and not (exists(day, month, year) or exists(month, day, year)):
                    yield self.passage.text[slice(*match.span())]

    def _with_months(self) -> Iterator[str]:
        for position in range(len(self.passage)):
            if found := self.passage.longest(self.words.months, position):
                yield from self._beside(position, position + found[0].size, found[1])
            elif found := self.passage.longest(self.words.hijri_months, position):
                yield from self._beside_hijri(position, position + found[0].size)
            elif not self.words.month_words.isdisjoint(self.passage.readings[position]):
                yield from self._thirteenth(position)

    def _beside(self, start: int, end: int, month: int) -> Iterator[str]:
        """A month with a day before it that it does not have; beyond 31 only where a year says that it is a date."""
        day, year = self._figure_before(start), self._year(end)
        if day and not exists(int(day.value), month, year) and (day.value <= _LONGEST or year):
            yield self.passage.written(day.start, end + bool(year))
        after = self.starts.get(end)
        if after and after.digits and 0 < after.value < _TWO_DIGITS:
            followed = self._year(after.end)
            if followed and not exists(int(after.value), month, followed):
                yield self.passage.written(start, after.end + 1)

    def _beside_hijri(self, start: int, end: int) -> Iterator[str]:
        day, year = self._figure_before(start), self.starts.get(end)
        if day and day.value >= _LONGEST and year and year.digits and year.value in hijri.YEARS:
            yield self.passage.written(day.start, year.end)

    def _thirteenth(self, position: int) -> Iterator[str]:
        number = self.starts.get(position + 1)
        if number and number.digits and number.value not in _MONTHS and number.value < _TWO_DIGITS:
            end = next((at for at in (number.end, number.end + 1) if self._year(at)), None)
            if end is not None:
                yield self.passage.written(position, end + 1)

    def _figure_before(self, position: int) -> Number | None:
        """The figure before a month, or before its "of"; one in words is a day only with that."""
        linked = self.passage.word(position - 1) in self.words.before_month
        number = self.ends.get(position - linked)
        if number is None or number.percent or not 0 < number.value < _TWO_DIGITS or number.value % 1:
            return None
        return number if linked or self.passage.word(number.start)[:1].isdecimal() else None

    def _year(self, position: int) -> int | None:
        number = self.starts.get(position)
        return int(number.value) if number and number.digits and number.value in YEARS else None
