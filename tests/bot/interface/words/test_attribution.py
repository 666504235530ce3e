from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.interface.words.attribution import clipped, source_details, source_name, sources_line, with_notes
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Block
from bot.interface.words.wording import Wordings
from knowledge.model import Citation, Source
from tests.support.facts import COMPLETE, DATE, NAMELESS, PLACE, TITLED, told

AR, EN = (Wordings.load().speak(lang) for lang in ("ar", "en"))


NAMED = replace(TITLED, short={"ar": "وثيقة العاصفة", "en": "Storm document"})


@pytest.mark.parametrize(
    ("source", "english", "arabic"),
    [
        (NAMED, "Storm document", "وثيقة العاصفة"),
        (COMPLETE, "“Exercise ends”", "«Exercise ends»"),
        (NAMELESS, "“سيعقد الاجتماع في أستانا. ويستمر يومين”", "«سيعقد الاجتماع في أستانا. ويستمر يومين»"),
    ],
    ids=["short-name", "title", "first-words"],
)
def test_a_document_goes_by_its_short_name_else_its_title_else_its_first_words(
    source: Source, english: str, arabic: str
) -> None:
    assert without_marks(source_name(source, EN)) == english
    assert without_marks(source_name(source, AR)) == arabic


@pytest.mark.parametrize(
    ("source", "known"),
    [
        (
            replace(COMPLETE, note={"ar": "ملاحظة.", "en": "A note."}),
            ["The Gazette, “Exercise ends”, 26 April 2024.", "Received on 21 November 2024.", "A note."],
        ),
        (
            NAMELESS,
            [
                "Document (publisher, title and date not given).",
                "It begins “سيعقد الاجتماع في أستانا. ويستمر يومين”.",
                "Received on 21 November 2024.",
            ],
        ),
        (replace(TITLED, received=date.min), ["“Storm & <b>Calm</b>” (publisher and date not given)."]),
    ],
    ids=["complete", "nothing-known", "never-dated"],
)
def test_behind_the_name_stands_what_is_known_what_is_not_and_when_it_came(source: Source, known: list[str]) -> None:
    assert [without_marks(line) for line in source_details(source, EN)] == known


def test_the_documents_of_an_answer_stand_in_one_line_however_many_they_are() -> None:
    sources = {str(n): replace(NAMED, id=str(n), short={"ar": f"و{n}", "en": f"D{n}"}) for n in range(6)}
    cited = [replace(DATE, citations=(Citation(id_, "x", 0),)) for id_ in sources]

    assert [*map(without_marks, sources_line(cited[:1], sources, EN))] == ["Source: D0"]
    assert [*map(without_marks, sources_line(cited[:2] * 2, sources, EN))] == ["Sources: D0 and D1"]
    assert [*map(without_marks, sources_line(cited, sources, EN))] == ["Sources: D0, D1, D2, D3 and 2 more"]
    assert sources_line([], sources, EN) == ()


def test_a_note_stands_under_its_sentence_and_once_for_those_that_share_it() -> None:
    sentences = [replace(told(PLACE, "en"), caveat=caveat) for caveat in ("One.", "Two.", "Two.", None)]
    found = [Block("en", (line,)).plain for line in with_notes("abcd", sentences, EN)]

    assert found == ["a", "Note: One.", "b", "c", "Note: Two.", "d"]


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
