"""The language of a question: which one its words are in, and which one it is answered in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.text.folding import Token, script
from knowledge.text.letters import Script
from knowledge.vocabulary.forms import Match, SenseKind, Word

ARABIC_IN_LATIN = "ar-latn"
_WRITTEN = {Script.ARABIC: "ar", Script.CYRILLIC: "ru"}
_OF_A_SENTENCE = (SenseKind.ASK, SenseKind.NEUTRAL)
_DIGIT_LETTERS = re.compile(r"[a-z][2356789]|[2356789][a-z]")


def written_in(text: str, *, in_latin: bool = False) -> str:
    """The language whose small words a text has; `in_latin`: it is Arabic in Latin letters."""
    return ARABIC_IN_LATIN if in_latin else _WRITTEN.get(script(text), "en")


def is_arabic_in_latin(text: str, groups: Iterable[Sequence[Match]], words: Sequence[Word]) -> bool:
    """Whether more words, without figures («19th»), are only Arabic in Latin letters than only English or foreign.

    What phones write for Arabic has no letters with marks: «Cuándo», «Toplantı».
    """
    arabic = sum([has_digit_letters(word.text) for word in words])
    english = 0
    for group in groups:
        langs = {s.lang for match in group for s in match.form.senses if s.kind is not SenseKind.ENTITY}
        arabic += langs == {ARABIC_IN_LATIN}
        english += langs == {"en"}
    return arabic > english + sum(map(_is_marked, text.split()))


def _is_marked(word: str) -> bool:
    """Whether a word has a letter with a mark, or one that is not on every keyboard."""
    return any(letter.isalpha() and not letter.isascii() for letter in word)


def has_digit_letters(text: str) -> bool:
    """Whether a figure stands for a letter in it («7arb»)."""
    return not text.isalpha() and _DIGIT_LETTERS.search(text) is not None


def dropped_language(text: str, *, latin_arabic: bool) -> str | None:
    """The Latin-script language that a text is not in."""
    if any("\u0600" <= char <= "\u06ff" for char in text):
        return None
    return "en" if latin_arabic else ARABIC_IN_LATIN


def reply_language(
    found: Sequence[Token], groups: Iterable[Sequence[Match]], words: Sequence[Word], *, latin_arabic: bool
) -> str:
    """Arabic where its words alone make a sentence of names, or a third of the words are: «SCO meeting متى؟».

    Figures are of no language.
    """
    scripts = [written for token in found if (written := script(token.text)) is not Script.OTHER]
    arabic = scripts.count(Script.ARABIC)
    if latin_arabic or (arabic and arabic * 3 >= len(scripts)):
        return "ar"
    asking = {script(words[group[0].start].text) for group in groups if _makes_sentences(group)}
    return "ar" if asking == {Script.ARABIC} else "en"


def _makes_sentences(group: Iterable[Match]) -> bool:
    return any(sense.kind in _OF_A_SENTENCE for match in group for sense in match.form.senses)
