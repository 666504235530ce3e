"""Which sentences of a document are shown around one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.model import Source
from knowledge.quoting.stretches import QuotedStretch, around, before_and_behind, following

SHIP = "The frigate called at Gwadar in March."
IT = "It left for Karachi two days later."
CREW = "Of the crew 94 were trained there."
QUIET = "Nobody was hurt."
LATER = "Later on they left."
THAT = "The crew of that ship and he left."
LONG = f"The frigate {'and its escort ' * 30}called at Gwadar."


def document(*sentences: str, between: str = " ") -> Source:
    text = between.join(sentences)
    return Source("report", "en", date(2024, 4, 20), "0" * 64, text)


def start_of(source: Source, sentence: str) -> int:
    return source.text.index(sentence)


def shown(stretch: QuotedStretch | None) -> str | None:
    return stretch.text if stretch else None


def anything(_: str) -> bool:
    return True


def without(word: str) -> Callable[[str], bool]:
    return lambda text: word not in text


@pytest.mark.parametrize(
    ("sentences", "asked", "expected", "why"),
    [
        ((SHIP, CREW), CREW, CREW, "a sentence that is understood alone stands alone"),
        ((SHIP, IT), IT, f"{SHIP} {IT}", "what begins with a pronoun needs the one before"),
        ((SHIP, IT, CREW), CREW, CREW, "a pronoun further up is no matter"),
        ((SHIP, CREW, LATER), LATER, f"{CREW} {LATER}", "among the first three"),
        ((SHIP, THAT), THAT, THAT, "not behind them"),
        ((IT, CREW), IT, IT, "the first of all has nothing before it"),
        ((LONG, IT), IT, IT, "what is too long is not shown for a pronoun"),
    ],
)  # fmt: skip
def test_a_sentence_stands_behind_the_one_that_its_pronoun_needs(
    sentences: tuple[str, ...], asked: str, expected: str, why: str
) -> None:
    source = document(*sentences)

    assert shown(around(source, start_of(source, asked))) == expected, why


def test_a_stretch_says_where_its_answer_stands() -> None:
    source = document(SHIP, IT)
    stretch = around(source, start_of(source, IT))

    assert stretch is not None
    assert stretch.text[slice(*stretch.answering)] == IT
    assert (stretch.start, stretch.at) == (0, start_of(source, IT))


def test_lines_of_a_document_are_shown_as_one() -> None:
    source = document("The frigate called\nat Gwadar in March.")

    assert shown(around(source, 0)) == SHIP


@pytest.mark.parametrize("inside", [1, 5, 10_000])
def test_only_what_begins_there_is_a_sentence(inside: int) -> None:
    source = document(SHIP, CREW)

    assert around(source, inside) is None
    assert before_and_behind(source, inside, 400, anything) is None


@pytest.mark.parametrize(
    ("most", "tells", "expected", "why"),
    [
        (1, anything, IT, "as many as are asked for"),
        (2, anything, f"{IT} {CREW}", "in their order"),
        (9, anything, f"{IT} {CREW} {QUIET}", "up to the end"),
        (9, without("crew"), IT, "nothing is told from behind one that may not be"),
        (9, without("It"), None, "not even the next"),
        (0, anything, None, "none is none"),
    ],
)
def test_sentences_follow_up_to_the_first_that_may_not_be_told(
    most: int, tells: Callable[[str], bool], expected: str | None, why: str
) -> None:
    source = document(SHIP, IT, CREW, QUIET)

    assert shown(following(source, 0, most, tells)) == expected, why


@pytest.mark.parametrize(
    ("most", "tells", "expected", "why"),
    [
        (400, anything, (f"{SHIP} {IT}", CREW, QUIET), "all of a short document"),
        (len(IT), anything, (IT, CREW, QUIET), "the nearest first, as far as there is room"),
        (len(IT) - 1, anything, ("", CREW, QUIET), "whole sentences alone: nothing jumps one that has no room"),
        (0, anything, ("", CREW, ""), "room for nothing else"),
        (400, without("It left"), ("", CREW, QUIET), "nothing from beyond one that may not be told"),
        (400, without("Nobody"), (f"{SHIP} {IT}", CREW, ""), "on either side"),
        (400, without("crew"), None, "nothing where the sentence itself may not be told"),
    ],
)
def test_beside_a_sentence_stands_only_what_has_room_and_may_be_told(
    most: int, tells: Callable[[str], bool], expected: tuple[str, str, str] | None, why: str
) -> None:
    source = document(SHIP, IT, CREW, QUIET)

    assert before_and_behind(source, start_of(source, CREW), most, tells) == expected, why
