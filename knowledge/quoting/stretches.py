"""Whole sentences of a document around one of them: with what "he" and "they" need, and what stands next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from knowledge.model import Source
from knowledge.quoting.words import listed
from knowledge.text.folding import first_tokens
from knowledge.text.sentences import flowing, sentences

_MOST_LETTERS = 200_000
"""Of a document that is read for its sentences."""
_MOST_BEFORE = 400
"""Characters of a sentence that is shown before another."""
_OPENING = 3


@dataclass(frozen=True, slots=True)
class QuotedStretch:
    """Some sentences of a document that follow one another."""

    start: int
    text: str
    """On one line."""
    answering: tuple[int, int]
    """Where the sentence that answers stands in the text."""
    at: int = 0
    """Where that sentence begins in the document."""


@lru_cache(64)
def spans_of(text: str) -> Sequence[tuple[int, int]]:
    """Where the sentences of a document stand; of a book, those of its beginning."""
    return tuple(sentences(text[:_MOST_LETTERS]))


def around(source: Source, start: int) -> QuotedStretch | None:
    """The sentence that begins there, behind the one before where it cannot be understood alone."""
    spans = spans_of(source.text)
    number = next((i for i, span in enumerate(spans) if span[0] == start), None)
    if number is None:
        return None
    first = number - 1 if number and _leans(source.text, spans[number], spans[number - 1]) else number
    return _stretch(source.text, spans[first : number + 1], number - first)


def following(source: Source, start: int, most: int, tells: Callable[[str], bool]) -> QuotedStretch | None:
    """The sentences behind the one that begins there, up to the first that may not be told; None where none is left."""
    behind = (span for span in spans_of(source.text) if span[0] > start)
    spans = list(takewhile(lambda span: tells(flowing(source.text[slice(*span)])), islice(behind, most)))
    return _stretch(source.text, spans, len(spans) - 1) if spans else None


def before_and_behind(
    source: Source, start: int, most: int, tells: Callable[[str], bool]
) -> tuple[str, str, str] | None:
    """A sentence, and what stands before and behind it, of which only whole sentences that may be told."""
    spans = spans_of(source.text)
    number = next((i for i, span in enumerate(spans) if span[0] == start), None)
    if number is None or not tells(flowing(source.text[slice(*spans[number])])):
        return None
    told = [flowing(source.text[begins:ends]) for begins, ends in spans]
    before = list(_fitting(reversed(told[:number]), most, tells))[::-1]
    return " ".join(before), told[number], " ".join(_fitting(told[number + 1 :], most, tells))


def _fitting(sentences_: Iterable[str], most: int, tells: Callable[[str], bool]) -> Iterator[str]:
    """The first sentences that have room and may be told."""
    for one in sentences_:
        most -= len(one)
        if most < 0 or not tells(one):
            return
        yield one


def _leans(text: str, span: tuple[int, int], before: tuple[int, int]) -> bool:
    """Whether a sentence begins with a word that points to the one before."""
    if before[1] - before[0] > _MOST_BEFORE:
        return False
    opening = [token.text for token in first_tokens(text[slice(*span)], _OPENING)]
    return any(word in listed().needs_before.folded for word in opening)


def _stretch(text: str, spans: Sequence[tuple[int, int]], answering: int) -> QuotedStretch:
    flown = [flowing(text[start:end]) for start, end in spans]
    begins = sum(len(one) + 1 for one in flown[:answering])
    place = (begins, begins + len(flown[answering]))
    return QuotedStretch(spans[0][0], " ".join(flown), place, spans[answering][0])
