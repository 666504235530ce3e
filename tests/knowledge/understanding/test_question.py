"""What a question says of itself: whom it names, which concepts, and whether anything of it can be looked up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.dates import DateMention
from knowledge.understanding.question import Item, Question, Span
from knowledge.vocabulary.forms import Grade, Sense, SenseKind
from knowledge.vocabulary.terms import Ask, Term, TermKind
from tests.support.matching import concept, entity, item, question

STEM = Term(TermKind.STEM, "lantern")
ASKED = question(
    item(entity("norland"), hard=True),
    item(entity("anna"), entity("tarek"), concept("ship")),
    item(entity("norland"), entity("vellin"), hard=True),
    item(concept("crew"), STEM),
)


def test_entities_are_named_once_in_order() -> None:
    assert ASKED.entities == ("norland", "anna", "tarek", "vellin")
    assert ASKED.items[1].entities == ("anna", "tarek")
    assert ASKED.items[3].entities == ()


def test_an_answer_must_be_about_what_is_named_for_certain() -> None:
    assert ASKED.named == ("norland", "norland", "vellin")


def test_concepts_are_neither_entities_nor_stems() -> None:
    assert ASKED.concepts == {"ship", "crew"}


def test_every_reading_of_every_question_word_is_asked() -> None:
    some = (frozenset({Ask.TIME, Ask.PLACE}), frozenset({Ask.TIME, Ask.PERSON}))

    assert Question("", "en", some, (), ASKED.quantities, ()).asks == {Ask.TIME, Ask.PLACE, Ask.PERSON}
    assert question().asks == frozenset()


def asking(ask: Ask, *items: Item) -> Question:
    """A question whose word ends at the third letter."""
    word = Span("who", (Sense(SenseKind.ASK, ask, "en"),), Grade.EXACT, (0, 3), ())
    return question(*items, asks=[ask], spans=(word,))


LEFT, THERE = item(concept("leave"), place=(4, 8)), item(concept("ship"), place=(9, 13))


@pytest.mark.parametrize(
    ("asked", "focus"),
    [
        (asking(Ask.TIME, THERE, LEFT), LEFT),
        (asking(Ask.PERSON, replace(LEFT, light=True), THERE), THERE),
        (asking(Ask.PLACE, item(entity("norland"), place=(4, 8)), THERE), THERE),
        (asking(Ask.PERSON, item(concept("x"), place=(0, 2))), None),
        (asking(Ask.THING, LEFT), None),
        (question(LEFT), None),
    ],
    ids=["the first", "not what only frames", "not whom it names", "not what stands before", "of no thing", "no word"],
)
def test_what_stands_behind_the_question_word_is_asked_of(asked: Question, focus: Item | None) -> None:
    assert asked.focus == focus


@pytest.mark.parametrize(
    ("asked", "empty"),
    [
        (question(), True),
        (question(item(concept("x"), light=True), asks=[Ask.TIME], numbers=[5], unmatched=["y"]), True),
        (question(item(concept("x"))), False),
        (question(item(concept("x"), light=True), item(concept("x"))), False),
        (question(dates=[DateMention(2021)]), False),
    ],
    ids=["nothing", "what only helps, asks or is unknown", "an item", "one of two", "a date"],
)
def test_a_question_is_empty_without_an_item_and_a_date(asked: Question, *, empty: bool) -> None:
    assert asked.empty is empty
