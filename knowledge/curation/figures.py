"""The figures of wordings, and what their quotes carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from knowledge.text.folding import tokens, words
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.forms import Word

Figure: TypeAlias = tuple[str, float | str]
"""What it is, and its value."""
_LONGEST = 4
"""Words of a figure that are named in a message."""


def told(text: str, names: Iterable[tuple[int, int]], calendar: Calendar) -> AbstractSet[Figure]:
    """The figures of a text outside its names: that of "Bright Star 23" counts nothing."""
    for start, end in names:
        text = text[:start] + " " * (end - start) + text[end:]
    return calendar.find(text, tokens(text)).fields()


def carried(quotes: Iterable[str], calendar: Calendar) -> frozenset[Figure]:
    """What may be said for the figures of quotes, and for the words of two things."""
    return frozenset(figure for quote in quotes for figure in _carried(quote, calendar))


def _carried(quote: str, calendar: Calendar) -> Iterator[Figure]:
    yield from calendar.find(quote, tokens(quote)).carried()
    if any(not calendar.duals.isdisjoint(Word.of(word).readings) for word in words(quote)):
        yield "number", 2.0


def words_of(text: str, figure: Figure, calendar: Calendar) -> str:
    """The shortest run of words of a text that tells a figure; empty where only more of them do."""
    found = tokens(text)
    for length in range(1, _LONGEST + 1):
        for first, last in zip(found, found[length - 1 :], strict=False):
            run = text[first.start : last.end]
            if figure in calendar.find(run, tokens(run)).fields():
                return run
    return ""
