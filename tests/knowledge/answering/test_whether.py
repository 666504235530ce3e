"""Whether a question asks for yes or no, by its words and by its mark; and what of its claims is only a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.answering.whether import Whether, asked_whether, outside_names_and_dates
from knowledge.dates import DateMention
from knowledge.dialogue import Topic
from knowledge.text.quantities import Quantities
from knowledge.understanding.claims import Claim, Claims
from knowledge.understanding.cues import Cue
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from tests.support.matching import concept, entity, item, question

INDIA, HOSTED = item(entity("india"), place=(0, 5)), item(concept("host"), place=(6, 12))
LIGHT = item(concept("host"), light=True, place=(6, 12))
DATE = item(concept("date"), place=(0, 4))
OUTRIGHT, PERHAPS, NOT = Whether.OUTRIGHT, Whether.PERHAPS, Whether.NOT
DAY = DateMention(2024, 4, (25,))


def marked(marker: Marker, *, asks: bool = False) -> Claims:
    return Claims(cues=(Cue(marker, "x", (0, 1)),), asks=asks)


ASKED: list[tuple[Question, str, Claims, Whether, str]] = [
    (question(INDIA, HOSTED), "India hosted?", Claims(), PERHAPS, "a sentence with a mark"),
    (question(INDIA, HOSTED), "India hosted؟ ", Claims(), PERHAPS, "an Arabic one, and a blank"),
    (question(INDIA, HOSTED), "India hosted", Claims(), NOT, "no mark"),
    (question(INDIA, HOSTED), "India? hosted", Claims(), NOT, "a mark that does not end it"),
    (question(INDIA), "India?", Claims(), NOT, "a name alone is a key word"),
    (question(INDIA, LIGHT), "India hosted?", Claims(), NOT, "what is light is nothing more"),
    (question(INDIA, dates=[DAY]), "India 25 April?", Claims(), PERHAPS, "a date is"),
    (question(INDIA, HOSTED, asks=[Ask.TIME]), "When hosted?", Claims(), NOT, "a question word"),
    (question(INDIA, HOSTED, asks=[Ask.YES_NO]), "Did India?", Claims(), OUTRIGHT, "one that asks whether"),
    (question(INDIA, HOSTED), "India hosted, right", Claims(asks=True), OUTRIGHT, "a tag, without a mark"),
    (question(INDIA), "India", Claims(asks=True), OUTRIGHT, "also of a name alone"),
    (question(INDIA, HOSTED), "India hosted?", marked(Marker.OPEN), NOT, "a word that asks for more"),
    (
        question(INDIA, HOSTED),
        "India hosted?",
        marked(Marker.OPEN, asks=True),
        OUTRIGHT,
        "behind one that asks whether",
    ),
    (question(INDIA, HOSTED), "India or?", marked(Marker.ALTERNATIVE, asks=True), NOT, "which of two"),
    (question(INDIA, HOSTED, chat=Topic.THANKS), "thanks?", Claims(asks=True), NOT, "thanks"),
    (question(INDIA, HOSTED, chat=Topic.HELP), "you?", Claims(asks=True), OUTRIGHT, "no other small talk"),
    (question(DATE, INDIA), "date of India?", Claims(), NOT, "what is sought stands first"),
    (question(replace(DATE, place=(9, 13)), INDIA), "India date?", Claims(), PERHAPS, "not behind a name"),
    (question(DATE, INDIA, dates=[DAY]), "date of India 25 April?", Claims(), PERHAPS, "and the date is given"),
    (
        question(item(concept("budget"), place=(0, 6)), INDIA),
        "budget?",
        Claims(),
        PERHAPS,
        "a concept that asks for nothing",
    ),
]


@pytest.mark.parametrize(("asked", "text", "claims", "whether", "why"), ASKED, ids=[row[4] for row in ASKED])
def test_yes_or_no_is_asked_for_by_a_word_or_by_a_sentence_with_a_mark(
    phrasings: Phrasings, asked: Question, text: str, claims: Claims, whether: Whether, why: str
) -> None:
    assert asked_whether(replace(asked, text=text), claims, phrasings) is whether, why


def test_who_begins_with_a_name_that_is_sought_asks_for_it(phrasings: Phrasings) -> None:
    name = item(concept(min(phrasings.role(Role.NAME))), place=(0, 4))

    assert asked_whether(replace(question(name, INDIA), text="name of India?"), Claims(), phrasings) is NOT


TEXT = "thanks Lashkar late April supports"
NAME = (7, 14)


def claim(word: str, *, denied: bool = False) -> Claim:
    start = TEXT.index(word)
    return Claim(frozenset({word}), word, (start, start + len(word)), (0, 0), denied)


@pytest.mark.parametrize(
    ("names", "claims", "kept", "denied"),
    [
        ([Item((), "Lashkar", INDIA.grade, hard=True, place=NAME)], [("Lashkar", False)], [], False),
        ([Item((), "Lashkar", INDIA.grade, hard=True, place=NAME)], [("supports", False)], ["supports"], False),
        ([Item((), "Lashkar", INDIA.grade, place=NAME)], [("Lashkar", False)], ["Lashkar"], False),
        ([Item((), "Lashkar", INDIA.grade, hard=True, place=NAME)], [("Lashkar", True)], [], True),
        ([], [("late", False), ("supports", True)], ["supports"], False),
        ([], [("late", True), ("supports", True)], ["supports"], True),
        ([], [("late", True), ("April", True)], [], False),
    ],
)
def test_what_is_part_of_a_name_or_a_date_claims_nothing_and_its_denial_is_of_the_whole(
    names: Sequence[Item], claims: Sequence[tuple[str, bool]], kept: list[str], *, denied: bool
) -> None:
    asked = replace(question(*names), text=TEXT, quantities=Quantities(taken=frozenset({2, 3})))
    found = Claims(tuple(claim(word, denied=is_denied) for word, is_denied in claims))
    left = outside_names_and_dates(found, asked)

    assert ([one.text for one in left.claims], left.denied) == (kept, denied)
    assert outside_names_and_dates(replace(found, denied=True), asked).denied is not denied
