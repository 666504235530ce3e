"""Every number of a text as one value, however it is written: 1,200 · 3.5 million · «مئة وعشرون» · forty-sixth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal

from knowledge.text import hijri
from knowledge.text.adding_up import Link, NumberPiece, Sum
from knowledge.text.calendar_words import CalendarWords, NumberRole
from knowledge.text.folding import clitic_variants, script
from knowledge.text.letters import Script
from knowledge.text.number import Number
from knowledge.text.number_ranges import with_shared_scales
from knowledge.text.separated_figures import Separated, separated_figures
from knowledge.text.word_sequence import WordSequence

_MOST_GLUED = 4
"""Letters of the particles that are written together with a figure («بال2022»)."""
_MOST_DIGITS = 9
_BELOW_A_SCALE = 3
_FIGURE = re.compile(rf"[^\W\d_a-z]{{0,{_MOST_GLUED}}}(?P<digits>[0-9]{{1,{_MOST_DIGITS}}})(?P<marks>[^\W\d_]*)")
YEARS = range(1900, 2101)
_HYPHENS = ("-", "‑", "–")
_PERCENT = frozenset("%٪﹪％")
_SHORT_YEAR = frozenset("'’‘")
"""Stands before the two last digits of a year."""
_AND = "و"
_ARTICLES = ("ال", "لل")
_OF_TWO = ("ان", "ين")


@dataclass(slots=True)
class NumberReader:
    """One pass over a text."""

    words: CalendarWords
    passage: WordSequence
    digits: str
    """The text with its digits as 0–9; empty where it has none."""
    taken: AbstractSet[int]
    """Tokens of dates."""
    separated: Mapping[int, tuple[Separated, int]] = field(default_factory=dict)
    """By their first token, with the token after the last."""

    def read(self) -> list[Number]:
        """Every number, in order."""
        self.separated = self._separated() if self.digits else {}
        found: list[Number] = []
        position = 0
        while position < len(self.passage):
            number = None if position in self.taken else self._at(position)
            if number and not self._is_of_a_rank(number):
                found.append(number)
            position = number.end if number else position + 1
        return with_shared_scales(found, self.passage, self.words)

    def _is_of_a_rank(self, number: Number) -> bool:
        """Whether it is an ordinal that a rank has with it: «فريق أول», "second lieutenant"."""
        if not number.ordinal:
            return False
        ordinal = self.passage.word(number.start)
        if script(ordinal) is not Script.ARABIC:
            return self.passage.word(number.end) in self.words.ranks
        article = _ARTICLES[0] if ordinal.startswith(_ARTICLES[0]) else ""
        before = clitic_variants(self.passage.word(number.start - 1))
        return not self.words.ranks.isdisjoint(article + word for word in before)

    def _separated(self) -> dict[int, tuple[Separated, int]]:
        tokens = self.passage.tokens
        found: dict[int, tuple[Separated, int]] = {}
        for one in separated_figures(self.digits):
            first = bisect_right(tokens, one.start, key=lambda token: token.end)
            last = bisect_left(tokens, one.end, key=lambda token: token.start)
            if first < last and self.taken.isdisjoint(range(first, last)):
                found[first] = one, last
        return found

    def _at(self, position: int) -> Number | None:
        if not self.passage.word(position).isalpha():
            return self._figure(position) or self._in_words(position)
        return self._in_words(position) if self.passage.readings[position] else None

    def _figure(self, position: int) -> Number | None:
        """A figure with the scale after it, if any."""
        if position in self.separated:
            one, end = self.separated[position]
            number = self._scaled(one.value, position, end)
            if number.percent or number.end > end or not one.may_be_two:
                return number
        word = self.passage.word(position)
        if ordinal := self.words.ordinal_figure.fullmatch(word):
            return Number(int(ordinal.group(1)), position, position + 1, ordinal=True)
        match = _FIGURE.fullmatch(word)
        if match is None:
            return None
        value = int(match["digits"])
        if not self._may_be_written_onto(match["marks"], value):
            return None
        if not match["marks"] and self._has_ending(position):
            year = value in YEARS and self.passage.word(position + 1) in self.words.year_endings
            return Number(value, position, position + 2, ordinal=not year, digits=year)
        return self._plain(value, position, match["marks"])

    def _plain(self, value: int, position: int, marks: str) -> Number:
        end = position + 1
        scale = self._scale(marks)
        start = self.passage.tokens[position].start
        short = self.passage.text[start - 1 : start] in _SHORT_YEAR if start else False
        number = Number(value * scale, position, end, marks=marks, digits=scale == 1, short=short, scale=scale)
        amount = Sum(Decimal(value), figure=True)
        grown = end if value in YEARS or marks else self._grown(amount, end)
        finished = self._finished(amount, position, grown)
        return finished if finished.percent or grown > end else number

    def _may_be_written_onto(self, marks: str, value: int) -> bool:
        if marks in self.words.year_marks:
            return value in YEARS
        if marks in self.words.hijri_marks:
            return value in hijri.YEARS
        return not marks or self._scale(marks) > 1

    def _scale(self, marks: str) -> int:
        """What letters multiply by that are written onto a figure («3bn»)."""
        word = self.words.numbers.get((marks,))
        return word.value if word and word.kind in (NumberRole.SCALE, NumberRole.BOUND_SCALE) else 1

    def _has_ending(self, position: int) -> bool:
        """Whether the ending of an ordinal is written onto a figure with a hyphen («19-я»)."""
        after = self.passage.word(position + 1)
        if after not in self.words.ordinal_endings:
            return False
        tokens = self.passage.tokens
        return self.passage.text[tokens[position].end : tokens[position + 1].start] in _HYPHENS

    def _scaled(self, value: Decimal, position: int, end: int) -> Number:
        amount = Sum(value, figure=True)
        return self._finished(amount, position, self._grown(amount, end))

    def _in_words(self, position: int) -> Number | None:
        first = self._piece(position)
        amount = Sum.of(first) if first and not self._counts_nothing(position, first) else None
        if first is None or amount is None:
            return None
        if found := self.passage.longest(self.words.lone_scales, position):
            amount.total = Decimal(found[1])
        end = self._grown(amount, first.end)
        is_none = amount.bound or (end == position + 1 and self._is_weekday(position))
        return None if is_none else self._finished(amount, position, end)

    def _is_weekday(self, position: int) -> bool:
        """Whether Monday is meant, which is written like "the two": not behind «بين», nor behind a noun of two."""
        if self.words.weekdays.isdisjoint(clitic_variants(self.passage.word(position))):
            return False
        before, after = self.passage.word(position - 1), self.passage.word(position + 1)
        is_of_two = before.endswith(_OF_TWO) and before.startswith(_ARTICLES[0])
        return not is_of_two and not (before in self.words.between and not after.startswith(_AND))

    def _counts_nothing(self, position: int, first: NumberPiece) -> bool:
        """Whether the word before says that it counts nothing: «آل ثاني», «كم مليون»."""
        before = self.passage.word(position - 1)
        if first.kind is NumberRole.SCALE:
            return before in self.words.how_many
        return first.kind is NumberRole.ORDINAL and before in self.words.before_names

    def _finished(self, amount: Sum, start: int, end: int) -> Number:
        value = amount.value
        whole = value == value.to_integral_value()
        ordinal, scale = amount.ordinal or amount.counts_or_orders, 1 if amount.group else int(amount.scale) or 1
        number = Number(int(value) if whole else float(value), start, end, ordinal, scale=scale)
        if found := self.passage.longest(self.words.numbers, end):
            (size, _), word = found
            if word.kind is NumberRole.PERCENT:
                return replace(number, end=end + size, percent=True)
        return replace(number, percent=self._has_percent_sign(start, end))

    def _has_percent_sign(self, start: int, end: int) -> bool:
        text, tokens = self.passage.text, self.passage.tokens
        first, last = tokens[start].start, tokens[end - 1].end
        before = text[first - 1 : first] in _PERCENT and not text[max(first - 2, 0) : first - 1].isdecimal()
        return before or text[last : last + 2].lstrip()[:1] in _PERCENT

    def _grown(self, amount: Sum, end: int) -> int:
        """Add all words that belong to the number, and tell the token after them.

        Where a scale follows that cannot be one of it, what stands before that begins another number: two million
        and three | million.
        """
        closed, closed_end = replace(amount), end
        while piece := self._next(end):
            if not amount.take(piece):
                if piece.kind is NumberRole.SCALE and amount.total and amount.group and closed.total:
                    amount.become(closed)
                    return closed_end
                break
            end = piece.end
            if not amount.group:
                closed, closed_end = replace(amount), end
        return end

    def _next(self, position: int) -> NumberPiece | None:
        if position >= len(self.passage) or not self.passage.adjoins(position):
            return None
        if piece := self._piece(position):
            return piece
        after = position + 1
        if self.passage.word(position) not in self.words.joins_numbers or after >= len(self.passage):
            return None
        return self._piece(after, joined=True) if self.passage.adjoins(after) else None

    def _piece(self, position: int, *, joined: bool = False) -> NumberPiece | None:
        found = None if position in self.taken else self.passage.longest(self.words.numbers, position)
        if found is None:
            return self._figure_behind(position, joined=joined)
        (size, reading), word = found
        written = self.passage.word(position)
        before = written[: len(written) - len(reading)]
        arabic = script(reading) is Script.ARABIC
        link = _link(arabic=arabic, joined=joined or (arabic and before.startswith(_AND)))
        after_unit = reading in self.words.tens_after_units and link is Link.BESIDE
        definite = before.endswith(_ARTICLES)
        return NumberPiece(word.kind, Decimal(word.value), link, position + size, after_unit, definite)

    def _figure_behind(self, position: int, *, joined: bool) -> NumberPiece | None:
        """A figure with an "and" before it, as it fills up thousands («15 ألفا و300»); the day of a date does not."""
        if position in self.taken or self.passage.longest(self.words.months, position + 1):
            return None
        written = self.passage.word(position)
        digits = written.removeprefix(_AND)
        if not (joined or digits != written) or not digits.isdecimal() or len(digits) > _BELOW_A_SCALE:
            return None
        return NumberPiece(NumberRole.CARDINAL, Decimal(digits), Link.WA, position + 1, figure=True)


def _link(*, arabic: bool, joined: bool) -> Link:
    if arabic:
        return Link.WA if joined else Link.BESIDE
    return Link.AND if joined else Link.AFTER
