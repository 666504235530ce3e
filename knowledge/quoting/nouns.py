"""Which noun stands behind a place in a text: behind a figure, or behind "how many"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.quoting.words import listed
from knowledge.text.folding import Token, script
from knowledge.text.letters import Script

_GAP = re.compile(r"[\s\-\u2010\u2011]*")
_MOST_WORDS = 4
"""Of a noun and what stands before it ("Turkish-built patrol boats")."""
_SHORTEST = 3


def noun_behind(text: str, following: Sequence[Token], end: int) -> tuple[str, ...]:
    """The folded words of the noun that begins at `end`, in Arabic the first word alone; none where it is no noun."""
    run = list(_until_a_noun(_unbroken(text, following[:_MOST_WORDS], end)))
    return tuple(run) if run and _is_noun(run[-1]) else ()


def _unbroken(text: str, following: Iterable[Token], end: int) -> Iterator[str]:
    """The words between which nothing stands but blanks."""
    for token in following:
        if not _GAP.fullmatch(text, end, token.start) or token.text in listed().uncounted:
            return
        yield token.text
        end = token.end


def _until_a_noun(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if _is_noun(word):
            return


def _is_noun(word: str) -> bool:
    """Whether a word is what is counted: a plural, or whatever Arabic and Russian have behind a figure."""
    if word in listed().units:
        return True
    if script(word) is Script.LATIN:
        return len(word) >= _SHORTEST and bool(listed().plural.regex_as_written.search(word))
    return script(word) is not Script.OTHER and (not word.startswith("ي") or word.endswith("ا"))
