"""The dates, ordinals and plain numbers that a text mentions, in any language of the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.dates import DateMention
from knowledge.text.folding import Token, clitic_variants, words

_MOST_GLUED = 4
"""Letters of the particles that are written together with a figure («بال2022»)."""
_NUMERIC_DATES = (
    re.compile(r"(?<!\d)(?P<d>\d{1,2}) ?[-–] ?(?P<e>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>\d{4}))?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})[-/.](?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?!\d)"),
)
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th", "ое", "ая", "ый", "ой", "го", "й", "я", "е")
_ORDINAL_DIGITS = re.compile(rf"(\d{{1,3}})(?:{'|'.join(_ORDINAL_ENDINGS)})")
_SHORT_YEAR = ("'", "’", "‘")
"""Stands before the two last digits of a year."""
_SHORT_YEARS = range(20, 100)
"""Such a number after a day and a month is the year."""
_BETWEEN_DAYS = frozenset({"و", "الي", "لـ", "ل", "حتي", "and", "to", "until", "till", "и", "по", "до"})


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
    heads: frozenset[str] = field(init=False, repr=False, compare=False)
    """First words of all forms."""

    def __post_init__(self) -> None:
        heads = frozenset(form[0] for table in (self.months, self.ordinals, self.cardinals) for form in table)
        object.__setattr__(self, "heads", heads)

    @classmethod
    def build(
        cls,
        *,
        months: Mapping[int, Sequence[str]],
        timid_months: Sequence[str],
        ordinals: Mapping[int, Sequence[str]],
        cardinals: Mapping[int, Sequence[str]],
    ) -> Calendar:
        """Fold the spellings of an editor's tables."""
        return cls(
            _by_words(months),
            frozenset(words(form) for form in timid_months),
            _by_words(ordinals),
            _by_words(cardinals),
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
        if not any(map(str.isdecimal, self.text)):
            return
        digits = "".join(str(int(c)) if c.isdecimal() else c for c in self.text)
        for pattern in _NUMERIC_DATES:
            for match in pattern.finditer(digits):
                mention = _numeric_mention(match.groupdict())
                covered = {i for i, t in enumerate(self.tokens) if match.start() <= t.start and t.end <= match.end()}
                if mention and covered and not covered & self.taken:
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
        linked = position < len(self.tokens) and self.tokens[position].text in ("من", "of")
        for at in range(position, position + 2 + linked):
            value = self._integer(at)
            if value and self.text[: self.tokens[at].start].endswith(_SHORT_YEAR):
                value += 2000
            if value and 1900 <= value <= 2100:
                return at + 1, value
        return position, None

    def _days_before(self, position: int) -> tuple[int, tuple[int, ...]]:
        found: list[int] = []
        at = position
        while at > 0 and at - 1 not in self.taken:
            if (value := self._day(at - 1)) is not None:
                found.insert(0, value)
            elif not (found and self.tokens[at - 1].text in _BETWEEN_DAYS) and self.tokens[at - 1].text != "of":
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
            elif not (found and self.tokens[at].text in _BETWEEN_DAYS):
                break
            at += 1
        return end, _spread(found)

    def _day(self, position: int) -> int | None:
        word = self.tokens[position].text if position < len(self.tokens) else ""
        if word and self.text[: self.tokens[position].start].endswith(_SHORT_YEAR):
            return None
        ordinal = _ORDINAL_DIGITS.fullmatch(word)
        value = int(ordinal.group(1)) if ordinal else self._integer(position)
        return value if value and 1 <= value <= 31 else None

    def _figure_at(self, position: int) -> None:
        if position in self.taken:
            return
        word = self.tokens[position].text
        if word.isalpha():
            self._word_at(position)
        elif ordinal := _ORDINAL_DIGITS.fullmatch(word):
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
        return joined and after[0].text in _ORDINAL_ENDINGS

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


def _numeric_mention(groups: Mapping[str, str]) -> DateMention | None:
    year, month, day = (int(groups[key]) if groups.get(key) else None for key in "ymd")
    if year is not None and year < 100:
        year += 2000
    if month and day and month > 12 >= day:
        month, day = day, month
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and not 1900 <= year <= 2100:
        return None
    last = int(groups["e"]) if groups.get("e") else day
    return DateMention(year, month, tuple(dict.fromkeys(found for found in (day, last) if found)))


def _spread(days: Sequence[int]) -> tuple[int, ...]:
    """The first and last of a range: the days between are implied by them."""
    return tuple(dict.fromkeys(days))
