from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.interface.words.attribution import clipped, source_line, source_name
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import Wordings
from knowledge.model import Source
from tests.support.facts import COMPLETE, NAMELESS, TITLED

AR, EN = (Wordings.load().speak(lang) for lang in ("ar", "en"))


@pytest.mark.parametrize(
    ("source", "english", "arabic"),
    [
        (
            COMPLETE,
            "Source: The Gazette, “Exercise ends”, 26 April 2024. As of 21 November 2024.",
            "المصدر: The Gazette، «Exercise ends»، 26 أبريل 2024. المعلومات حتى 21 نوفمبر 2024.",
        ),
        (
            replace(NAMELESS, text="أستانا."),
            "Source: a document (publisher, title and date not given), which begins “أستانا”. As of 21 November 2024.",
            "المصدر: وثيقة (دون ذكر الناشر والعنوان والتاريخ)، تبدأ بعبارة «أستانا». المعلومات حتى 21 نوفمبر 2024.",
        ),
        (
            TITLED,
            "Source: “Storm & <b>Calm</b>” (publisher and date not given). As of 21 November 2024.",
            "المصدر: «Storm & <b>Calm</b>» (دون ذكر الناشر والتاريخ). المعلومات حتى 21 نوفمبر 2024.",
        ),
        (
            replace(COMPLETE, published=None, received=date.min),
            "Source: The Gazette, “Exercise ends” (date not given), which begins “Text”.",
            "المصدر: The Gazette، «Exercise ends» (دون ذكر التاريخ)، تبدأ بعبارة «Text».",
        ),
    ],
    ids=["complete", "nothing-known", "title-is-the-beginning", "never-dated"],
)
def test_a_source_line_says_what_is_known_what_is_not_and_how_old_it_is(
    source: Source, english: str, arabic: str
) -> None:
    assert without_marks(source_line(source, EN)) == english
    assert without_marks(source_line(source, AR)) == arabic


def test_the_shortest_name_is_the_title_else_the_first_words() -> None:
    assert without_marks(source_name(COMPLETE, EN)) == "“Exercise ends”"
    assert without_marks(source_name(NAMELESS, AR)) == "«سيعقد الاجتماع في أستانا. ويستمر يومين»"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("exactly 10", "exactly 10"),
        ("one two three four", "one two…"),
        ("unbreakable-word", "unbreakab…"),
        ("a\n\n b", "a b"),
    ],
)
def test_a_clipped_text_ends_after_a_word_within_its_limit(text: str, expected: str) -> None:
    assert clipped(text, 10) == expected
    assert len(expected) <= 10
