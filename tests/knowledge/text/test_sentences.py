"""Where sentences end, on texts of real shape that were marked before anything was written to split them."""

from __future__ import annotations

import pytest

from knowledge.text.sentences import sentences
from tests.knowledge.text.marked import Marked, faults, marked, wrapped

TEXTS = list(marked())
WIDTHS = (60, 68, 76, 84, 100)
PARAGRAPH = 140
"""Characters of a line that nobody has wrapped yet."""


def split(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


def lost(texts: list[Marked]) -> tuple[int, list[str]]:
    """How many sentences are marked, and which of them are not found as they are marked."""
    wrong = [f"{one.name}: {fault}" for one in texts for fault in faults(one, split(one.text)) if fault[0] == "l"]
    return sum(len(one.sentences) for one in texts), wrong


def test_sentences_are_cut_where_people_cut_them_and_rubbish_is_none() -> None:
    count, wrong = lost(TEXTS)

    assert count > 180
    assert wrong == []


@pytest.mark.parametrize("number", ["Page 3 of 7", "الصفحة 3 من 7", "ص 12", "стр. 4 из 9", "Seite 3 von 5", "12"])
def test_the_number_of_a_page_is_no_sentence_in_any_language(number: str) -> None:
    text = f"The ship left on Monday.\n\n{number}\n\nIt came back."

    assert [text[start:end] for start, end in sentences(text)] == ["The ship left on Monday.", "It came back."]


def test_it_does_not_matter_where_an_editor_wraps_lines() -> None:
    unwrapped = [one for one in TEXTS if max(map(len, one.text.splitlines())) > PARAGRAPH]
    count, wrong = lost([wrapped(one, width) for one in unwrapped for width in WIDTHS])

    assert count > 500
    assert len(wrong) <= 0.02 * count


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_it_does_not_matter_how_lines_end(ending: str) -> None:
    for one in TEXTS:
        assert split(one.text.replace("\n", ending)) == split(one.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sander said it never\nagreed to host the Aktau naval base.", 1),
        ("وقالت الهند إنها لم\nتشارك في القمة.", 1),
        ("Ministers meet\nThe ministers met on Monday.", 2),
        ("Sold:\n- ropes\n- nets", 3),
        ("He works for Acme Inc. The firm is old.", 2),
        ("It began in Jan. 2024 and ended in Dec. He left.", 2),
        ("«هل تعلم؟» سأل الوزير.", 1),
        ("Talks ended at 5 p.m. They resume today.", 2),
    ],
)
def test_a_sentence_ends_where_its_meaning_does(text: str, expected: int) -> None:
    assert len(split(text)) == expected


def test_a_text_without_a_mark_is_cut_between_words() -> None:
    found = split("word " * 3_000)

    assert max(map(len, found)) <= 5_000
    assert " ".join(found) == ("word " * 3_000).strip()
    assert len(split("a" * 12_000)) == 3


@pytest.mark.slow
@pytest.mark.parametrize("unit", [" ", ". ", '.»" ', "... ", "\n", "Dr. ", "a.\n", "«", "facebook ", "؟"])
def test_splitting_looks_at_nothing_twice(unit: str) -> None:
    """A text of 60,000 of these took minutes where a step looked back."""
    assert len(split(unit * 60_000)) <= 60_000
