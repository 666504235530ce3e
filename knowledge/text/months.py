"""Dates with a month in words, or a part of one: 25–26 April 2024, «نهاية الشهر», month 11 of 2025, «15 رمضان 1445»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.dates import DateMention, PartOfMonth, exists
from knowledge.text import hijri
from knowledge.text.calendar_words import CalendarWords
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.number import Number
from knowledge.text.numbers import YEARS
from knowledge.text.word_sequence import WordSequence

_SHORT_YEARS = range(20, 100)
"""Such a number after a day and a month is the year."""
_MONTHS = range(1, 13)
_WITH_MADDA = "آ"
"""Tells August from a father."""
_MAY_COUNT = 10
"""A word up to this right before a month may as well count or order something ("the second April meeting")."""


class PlacedDate(NamedTuple):
    """A date and the tokens from `start` up to `end` that it takes up."""

    mention: DateMention
    start: int
    end: int


class _Days(NamedTuple):
    days: tuple[int, ...]
    edge: int
    """The token before which, or after which, nothing belongs to them."""


class _Dated(NamedTuple):
    days: tuple[int, ...]
    year: int | None
    start: int
    end: int
    or_year: int | None = None


class _Month(NamedTuple):
    month: int
    start: int
    end: int
    timid: bool = False
    hijri: bool = False
    ordered: bool = False
    """Its language puts the day as an ordinal right before it («пятого апреля»)."""


@dataclass(slots=True)
class MonthReader:
    """One pass over a text whose numbers are known."""

    words: CalendarWords
    passage: WordSequence
    starts: Mapping[int, Number]
    ends: Mapping[int, Number]
    """Every number by its first token, and by the token after its last."""
    taken: set[int]
    """Tokens of dates; those that are found are added."""

    def read(self) -> Iterator[PlacedDate]:
        """Every date with a month, in order."""
        for position in range(len(self.passage)):
            if position in self.taken or not self.passage.readings[position]:
                continue
            placed = self._nameless_at(position)
            if placed is None and (month := self._month_at(position)):
                placed = self._date(month)
            if placed:
                self.taken |= set(range(placed.start, placed.end))
                yield placed

    def _month_at(self, position: int) -> _Month | None:
        if found := self.passage.longest(self.words.months, position):
            (size, reading), month = found
            form = (reading, *(self.passage.word(at) for at in range(position + 1, position + size)))
            timid = form in self.words.timid_months
            return _Month(month, position, position + size, timid, ordered=script(reading) is Script.CYRILLIC)
        if found := self.passage.longest(self.words.hijri_months, position):
            (size, _), month = found
            return _Month(month, position, position + size, hijri=True)
        return self._numbered_at(position) if self._is_month_word(position) else None

    def _numbered_at(self, position: int) -> _Month | None:
        """«شهر 11»; with an ordinal («الشهر الحادي عشر», "the eleventh month") only beside a year.

        Of «شهر أربعة» too, or where nothing stands behind that it may count.
        """
        number = self.starts.get(position + 1)
        if number and not number.ordinal and number.value in _MONTHS:
            alone = number.end == len(self.passage) or self._year_after(number.end)[1]
            if number.digits or (alone and not self.passage.word(position).isascii()):
                return _Month(int(number.value), position, number.end)
        after = number if number and number.ordinal else None
        ordinal = after or self.ends.get(position)
        if ordinal is None or not ordinal.ordinal or ordinal.value not in _MONTHS:
            return None
        start, end = min(ordinal.start, position), max(ordinal.end, position + 1)
        return _Month(int(ordinal.value), start, end, timid=True) if self._year_after(end)[1] else None

    def _is_month_word(self, position: int) -> bool:
        readings = self.passage.readings[position] if position < len(self.passage) else ()
        return not self.words.month_words.isdisjoint(readings)

    def _date(self, month: _Month) -> PlacedDate | None:
        if month.hijri:
            return self._hijri_date(month)
        dated = self._dated(month)
        part, start = (None, dated.start) if dated.days else self._part_before(month.start)
        certain = dated.days or dated.year or (part and not self._is_latin(month)) or self._begins_range(month)
        if month.timid and not certain and not self._is_announced(month):
            return None
        written = self.passage.written(start, dated.end) if part else ""
        mention = DateMention(dated.year, month.month, dated.days, dated.or_year, part, written=written)
        return PlacedDate(mention, start, dated.end)

    def _is_announced(self, month: _Month) -> bool:
        """Whether a word before it says that it is a month, and it is written as one: "in March", no "in march"."""
        if self.passage.word(month.start - 1) not in self.words.before_timid_months:
            return False
        first = self.passage.written(month.start, month.end)[0]
        return first.isupper() or first == _WITH_MADDA or self._is_cyrillic(month)

    def _begins_range(self, month: _Month) -> bool:
        """Whether "between" stands before it, and "and" and another month behind it."""
        if self.passage.word(month.start - 1) not in self.words.between:
            return False
        at = month.end + (self.passage.word(month.end) in self.words.between_days)
        return at < len(self.passage) and self.passage.longest(self.words.months, at) is not None

    def _is_latin(self, month: _Month) -> bool:
        return self.passage.word(month.start).isascii()

    def _is_cyrillic(self, month: _Month) -> bool:
        return script(self.passage.word(month.start)) is Script.CYRILLIC

    def _dated(self, month: _Month) -> _Dated:
        """The month with its days and year; days that it does not have are none of it."""
        before = self._days_before(month)
        dated = self._with_days_before(month, before) if before.days else self._with_days_after(month)
        if all(exists(day, month.month, dated.year) for day in dated.days):
            return dated
        if before.days:
            return _Dated((), dated.year, month.start, dated.end)
        return _Dated((), None, month.start, month.end)

    def _with_days_before(self, month: _Month, before: _Days) -> _Dated:
        end, year = self._year_after(month.end)
        short = None if year else self.starts.get(end)
        if short and short.digits and short.value in _SHORT_YEARS:
            end, year = short.end, 2000 + int(short.value)
        return _Dated(before.days, year, before.edge, end)

    def _with_days_after(self, month: _Month) -> _Dated:
        after = self._days_after(month)
        end, year = self._year_after(after.edge)
        single = len(after.days) == 1 and not year and self._may_be_year(month.end)
        return _Dated(after.days, year, month.start, end, 2000 + after.days[0] if single else None)

    def _may_be_year(self, position: int) -> bool:
        return position in self.starts and self.starts[position].digits

    def _hijri_date(self, month: _Month) -> PlacedDate | None:
        before = self._days_before(month)
        after = _Days((), month.end) if before.days else self._days_after(month)
        found = self._hijri_year(after.edge)
        if found is None:
            return None
        year, end = found
        written = self.passage.written(before.edge, end)
        mention = hijri.hijri_mention(year, month.month, before.days or after.days, written)
        return PlacedDate(mention, before.edge, end) if mention else None

    def _hijri_year(self, position: int) -> tuple[int, int] | None:
        """The year after a Hijri month, and the token after it and its mark."""
        for at in range(position, position + 2 + self._links_year(position)):
            number = self.starts.get(at)
            if number and number.digits and number.value in hijri.YEARS:
                end = number.end
                return int(number.value), end + (self.passage.word(end) in self.words.hijri_marks)
        return None

    def _links_year(self, position: int) -> bool:
        return self.passage.word(position) in self.words.before_year

    def _year_after(self, position: int) -> tuple[int, int | None]:
        """The token after the year that stands here, or after «عام», «من عام», "of" and the like; and the year."""
        for at in range(position, position + 2 - self._is_another(position) + self._links_year(position)):
            if (number := self.starts.get(at)) and not (number.ordinal or number.percent):
                value = int(number.value) + 2000 * number.short
                if value in YEARS and (number.digits or not number.value % 1):
                    return number.end + (self.passage.word(number.end) in self.words.year_marks), value
        return position, None

    def _is_another(self, position: int) -> bool:
        """Whether another month stands here, which takes the year; not another name of it («أبريل/نيسان 2024»)."""
        one, before = (self.passage.longest(self.words.months, at) for at in (position, position - 1))
        return one is not None and (before is None or one[1] != before[1])

    def _days_before(self, month: _Month) -> _Days:
        found: list[int] = []
        at = first = month.start
        linked = False
        while at > 0 and at - 1 not in self.taken:
            if (number := self.ends.get(at)) and self._is_day(number, month, linked=linked):
                found.append(int(number.value))
                at = first = number.start
            elif found and self.passage.word(at - 1) in self.words.between_days:
                at -= 1
            elif self._leads_to_month(at - 1):
                at -= 1
                linked = True
            else:
                break
        return _Days(tuple(dict.fromkeys(reversed(found))), first)

    def _leads_to_month(self, position: int) -> bool:
        word = self.passage.word(position)
        if word in self.words.determiners:
            return self._is_month_word(position + 1)
        return word in self.words.before_month or self._is_month_word(position)

    def _days_after(self, month: _Month) -> _Days:
        found: list[int] = []
        at = end = month.end
        while at < len(self.passage) and at not in self.taken:
            if (number := self.starts.get(at)) and self._is_day(number, month, linked=False):
                found.append(int(number.value))
                at = end = number.end
            elif found and self.passage.word(at) in self.words.between_days:
                at += 1
            else:
                break
        return _Days(tuple(dict.fromkeys(found)), end)

    def _is_day(self, number: Number, month: _Month, *, linked: bool) -> bool:
        """Whether a number may be a day of the month that it stands beside, or is `linked` to by a word ("of")."""
        if number.percent or number.short or number.marks or number.value % 1 or not 1 <= number.value <= 31:
            return False
        if self._is_figure(number) or linked:
            return True
        if number.ordinal and month.ordered:
            return True
        return number.value > _MAY_COUNT and not (month.timid and self._is_latin(month))

    def _is_figure(self, number: Number) -> bool:
        """Whether it is written in figures: "25", "25th"."""
        return number.digits or self.passage.word(number.start)[:1].isdecimal()

    def _part_before(self, position: int) -> tuple[PartOfMonth | None, int]:
        """The part of the month that is named before it, and where that begins."""
        at = position
        while at > 0 and at - 1 not in self.taken and self._leads_to_month(at - 1):
            at -= 1
        if at > 0 and at - 1 not in self.taken and (part := self._part_at(at - 1)):
            return part, at - 1
        return None, position

    def _part_at(self, position: int) -> PartOfMonth | None:
        found = self.passage.longest(self.words.parts_of_month, position)
        return PartOfMonth(found[1]) if found and found[0].size == 1 else None

    def _nameless_at(self, position: int) -> PlacedDate | None:
        """A part of a month without its name: «نهاية الشهر», "early this month"."""
        part = self._part_at(position)
        at = position + 1
        while part and self.passage.word(at) in self.words.before_month | self.words.determiners:
            at += 1
        if part is None or not self._is_month_word(at) or self._month_at(at) or self._is_named(at + 1):
            return None
        return PlacedDate(DateMention(part=part, written=self.passage.written(position, at + 1)), position, at + 1)

    def _is_named(self, position: int) -> bool:
        """Whether the name of a month stands there, after the word month («شهر أبريل», "month of April")."""
        at = position + (self.passage.word(position) in self.words.before_month)
        return at < len(self.passage) and self._month_at(at) is not None
