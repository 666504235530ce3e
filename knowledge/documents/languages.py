"""In which language a text is written, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from knowledge.documents.words import document_words

_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING = 20_000
"""Characters that are looked at."""
_ALPHABETS = (
    ("ar", re.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"), ("ar", "fa", "ur")),
    ("ru", re.compile(r"[\u0400-\u04ff]"), ("ru", "uk")),
    ("en", re.compile(r"[A-Za-z\u00c0-\u024f]"), ("en", "fr", "es", "de", "tr")),
)


def language_of(text: str) -> str:
    """The code of the likeliest language; Arabic where nothing tells."""
    beginning = text[:_BEGINNING]
    counts = [len(letters.findall(beginning)) for _, letters, _ in _ALPHABETS]
    default, _, languages = _ALPHABETS[counts.index(max(counts))]
    words = Counter(_WORD.findall(beginning.lower()))
    found = {lang: common_words(words, lang) for lang in languages}
    best = max(found, key=found.__getitem__)
    return best if found[best] > found[default] else default


def common_words(words: Counter[str], lang: str) -> int:
    """How many of these are the commonest of a language."""
    return sum(words[word] for word in _common(lang))


@cache
def _common(lang: str) -> frozenset[str]:
    return frozenset(document_words().common.of(lang))
