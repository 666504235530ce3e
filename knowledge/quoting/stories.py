"""Which documents tell the same story in nearly the same words, under whatever title.

Compared are runs of words, as a library of sketches would (docs/decisions/0020-archive.md); of the few documents
that a search finds all runs are at hand, and nothing has to be guessed from samples.
"""

from __future__ import annotations

from functools import lru_cache

from knowledge.hand_set import SAME_STORY
from knowledge.model import Source
from knowledge.quoting.words import listed
from knowledge.search.elsewhere import Elsewhere
from knowledge.text.folding import first_tokens
from knowledge.text.runs import figures, runs

_RUN = 4
_MOST_WORDS = 1500
_OPENING, _BEST = 300, 5
"""Characters of a document by which those that tell its story are looked for, and how many of them are compared."""


@lru_cache(256)
def _runs(text: str) -> frozenset[int]:
    """As numbers."""
    return frozenset(map(hash, runs([token.text for token in first_tokens(text, _MOST_WORDS)], _RUN)))


def is_copy(other: Source, document: Source, sentence: str) -> bool:
    """Whether another document tells a document's story, with every figure of a sentence of it.

    One that has another figure there says something else, in however many of the same words; where and on which day
    somebody wrote it down is no part of what is said.
    """
    said = listed().dateline.regex_as_written.sub("", sentence)
    return same_story(other, document) and _figures(said) <= _figures(other.text)


@lru_cache(256)
def _figures(text: str) -> frozenset[int]:
    return figures(text)


def told_before(archive: Elsewhere, document: Source) -> str | None:
    """The id of another document there that says nearly the same as one that is there too."""
    found = (passage.document for passage, _ in archive.search(document.text[:_OPENING], candidates=_BEST))
    others = (one for one in found if one is not None and one.id != document.id)
    return next((one.id for one in others if same_story(one, document)), None)


def same_story(one: Source, other: Source) -> bool:
    """Whether one is mostly a copy of the other."""
    first, second = _runs(one.text), _runs(other.text)
    least = min(len(first), len(second))
    return one.id == other.id or (least > 0 and len(first & second) >= SAME_STORY * least)
