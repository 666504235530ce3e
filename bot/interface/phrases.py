"""Phrases at the beginning of a text and words at its ends, however they are spelled, with a slip too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA, Indel

from knowledge.text.folding import Token, stands_at, tokens, words

_SHORT, _LONG = 5, 7
"""Letters of a word in which one may be missing, and in which one may be another: «الحديد» is iron, «الجديد» news."""


@cache
def folded(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Phrases as they are compared, the longest first, so that none hides a longer one."""
    return tuple(sorted(set(map(words, texts)), key=len, reverse=True))


@cache
def single(texts: tuple[str, ...]) -> frozenset[str]:
    """Their words as they are compared."""
    return frozenset(word for text in texts for word in words(text))


def after(text: str, phrases: tuple[str, ...]) -> str | None:
    """What stands behind the longest of some phrases that a text begins with; None where it begins otherwise.

    Where none stands there as it is written, one with a slip in a word is meant: "waht's new".
    """
    said = tokens(text)
    for stands in (stands_at, _nearly_stands_at):
        for phrase in folded(phrases):
            if stands(said, 0, phrase):
                return text[said[len(phrase)].start :] if len(said) > len(phrase) else ""
    return None


def _nearly_stands_at(said: Sequence[Token], start: int, phrase: tuple[str, ...]) -> bool:
    words_said = [token.text for token in said[start : start + len(phrase)]]
    if len(words_said) < len(phrase):
        return False
    wrong = [pair for pair in zip(words_said, phrase, strict=True) if pair[0] != pair[1]]
    return len(wrong) <= 1 and all(_is_slip(*pair) for pair in wrong)


def _is_slip(word: str, meant: str) -> bool:
    """Whether two letters stand the wrong way round, or one is missing, too many or, in a long word, another."""
    if sorted(word) == sorted(meant):
        return OSA.distance(word, meant, score_cutoff=1) <= 1
    if len(word) == len(meant):
        return len(meant) >= _LONG and OSA.distance(word, meant, score_cutoff=1) <= 1
    return len(meant) >= _SHORT and Indel.distance(word, meant, score_cutoff=1) <= 1


def bare(text: str, leading: tuple[str, ...]) -> str:
    """Without the words at both ends that only lead somewhere, and without signs there."""
    said, only = tokens(text), single(leading)
    kept = [place for place, token in enumerate(said) if token.text not in only]
    return text[said[kept[0]].start : said[kept[-1]].end] if kept else ""
