"""The dates, ordinals and plain numbers that a text mentions, in any language of the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.dates import DateMention
from knowledge.text.folding import Token, clitic_variants, words
from knowledge.text.numeric_dates import numeric_dates

_MOST_GLUED = 4
"""Letters of the particles that are written together with a figure («بال2022»)."""
_NEVER = "(?!)"
_SHORT_YEAR = ("'", "’", "‘")
"""Stands before the two last digits of a year."""
_SHORT_YEARS = range(20, 100)
"""Such a number after a day and a month is the year."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """The dates, ordinals and plain numbers of a text, with the token positions that they take up."""

    dates: tuple[DateMention, ...] = ()
    ordinals: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    taken: frozenset[int] = frozenset()
    places: tuple[int, ...] = ()
    """Where each of `numbers` stands."""

    def fields(self) -> frozenset[tuple[str, int]]:
        """Every figure as (unit, value), so that two texts can be compared figure by figure."""
        found: set[tuple[str, int]] = set()
        for mention in self.dates:
            found |= {("year", mention.year)} if mention.year else set()
            found |= {("month", mention.month)} if mention.month else set()
            found |= {("number", day) for day in mention.days}
        found |= {("ordinal", n) for n in self.ordinals}
        found |= {("number", n) for n in self.numbers}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How months, ordinals and small numbers are written, in every language at once; keys are folded words."""

    months: Mapping[tuple[str, ...], int]
    timid_months: frozenset[tuple[str, ...]]
    """Forms that are months only beside a number ("may", "mar")."""
    ordinals: Mapping[tuple[str, ...], int]
    cardinals: Mapping[tuple[str, ...], int]
    between_days: frozenset[str] = frozenset()
    """Words between the first and the last day of a range, or two days."""
    before_year: frozenset[str] = frozenset()
    before_month: frozenset[str] = frozenset()
    """Words between the parts of a date ("25 of April of 2024")."""
    ordinal_endings: frozenset[str] = frozenset()
    """What is written onto a figure to make an ordinal of it ("19th")."""
    heads: frozenset[str] = field(init=False, repr=False, compare=False)
    """First words of all forms."""
    ordinal_figure: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """A figure with such an ending."""

    def __post_init__(self) -> None:
        heads = frozenset(form[0] for table in (self.months, self.ordinals, self.cardinals) for form in table)
        object.__setattr__(self, "heads", heads)
        endings = "|".join(map(re.escape, sorted(self.ordinal_endings))) or _NEVER
        object.__setattr__(self, "ordinal_figure", re.compile(rf"(\d{{1,3}})(?:{endings})"))

    @classmethod
    def build(
        cls,
        *,
        months: Mapping[int, Sequence[str]],
        timid_months: Sequence[str],
        ordinals: Mapping[int, Sequence[str]],
        cardinals: Mapping[int, Sequence[str]],
        **particles: Sequence[str],
    ) -> Calendar:
        """Fold the spellings of an editor's tables; `particles` are the words that have no value, by field."""
        return cls(
            _by_words(months),
            frozenset(words(form) for form in timid_months),
            _by_words(ordinals),
            _by_words(cardinals),
            **{name: frozenset(word for form in forms for word in words(form)) for name, forms in particles.items()},
        )

    def find(self, text: str, tokens: Sequence[Token]) -> Quantities:
        """All figures of `text`, whose folded words are `tokens`."""
        return _Finder(self, text, tokens).find()


def _by_words(table: Mapping[int, Sequence[str]]) -> dict[tuple[str, ...], int]:
    return {words(form): value for value, forms in table.items() for form in forms}


@dataclass(slots=True)
class _Finder:
    """One pass over one text: numeric dates, then months with their neighbours, then what is left."""

    calendar: Calendar
    text: str
    tokens: Sequence[Token]
    dates: list[DateMention] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    readings: Sequence[Sequence[str]] = ()
    """Of each token those with which a form may begin."""

    def find(self) -> Quantities:
        heads = self.calendar.heads
        self.readings = [[one for one in clitic_variants(token.text) if one in heads] for token in self.tokens]
        self._numeric_dates()
        for position in range(len(self.tokens)):
            self._month_at(position)
        for position in range(len(self.tokens)):
            self._figure_at(position)
        return Quantities(
            tuple(self.dates), tuple(self.ordinals), tuple(self.numbers), frozenset(self.taken), tuple(self.places)
        )

    def _numeric_dates(self) -> None:
        for mention, start, end in numeric_dates(self.text):
            covered = {i for i, token in enumerate(self.tokens) if start <= token.start and token.end <= end}
            if covered and not covered & self.taken:
                self.dates.append(mention)
                self.taken |= covered

    def _month_at(self, position: int) -> None:
        size, month = self._longest(self.calendar.months, position)
        if not size or position in self.taken:
            return
        after, year = self._year_after(position + size)
        or_year = None
        before, days = self._days_before(position)
        if days and not year and (short := self._integer(after) or 0) in _SHORT_YEARS:
            after, year = after + 1, 2000 + short
        if not days:
            after, days = self._days_after(position + size)
            after, year = self._year_after(after)
            or_year = 2000 + days[0] if len(days) == 1 and not year else None
        if not (days or year) and self._words(position, size) in self.calendar.timid_months:
            return
        self.dates.append(DateMention(year, month, days, or_year))
        self.taken |= set(range(before, after))

    def _year_after(self, position: int) -> tuple[int, int | None]:
        """The year at `position`, «عام», «من عام», "of" and the like skipped; and the position after it."""
        linked = position < len(self.tokens) and self.tokens[position].text in self.calendar.before_year
        for at in range(position, position + 2 + linked):
            value = self._integer(at)
            if value and self.text[: self.tokens[at].start].endswith(_SHORT_YEAR):
                value += 2000
            if value and 1900 <= value <= 2100:
                return at + 1, value
        return position, None

    def _days_before(self, position: int) -> tuple[int, tuple[int, ...]]:
        found: list[int] = []
        between, of = self.calendar.between_days, self.calendar.before_month
        at = position
        while at > 0 and at - 1 not in self.taken:
            if (value := self._day(at - 1)) is not None:
                found.insert(0, value)
            elif not (found and self.tokens[at - 1].text in between) and self.tokens[at - 1].text not in of:
                break
            at -= 1
        if not found:
            return position, ()
        while self._day(at) is None:
            at += 1
        return at, _spread(found)

    def _days_after(self, position: int) -> tuple[int, tuple[int, ...]]:
        found: list[int] = []
        at = end = position
        while at < len(self.tokens) and at not in self.taken:
            if (value := self._day(at)) is not None:
                found.append(value)
                end = at + 1
            elif not (found and self.tokens[at].text in self.calendar.between_days):
                break
            at += 1
        return end, _spread(found)

    def _day(self, position: int) -> int | None:
        word = self.tokens[position].text if position < len(self.tokens) else ""
        if word and self.text[: self.tokens[position].start].endswith(_SHORT_YEAR):
            return None
        ordinal = self.calendar.ordinal_figure.fullmatch(word)
        value = int(ordinal.group(1)) if ordinal else self._integer(position)
        return value if value and 1 <= value <= 31 else None

    def _figure_at(self, position: int) -> None:
        if position in self.taken:
            return
        word = self.tokens[position].text
        if word.isalpha():
            self._word_at(position)
        elif ordinal := self.calendar.ordinal_figure.fullmatch(word):
            self._take(self.ordinals, int(ordinal.group(1)), position, 1)
        elif (value := self._integer(position)) is not None:
            if self._has_ending(position):
                self._take(self.ordinals, value, position, 2)
            else:
                self._take_number(value, position)
        else:
            self._word_at(position)

    def _word_at(self, position: int) -> None:
        size, ordinal = self._longest(self.calendar.ordinals, position)
        number_size, number = self._longest(self.calendar.cardinals, position)
        if size and size >= number_size:
            self._take(self.ordinals, ordinal, position, size)
        elif number_size:
            self._take_count(number, position, number_size)

    def _has_ending(self, position: int) -> bool:
        """Whether the ending of an ordinal is written onto a figure with a hyphen («19-я»)."""
        figure, *after = self.tokens[position : position + 2]
        joined = any(self.text[figure.end : token.start] in ("-", "‑", "–") for token in after)
        return joined and after[0].text in self.calendar.ordinal_endings

    def _take_number(self, value: int, position: int) -> None:
        if 1900 <= value <= 2100:
            self.dates.append(DateMention(year=value))
            self.taken.add(position)
        else:
            self._take_count(value, position, 1)

    def _take_count(self, value: int, position: int, size: int) -> None:
        self.places.append(position)
        self._take(self.numbers, value, position, size)

    def _take(self, found: list[int], value: int, position: int, size: int) -> None:
        found.append(value)
        self.taken |= set(range(position, position + size))

    def _integer(self, position: int) -> int | None:
        if position >= len(self.tokens):
            return None
        word = self.tokens[position].text
        if word.isalpha():
            return None
        for reading in [word[start:] for start in range(_MOST_GLUED + 1)] if not word.isascii() else [word]:
            if reading.isascii() and reading.isdecimal() and len(reading) <= 9:
                return int(reading)
        return None

    def _words(self, position: int, size: int) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens[position : position + size])

    def _longest(self, table: Mapping[tuple[str, ...], int], position: int) -> tuple[int, int]:
        """Size and value of the longest form of `table` that begins at `position`; (0, 0) where there is none."""
        readings = self.readings[position]
        for size in (3, 2, 1) if readings else ():
            if position + size > len(self.tokens):
                continue
            _, *rest = self._words(position, size)
            for reading in readings:
                for tail in {tuple(rest), tuple(clitic_variants(word)[-1] for word in rest)}:
                    if (value := table.get((reading, *tail))) is not None:
                        return size, value
        return 0, 0


def _spread(days: Sequence[int]) -> tuple[int, ...]:
    """The first and last of a range: the days between are implied by them."""
    return tuple(dict.fromkeys(days))
