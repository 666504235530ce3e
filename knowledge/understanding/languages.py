"""In which language a text is, where letters alone do not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.text.folding import Token, script
from knowledge.text.letters import Script
from knowledge.vocabulary.lexicon import Match, SenseKind, Word

ARABIC_IN_LATIN = "ar-latn"
_DIGIT_LETTERS = re.compile(r"[a-z][2356789]|[2356789][a-z]")


def is_arabic_in_latin(groups: Iterable[list[Match]], words: Sequence[Word]) -> bool:
    """Whether more words are only Arabic in Latin letters than only English."""
    arabic = sum([has_digit_letters(word.text) for word in words])
    english = 0
    for group in groups:
        langs = {s.lang for match in group for s in match.form.senses if s.kind is not SenseKind.ENTITY}
        arabic += langs == {ARABIC_IN_LATIN}
        english += langs == {"en"}
    return arabic > english


def has_digit_letters(text: str) -> bool:
    """Whether a figure stands for a letter in it («7arb»)."""
    return not text.isalpha() and _DIGIT_LETTERS.search(text) is not None


def dropped(text: str, *, latin_arabic: bool) -> str | None:
    """The Latin-script language that a text is not in."""
    if any("\u0600" <= char <= "\u06ff" for char in text):
        return None
    return "en" if latin_arabic else ARABIC_IN_LATIN


def reply_language(found: Sequence[Token], *, latin_arabic: bool) -> str:
    """Arabic where a third of the words are Arabic: a question about «INSTC» is asked by its other words."""
    arabic = sum(script(token.text) is Script.ARABIC for token in found)
    return "ar" if latin_arabic or (arabic and arabic * 3 >= len(found)) else "en"
