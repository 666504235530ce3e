"""The figures of wordings, and what their quotes carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypeAlias

from knowledge.dates import PartialDate
from knowledge.text.blanks import blanked
from knowledge.text.definite_figures import definite_figures
from knowledge.text.folding import tokens, words
from knowledge.text.hours import hours
from knowledge.text.quantities import Calendar, Quantities
from knowledge.vocabulary.forms import Word

Figure: TypeAlias = tuple[str, float | str]
"""What it is, and its value."""
Figures: TypeAlias = AbstractSet[Figure]
_UNITS = ("year", "month", "number")
"""Of an ISO date."""
_EITHER = "figure"
"""What counts or orders: «الـ32»."""
_HOUR = "hour"
"""Of the day."""
_OF_TWO_WORDS = range(21, 100)
"""Ordinals that a unit and a ten are."""
_LONGEST = 4
"""Words of a figure that are named in a message."""


def told(text: str, names: Iterable[tuple[int, int]], calendar: Calendar) -> Figures:
    """The figures of a text outside its names: that of "Bright Star 23" counts nothing."""
    text = blanked(text, names)
    told_hours = hours(text)
    text = blanked(text, [(one.start, one.end) for one in told_hours])
    found = tokens(text)
    either: set[Figure] = {("number", value) for value in definite_figures(found, calendar.counted)}
    fields = ((_EITHER, one[1]) if one in either else one for one in calendar.find(text, found).fields())
    return frozenset(fields) | {(_HOUR, one.figure) for one in told_hours}


def dates_told(text: str, calendar: Calendar) -> Figures:
    """The figures of the dates of a text alone."""
    return Quantities(dates=calendar.find(text, tokens(text)).dates).fields()


def carried(quotes: Iterable[str], calendar: Calendar) -> frozenset[Figure]:
    """What may be said for the figures of quotes, and for the words of two things."""
    return frozenset(figure for quote in quotes for figure in _carried(quote, calendar))


def _carried(quote: str, calendar: Calendar) -> Iterator[Figure]:
    found = tokens(quote)
    figures = calendar.find(quote, found).carried()
    yield from figures
    yield from ((_HOUR, figure) for one in hours(quote) for figure in one.carried)
    yield from ((_EITHER, value) for unit, value in figures if unit in ("number", "ordinal"))
    yield from (("ordinal", value) for value in definite_figures(found, calendar.counted))
    yield from (("number", value) for word in words(quote) if (value := _onto(word, calendar)))
    if any(unit == "ordinal" and value in _OF_TWO_WORDS for unit, value in figures):
        yield from (("number", value) for value in _counts(quote, calendar))
    if any(not calendar.duals.isdisjoint(Word.of(word).readings) for word in words(quote)):
        yield "number", 2.0


def _onto(word: str, calendar: Calendar) -> int:
    """The number that a word is written onto («пятнадцатилетний»); 0 where it is on none."""
    places = (at for end in calendar.onto_numbers if (at := word.find(end)) > 0)
    return next((found.value for at in places if (found := calendar.numbers.get((word[:at],)))), 0)


def _counts(quote: str, calendar: Calendar) -> Iterator[int]:
    """What definite words of two count in writing, though spoken Arabic orders with them: «الدول السبع والعشرون»."""
    for first, last in pairwise(tokens(quote)):
        both, unit = quote[first.start : last.end], quote[first.start : first.end]
        ordered = calendar.find(both, tokens(both)).ordinals
        if ordered and any(one > 1 for one in calendar.find(unit, tokens(unit)).numbers):
            yield from ordered


def words_of(text: str, figure: Figure, calendar: Calendar) -> str:
    """The shortest run of words of a text that tells a figure; empty where only more of them do."""
    found = tokens(text)
    for length in range(1, _LONGEST + 1):
        for first, last in zip(found, found[length - 1 :], strict=False):
            run = text[first.start : last.end]
            if figure in told(run, (), calendar):
                return run
    return ""


def of_date(date: PartialDate) -> frozenset[Figure]:
    """The figures of a date, as far as it says them."""
    ends = (end.split("-") for end in date.text.split("/"))
    return frozenset((unit, int(part)) for end in ends for unit, part in zip(_UNITS, end, strict=False))


def unsupported(text: str, figure: Figure, supported: Figures, calendar: Calendar) -> str:
    """What is said of a figure that no quote carries, and which of that kind they do."""
    unit, value = figure
    said = words_of(text, figure, calendar)
    carried_ = ", ".join(str(one) for kind, one in sorted(supported, key=str) if kind == unit)
    shown = f" («{said}»)" if said not in ("", str(value)) else ""
    return f"the {unit} {value} stands in no quote{shown}; {_remedy(carried_)}"


def _remedy(carried_: str) -> str:
    if carried_:
        return f"the quotes say {carried_}: write that, or quote the words that say it"
    return "quote the words that say it, or leave it out"
