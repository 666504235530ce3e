"""Phrases at the beginning of a text and words at its ends, however they are spelled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from knowledge.text.folding import Token, tokens, words


@cache
def folded(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Phrases as they are compared, the longest first, so that none hides a longer one."""
    return tuple(sorted(set(map(words, texts)), key=len, reverse=True))


@cache
def single(texts: tuple[str, ...]) -> frozenset[str]:
    """Their words as they are compared."""
    return frozenset(word for text in texts for word in words(text))


def stands_at(said: Sequence[Token], start: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands at a place."""
    return tuple(token.text for token in said[start : start + len(phrase)]) == phrase


def after(text: str, phrases: tuple[str, ...]) -> str | None:
    """What stands behind the longest of some phrases that a text begins with; None where it begins otherwise."""
    said = tokens(text)
    for phrase in folded(phrases):
        if stands_at(said, 0, phrase):
            return text[said[len(phrase)].start :] if len(said) > len(phrase) else ""
    return None


def bare(text: str, leading: tuple[str, ...]) -> str:
    """Without the words at both ends that only lead somewhere, and without signs there."""
    said, only = tokens(text), single(leading)
    kept = [place for place, token in enumerate(said) if token.text not in only]
    return text[said[kept[0]].start : said[kept[-1]].end] if kept else ""
