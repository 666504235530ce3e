"""What a question shows, sign by sign."""

from __future__ import annotations

import pytest

from knowledge.dates import DateMention
from knowledge.matching.signs import signs
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Ask
from tests.support.matching import concept, entity, item, question


def shown(asked: Question, kind: str = "") -> list[str]:
    return [sign for sign in signs(asked, frozenset()) if sign.startswith(kind)]


SHOWN: dict[str, tuple[Question, list[str]]] = {
    "nothing": (question(), []),
    "a term": (question(item(concept("x"))), ["concept:x"]),
    "every term of an item": (
        question(item(concept("x"), concept("y"))),
        ["concept:x", "concept:y", "concept:x concept:y"],
    ),
    "the same term once": (question(item(concept("x")), item(concept("x"))), ["concept:x"]),
    "a question word": (question(asks=[Ask.TIME]), ["asks:time"]),
    "two and what they are together": (
        question(item(entity("a")), item(concept("x")), asks=[Ask.TIME]),
        ["asks:time", "concept:x", "entity:a", "asks:time concept:x", "asks:time entity:a", "concept:x entity:a"],
    ),
    "a date by its year and month": (
        question(dates=[DateMention(2021, 5, (3,))]),
        ["date", "date:2021", "date:2021-5"],
    ),
    "an ordinal": (question(ordinals=[9, 3]), ["ordinal:9", "ordinal:3"]),
    "a number is no sign": (question(numbers=[9]), []),
}


@pytest.mark.parametrize("why", SHOWN)
def test_a_question_shows_its_terms_words_and_figures(why: str) -> None:
    asked, wanted = SHOWN[why]

    assert shown(asked) == wanted


def test_no_more_than_fourteen_are_paired() -> None:
    items = [item(concept(f"{letter}")) for letter in "abcdefghijklmnop"]
    found = shown(question(*items), "concept:")

    assert len([sign for sign in found if " " not in sign]) == 16
    assert len([sign for sign in found if " " in sign]) == 14 * 13 / 2
    assert "concept:m concept:n" in found
    assert "concept:n concept:o" not in found


def test_terms_that_are_strange_give_no_sign() -> None:
    asked = question(item(concept("x"), concept("y")))

    assert [sign for sign in signs(asked, {concept("y")}) if "concept" in sign] == ["concept:x"]


def test_unknown_words_are_spelt_in_runs_of_three_and_four_letters() -> None:
    assert shown(question(unmatched=["zorb"]), "letters:") == [
        *("letters: zo", "letters:zor", "letters:orb", "letters:rb "),
        *("letters: zor", "letters:zorb", "letters:orb "),
    ]


def test_words_are_shown_once_by_their_stem_without_what_is_written_onto_them() -> None:
    asked = Question("Lanterns lantern والفوانيس", "en", (), (), question().quantities, ())

    assert shown(asked, "word:") == ["word:lantern", "word:فوانيس"]
