"""What a question shows, sign by sign: terms, question words, any two of these, its words, letters of unknown ones."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import combinations

from knowledge.text.folding import stem, without_clitics, words
from knowledge.text.quantities import Quantities
from knowledge.understanding.question import Question
from knowledge.vocabulary.forms import SenseKind
from knowledge.vocabulary.terms import Ask, Term, TermKind

_MOST_PAIRED = 14
_SIZES = (3, 4)
_REMEMBERED = 1 << 11
"""Words whose stems are known: each is asked for twice a question, and half stand in the questions before it."""


def signs(question: Question, strange: AbstractSet[Term]) -> Iterator[str]:
    """Every sign once; `strange` terms give none."""
    terms = {term for item in question.items for term in item.terms if term not in strange}
    shown = sorted([*map(_of_term, terms), *map(_of_ask, question.asks)])
    yield from shown
    for one, other in combinations(shown[:_MOST_PAIRED], 2):
        yield f"{one} {other}"
    yield from _figures(question.quantities)
    for word in dict.fromkeys(map(_root, words(question.text))):
        yield f"word:{word}"
    for run in _runs(question.unmatched):
        yield f"letters:{run}"


def asking_signs(question: Question) -> Iterator[str]:
    """What says how is asked and not of whom: concepts and question words, each two of these, words outside names."""
    concepts = {term for item in question.items for term in item.terms if term.kind is TermKind.CONCEPT}
    shown = sorted([*map(_of_term, concepts), *map(_of_ask, (*question.asks, *question.nouns))])
    shown += ["date"] if question.quantities.dates else []
    shown += ["figure"] if question.quantities.numbers or question.quantities.ordinals else []
    yield from shown
    for one, other in combinations(shown[:_MOST_PAIRED], 2):
        yield f"{one} {other}"
    outside = [span for span in question.spans if SenseKind.ENTITY not in [one.kind for one in span.senses]]
    for word in dict.fromkeys([_root(word) for span in outside for word in span.words]):
        yield f"word:{word}"


@lru_cache(_REMEMBERED)
def _of_term(term: Term) -> str:
    return f"{term.kind}:{term.id}"


@cache
def _of_ask(ask: Ask) -> str:
    return f"asks:{ask}"


@lru_cache(_REMEMBERED)
def _root(word: str) -> str:
    return stem(without_clitics(word))


def key(sign: str) -> int:
    """The 32 bits that a sign, or a statement, is known by."""
    return zlib.crc32(sign.encode())


def places_of(signs: Iterable[str], places: Mapping[int, int]) -> list[int]:
    """Where the known ones of some signs stand, by their keys."""
    return [place for sign in signs if (place := places.get(zlib.crc32(sign.encode()))) is not None]


def _figures(quantities: Quantities) -> Iterator[str]:
    """Its dates by year and by month, and its figures."""
    for date in quantities.dates:
        yield "date"
        yield f"date:{date.year}"
        yield f"date:{date.year}-{date.month}"
    for ordinal in quantities.ordinals:
        yield f"ordinal:{ordinal}"


def _runs(unknown: Sequence[str]) -> dict[str, None]:
    """The runs of three and four letters of unknown words."""
    spaced = [f" {without_clitics(word)} " for text in unknown for word in words(text)]
    return dict.fromkeys(one[at : at + size] for one in spaced for size in _SIZES for at in range(len(one) - size + 1))
