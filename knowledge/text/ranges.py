"""What stands between two numbers or two dates: whether they are joined, and whether one leads to the other."""

from __future__ import annotations

from typing import Protocol

from knowledge.text.calendar_words import CalendarWords
from knowledge.text.word_sequence import WordSequence


class _TakesTokens(Protocol):
    """Whatever takes up the tokens from `start` up to `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def are_joined(one: _TakesTokens, other: _TakesTokens, passage: WordSequence, words: CalendarWords) -> bool:
    """Whether a dash or a word for "and" or "to" stands between them, by itself or written onto the second one."""
    return _joining(one, other, passage) in words.between_days or _are_dashed(one, other, passage)


def leads_to(one: _TakesTokens, other: _TakesTokens, passage: WordSequence, words: CalendarWords) -> bool:
    """Whether they are the ends of a range: a dash or "to" stands between them, or "between" before them and "and"."""
    if _joining(one, other, passage) in words.until or _are_dashed(one, other, passage):
        return True
    return are_joined(one, other, passage, words) and passage.word(one.start - 1) in words.between


def _joining(one: _TakesTokens, other: _TakesTokens, passage: WordSequence) -> str:
    """The one word between them, or the letter that is written onto the second one."""
    gap = other.start - one.end
    return passage.word(one.end) if gap == 1 else passage.word(other.start)[:1] if gap == 0 else ""


def _are_dashed(one: _TakesTokens, other: _TakesTokens, passage: WordSequence) -> bool:
    return one.end == other.start and passage.has_dash(other.start)
