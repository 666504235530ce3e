"""What a question takes from the conversation, rule by rule, on questions made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.following import following, known, points_back
from knowledge.dialogue import NEW_CONVERSATION, Conversation
from knowledge.model import EntityType
from knowledge.understanding.question import Question, Span
from knowledge.vocabulary.forms import Sense, SenseKind
from knowledge.vocabulary.terms import Ask, Particle
from tests.support.matching import concept, entity, item, question

ABOUT = Conversation(("council", "drill"))
MEET, NEWS = item(concept("meet")), item(concept("new"), light=True)
HARBOUR = item(entity("harbour"), hard=True)

FOLLOWS: dict[str, tuple[Question, Conversation, bool]] = {
    # why: the question, what was spoken of, and whether the question is about that
    "a question word alone": (question(asks=[Ask.PLACE]), ABOUT, True),
    "a word alone": (question(MEET), ABOUT, True),
    "where nothing was spoken of": (question(asks=[Ask.PLACE]), NEW_CONVERSATION, False),
    "where nothing is asked": (question(), ABOUT, False),
    "where somebody is named for certain": (question(HARBOUR, asks=[Ask.PLACE]), ABOUT, False),
    "where a name is not certain": (question(replace(HARBOUR, hard=False), asks=[Ask.PLACE]), ABOUT, True),
    "four words are short": (question(*[MEET] * 4), ABOUT, True),
    "five say enough": (question(*[MEET] * 5), ABOUT, False),
    "a briefing on what it names": (
        question(replace(HARBOUR, hard=False), asks=[Ask.BRIEFING]),
        ABOUT,
        False,
    ),
    "a briefing on what a weak name may mean": (
        question(replace(HARBOUR, hard=False, weak=True), asks=[Ask.BRIEFING]),
        ABOUT,
        True,
    ),
    "a briefing on nothing of its own": (question(asks=[Ask.BRIEFING]), ABOUT, True),
    "what is new": (question(NEWS, asks=[Ask.THING]), ABOUT, False),
    "what is new of something": (question(NEWS, MEET, asks=[Ask.THING]), ABOUT, True),
    "what else only helps to choose": (
        question(item(concept("say"), light=True), asks=[Ask.THING]),
        ABOUT,
        True,
    ),
}


@pytest.mark.parametrize("why", FOLLOWS)
def test_a_short_question_that_names_nobody_is_about_what_was_spoken_of(why: str) -> None:
    asked, conversation, follows = FOLLOWS[why]
    followed = following(asked, conversation, news=frozenset({"new"}), pointed=False)

    assert (followed is not None) is follows
    if followed:
        assert followed == replace(asked, items=(*asked.items, replace(item(entity("council")), text="")))


@pytest.mark.parametrize("pointed", [True, False])
def test_what_points_back_is_about_nobody_else(*, pointed: bool) -> None:
    followed = following(question(asks=[Ask.PLACE]), ABOUT, news=frozenset(), pointed=pointed)

    assert followed is not None
    assert followed.items[-1].hard is pointed


PARTICLES = {Particle.REFERS: frozenset({"it"}), Particle.STANDS_FOR: frozenset({"that"})}


def span(*words: str, kind: SenseKind = SenseKind.NEUTRAL, of: str = "x") -> Span:
    return Span(" ".join(words), (Sense(kind, of, "en"),), words=words)


@pytest.mark.parametrize(
    ("spans", "back"),
    [
        ([span("who", kind=SenseKind.ASK), span("it")], True),
        ([span("who", kind=SenseKind.ASK), span("the")], False),
        ([span("it", "is")], False),  # which points at nothing: "it is clear that"
        ([span("it", kind=SenseKind.CONCEPT)], False),
        ([span("whether", kind=SenseKind.ASK, of=Ask.YES_NO), span("that")], True),
        ([span("who", kind=SenseKind.ASK, of=Ask.PERSON), span("that")], False),
        ([], False),
    ],
)
def test_a_small_word_of_its_own_points_back(spans: list[Span], *, back: bool) -> None:
    assert points_back(question(spans=tuple(spans)), PARTICLES.__getitem__) is back


@pytest.mark.parametrize("types", [{"minister": EntityType.OFFICE.value}, {"minister": EntityType.PERSON.value}])
def test_an_office_names_nobody_else_where_a_word_points_back(types: dict[str, str]) -> None:
    asked = question(item(entity("minister"), hard=True), asks=[Ask.YES_NO])
    is_office = types["minister"] == EntityType.OFFICE

    assert following(asked, ABOUT, news=frozenset(), types=types, pointed=False) is None
    assert (following(asked, ABOUT, news=frozenset(), types=types, pointed=True) is not None) is is_office


def test_nobody_means_what_is_not_there_any_more() -> None:
    spoken = Conversation(("council", "some-document", "drill"))

    assert known(spoken, {"drill": 1, "council": 2}).entities == ("council", "drill")
