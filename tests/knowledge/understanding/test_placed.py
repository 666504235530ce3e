"""The words of a question as they were typed and as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.text.folding import tokens
from knowledge.understanding.placed import PlacedWord, merged, without_preposition
from knowledge.understanding.question import Item
from knowledge.vocabulary.forms import Form, Grade, Match, Sense, SenseKind, Word

TEXT = "متى كان الأجتماع في مالي"


def placed(text: str, number: int, word: Word | None = None) -> PlacedWord:
    token = tokens(text)[number]
    return PlacedWord(word or Word.of(token.text), token)


def test_it_is_written_as_it_was_typed() -> None:
    assert placed(TEXT, 2).written(TEXT) == "الأجتماع"


def test_what_was_not_changed_is_typed_as_it_is_read() -> None:
    one = placed("who chaired it", 1)

    assert one.typed() is one.word


@pytest.mark.parametrize(
    ("typed", "corrected", "reading", "has", "why"),
    [
        ("meting", "meeting", "meeting", True, "what it was corrected to"),
        ("meting", "meeting", "meting", True, "what was typed, which may be a word that somebody means"),
        ("meting", "meeting", "metin", False, "nothing else"),
        ("والاجتماا", "والاجتماع", "اجتماع", True, "the correction without what is written onto it"),
        ("والاجتماا", "والاجتماع", "اجتماا", True, "and the letters without that"),
    ],
)
def test_what_was_corrected_is_read_both_ways(typed: str, corrected: str, reading: str, why: str, *, has: bool) -> None:
    word = placed(typed, 0, replace(Word.of(corrected), corrected=True)).typed()

    assert (reading in word.readings) is has, why
    assert (word.text, word.corrected) == (typed, True)


def test_a_correction_to_the_same_letters_is_still_a_correction() -> None:
    """What two words have in common may be spelled like the word itself."""
    one = placed("meeting", 0, replace(Word.of("meeting"), corrected=True))

    assert one.typed().corrected


def test_arabic_in_latin_letters_is_read_by_its_letters_too_and_is_no_slip() -> None:
    one = placed("salman", 0, Word.of("سلمان")).romanised()

    assert one.readings >= {"salman", "سلمان"}
    assert one.stems == Word.of("salman").stems, "what is guessed by sound is not stemmed too"
    assert (one.text, one.corrected) == ("salman", False)


def test_equally_near_corrections_are_one_word_with_all_their_readings() -> None:
    one = merged("meting", ["meeting", "melting"])

    assert one.readings == {"meeting", "melting"}
    assert one.stems == Word.of("meeting").stems | Word.of("melting").stems
    assert (one.text, one.corrected) == ("meting", True)
    assert merged("اجتمعوو", ["اجتمعوا", "جمعوا"]).verb == Word.of("اجتمعوا").verb, "the verb of the first"


def opened_by(kind: SenseKind) -> Match:
    form = Form(("في",), ("في",), ("في",), None, (Sense(kind, "in", "ar"),))
    return Match(3, 4, form, Grade.EXACT)


@pytest.mark.parametrize(
    ("stranger", "kind", "told", "why"),
    [
        (True, SenseKind.NEUTRAL, "مالي", "a stranger is named without its preposition"),
        (True, SenseKind.CONCEPT, "في مالي", "what means something stays"),
        (False, SenseKind.NEUTRAL, "في مالي", "whoever is known is told as it was found"),
    ],
)
def test_a_stranger_is_told_without_the_small_word_before_its_name(
    kind: SenseKind, told: str, why: str, *, stranger: bool
) -> None:
    start = TEXT.index("في مالي")
    item = Item((), "في مالي", Grade.EXACT, stranger=stranger, place=(start, len(TEXT)))

    found = without_preposition(item, [opened_by(kind)], placed(TEXT, 4), TEXT)

    assert found.text == told, why
    assert TEXT[slice(*found.place)] == told, why


def test_without_an_opening_word_nothing_is_cut() -> None:
    item = Item((), "في مالي", Grade.EXACT, stranger=True, place=(TEXT.index("في مالي"), len(TEXT)))

    assert without_preposition(item, [], placed(TEXT, 4), TEXT) is item
