"""The dates, ordinals and plain numbers that a text mentions, in any language of the calendar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from knowledge.dates import DateMention, exists
from knowledge.text import hijri
from knowledge.text.calendar_words import FORMS, CalendarWords
from knowledge.text.date_ranges import merged
from knowledge.text.folding import Token, words
from knowledge.text.impossible_dates import ImpossibleDates
from knowledge.text.months import MonthReader, PlacedDate
from knowledge.text.number import Number
from knowledge.text.numbers import YEARS, NumberReader
from knowledge.text.numeric_dates import numeric_dates
from knowledge.text.separated_figures import in_ascii
from knowledge.text.word_sequence import WordSequence

_DIGIT = re.compile(r"\d")
_DAY = re.compile("[0-9]{1,2}")
_MOST_BEFORE = 4
_TENS = range(20, 100, 10)
"""Arabic writes the twentieth and the twenty alike."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """The dates, ordinals and plain numbers of a text, with the token positions that they take up.

    A number is one value, an int wherever it is whole, however it is written.
    """

    dates: tuple[DateMention, ...] = ()
    ordinals: tuple[int, ...] = ()
    numbers: tuple[float, ...] = ()
    taken: frozenset[int] = frozenset()
    places: tuple[int, ...] = ()
    """Where each of `numbers` begins."""
    ends: tuple[int, ...] = ()
    """The last word of each of `numbers`."""
    percents: tuple[float, ...] = ()
    impossible: tuple[str, ...] = ()
    """Dates that no calendar has, as they were typed."""

    def fields(self) -> frozenset[tuple[str, float | str]]:
        """Every figure as (unit, value), so that two texts can be compared figure by figure."""
        found: set[tuple[str, float | str]] = set()
        for mention in (end for one in self.dates for end in one.ends or (one,)):
            found |= {("year", mention.year)} if mention.year else set()
            found |= {("month", mention.month)} if mention.month else set()
            found |= {("number", day) for day in mention.days}
            found |= {("part of a month", mention.part.name.lower())} if mention.part else set()
            found |= {("days", mention.span.text)} if mention.span else set()
        found |= {("number" if n in _TENS else "ordinal", n) for n in self.ordinals}
        found |= {("number", n) for n in self.numbers}
        found |= {("percent", n) for n in self.percents}
        return frozenset(found)

    def carried(self) -> frozenset[tuple[str, float | str]]:
        """The figures, and what another text may say for them: the part of the month that the days lie in."""
        parts = {part for mention in self.dates for part in mention.parts}
        return self.fields() | {("part of a month", part.name.lower()) for part in parts}


_NOTHING = Quantities()


@dataclass(frozen=True, slots=True)
class Calendar(CalendarWords):
    """Finds dates and figures, however they are written."""

    @classmethod
    def build(
        cls,
        *,
        ordinal_stems: Mapping[int, Sequence[str]] = MappingProxyType({}),
        ordinal_suffixes: Sequence[str] = (),
        **sections: Mapping[int, Sequence[str]] | Sequence[str],
    ) -> Calendar:
        """Fold the spellings of an editor's tables, forms and single words, by the name of their field.

        Each of `ordinal_stems` is an ordinal with each of `ordinal_suffixes` (Russian: двадцат + ый).
        """
        folded = {name: _folded(name, section) for name, section in sections.items()}
        stems = ((value, stem) for value, found in ordinal_stems.items() for stem in found)
        inflected = {words(stem + suffix): value for value, stem in stems for suffix in ordinal_suffixes}
        return cls(**folded | {"ordinals": inflected | folded["ordinals"]})

    def find(self, text: str, tokens: Sequence[Token]) -> Quantities:
        """All figures of `text`, whose folded words are `tokens`."""
        passage = WordSequence.of(text, tokens, self.heads)
        digits = in_ascii(text[: tokens[-1].end]) if tokens and _DIGIT.search(text) else ""
        if not digits and not any(passage.readings):
            return _NOTHING
        return _Finder(self, passage, digits).find()


def _folded(name: str, section: Mapping[int, Sequence[str]] | Sequence[str]) -> Any:
    if isinstance(section, Mapping):
        return {words(form): value for value, forms in section.items() for form in forms}
    forms = [words(form) for form in section]
    return frozenset(forms) if name in FORMS else frozenset(word for form in forms for word in form)


@dataclass(slots=True)
class _Finder:
    """One pass over one text: dates in figures, then all numbers, then months with those beside them."""

    calendar: Calendar
    passage: WordSequence
    digits: str
    dates: list[PlacedDate] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def find(self) -> Quantities:
        self._numeric_dates()
        numbers = NumberReader(self.calendar, self.passage, self.digits, self.taken).read()
        starts, ends = {one.start: one for one in numbers}, {one.end: one for one in numbers}
        self.dates += MonthReader(self.calendar, self.passage, starts, ends, self.taken).read()
        left = list(self._left(numbers))
        found = self._quantities(left)
        impossible = ImpossibleDates(self.calendar, self.passage, self.digits, starts, ends).find()
        return replace(found, impossible=impossible) if impossible else found

    def _quantities(self, left: Sequence[Number]) -> Quantities:
        """What was found, with the numbers that are no date."""
        counts = [one for one in left if not (one.ordinal or one.percent)]
        return Quantities(
            dates=tuple(merged(self.dates, self.passage, self.calendar)),
            ordinals=tuple(int(one.value) for one in left if one.ordinal),
            numbers=tuple(one.value for one in counts),
            taken=frozenset(self.taken),
            places=tuple(one.start for one in counts),
            ends=tuple(one.end - 1 for one in counts),
            percents=tuple(one.value for one in left if one.percent and not one.ordinal),
        )

    def _numeric_dates(self) -> None:
        tokens = self.passage.tokens
        for mention, start, end in numeric_dates(self.passage.text, self.digits) if self.digits else ():
            first = bisect_right(tokens, start, key=lambda token: token.end)
            last = bisect_left(tokens, end, key=lambda token: token.start)
            if first < last and self.taken.isdisjoint(range(first, last)):
                last += self.passage.word(last) in self._marks(mention)
                self._take(*self._with_day_before(mention, first), last)

    def _with_day_before(self, mention: DateMention, start: int) -> tuple[DateMention, int]:
        """The day that is joined to a date in figures by a word («25 و26/4»), and where they begin."""
        word, between = self.passage.word, self.calendar.between_days
        at = start - 1 - (word(start - 1) in between)
        alone = at == 0 or self.passage.adjoins(at)
        day = int(word(at)) if alone and len(mention.days) == 1 and _DAY.fullmatch(word(at)) else 0
        joined = at < start - 1 or word(start)[:1] in between
        if not (joined and mention.month and exists(day, mention.month, mention.year)) or at in self.taken:
            return mention, start
        return replace(mention, days=tuple(dict.fromkeys((day, *mention.days)))), at

    def _marks(self, mention: DateMention) -> frozenset[str]:
        return self.calendar.hijri_marks if mention.hijri else self.calendar.year_marks

    def _left(self, numbers: Sequence[Number]) -> Iterator[Number]:
        """The numbers that are part of no date; a year by itself is one."""
        for number in numbers:
            if number.start in self.taken:
                continue
            if placed := self._year(number):
                self._take(*placed)
            else:
                self.taken |= set(range(number.start, number.end))
                yield number

    def _year(self, number: Number) -> PlacedDate | None:
        if number.percent or number.ordinal:
            return None
        if not number.digits:
            return self._year_in_words(number)
        if number.value in YEARS and not self._is_amount(number):
            marked = self.passage.word(number.end) in self.calendar.year_marks
            return PlacedDate(DateMention(int(number.value)), number.start, number.end + marked)
        return self._hijri_year(number) if number.value in hijri.YEARS else None

    def _year_in_words(self, number: Number) -> PlacedDate | None:
        """A number in words, where the word year stands before it."""
        if number.value not in YEARS or self.passage.word(number.start - 1) not in self.calendar.year_words:
            return None
        return PlacedDate(DateMention(int(number.value)), number.start, number.end)

    def _is_amount(self, number: Number) -> bool:
        """Whether so much of something is meant: "2000 soldiers", "more than 2000"."""
        if self.passage.word(number.end) in self.calendar.counted and self.passage.adjoins(number.end):
            return True
        word = self.passage.word
        before = [word(at) for at in range(max(number.start - _MOST_BEFORE, 0), number.start)]
        return any(tuple(before[at:]) in self.calendar.at_least for at in range(len(before)))

    def _hijri_year(self, number: Number) -> PlacedDate | None:
        """A year by itself that a mark says to be of that calendar."""
        marks = self.calendar.hijri_marks
        start = number.start - (self.passage.word(number.start - 1) in marks)
        end = next((at + 1 for at in (number.end, number.end + 1) if self.passage.word(at) in marks), number.end)
        if (start, end) == (number.start, number.end) and number.marks not in marks:
            return None
        mention = hijri.hijri_mention(int(number.value), None, (), self.passage.written(start, end))
        return PlacedDate(mention, start, end) if mention else None

    def _take(self, mention: DateMention, start: int, end: int) -> None:
        self.dates.append(PlacedDate(mention, start, end))
        self.taken |= set(range(start, end))
