"""The shortest passage of a sentence that carries what some of its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.files.fields import MAX_QUOTE

_BREAK = re.compile(r"(?:(?<!\s)\s+)?(?:[،,;؛:]\s+|[()«»\"“”]\s*)|(?<!\s)\s+[—–-]\s+")
_EDGE = " \t\n،,;؛:.!?؟—–-"
_FEWEST = 12
"""Words: a quote of less says too little on its own. Of 5, 7, 9 and 12 this came nearest to what curators quote."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, in code points."""

    start: int
    end: int


def clauses(text: str, sentence: Stretch) -> list[Stretch]:
    """A sentence cut at its commas, colons, dashes and brackets."""
    cuts = [sentence.start, *(m.end() for m in _BREAK.finditer(text, sentence.start, sentence.end)), sentence.end]
    pieces = (Stretch(*one) for one in pairwise(cuts))
    return [one for one in pieces if text[one.start : one.end].strip(_EDGE)]


def quoted(text: str, sentence: Stretch, at: Stretch) -> Stretch:
    """The sentence where it is short enough to be quoted, else the clauses around the words at a place."""
    whole = _trimmed(text, sentence)
    if whole.end - whole.start <= MAX_QUOTE:
        return whole
    pieces = clauses(text, sentence)
    first = max((n for n, one in enumerate(pieces) if one.start <= at.start), default=0)
    last = max(first, max((n for n, one in enumerate(pieces) if one.start < at.end), default=0))
    first, last = _grown(text, pieces, first, last)
    return _shortened(text, _trimmed(text, Stretch(pieces[first].start, pieces[last].end)), at)


def own_clauses(text: str, sentence: Stretch, at: Stretch) -> Stretch:
    """The clauses that the words at a place lie in, however short."""
    return _trimmed(text, around(clauses(text, sentence) or [sentence], at))


def around(pieces: Sequence[Stretch], at: Stretch) -> Stretch:
    """From the first to the last of the pieces that the words at a place lie in; all of them where it lies in none."""
    own = [one for one in pieces if one.start < at.end and at.start < one.end] or pieces
    return Stretch(own[0].start, own[-1].end)


def unique_passage(text: str, sentence: Stretch, at: Stretch) -> str | None:
    """The words that are quoted for those at a place; None where the text has them more than once."""
    passage = quoted(text, sentence, at)
    words = text[passage.start : passage.end]
    return words if text.count(words) == 1 else None


def _grown(text: str, pieces: Sequence[Stretch], first: int, last: int) -> tuple[int, int]:
    """With its neighbours, the one behind first, until it says enough; never longer than a quote may be."""
    while (last + 1 < len(pieces) or first > 0) and _counted(text, pieces, first, last) < _FEWEST:
        forward = last + 1 < len(pieces) and _size(pieces, first, last + 1) <= MAX_QUOTE
        if not forward and (first == 0 or _size(pieces, first - 1, last) > MAX_QUOTE):
            break
        first, last = (first, last + 1) if forward else (first - 1, last)
    return first, last


def _size(pieces: Sequence[Stretch], first: int, last: int) -> int:
    return pieces[last].end - pieces[first].start


def _counted(text: str, pieces: Sequence[Stretch], first: int, last: int) -> int:
    return len(text[pieces[first].start : pieces[last].end].split())


def _trimmed(text: str, one: Stretch) -> Stretch:
    """Without the signs and blanks at its ends."""
    start, end = one.start, one.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Stretch(start, end)


def _shortened(text: str, one: Stretch, at: Stretch) -> Stretch:
    """At most as long as a quote may be, cut between words, with the words at a place in it."""
    if one.end - one.start <= MAX_QUOTE:
        return one
    start = one.start if at.end - one.start <= MAX_QUOTE else at.start
    end = text.rfind(" ", start, min(start + MAX_QUOTE, one.end) + 1)
    return _trimmed(text, Stretch(start, end if end > at.start else start + MAX_QUOTE))
