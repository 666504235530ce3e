from __future__ import annotations

import pytest

from knowledge.learned.files import NO_LESSONS
from knowledge.matching.recalling import Recall, learned, lesson
from knowledge.text.quantities import Quantities
from knowledge.understanding.question import Question
from tests.support.matching import profile

FACTS = tuple(profile(id_, ar="-", en="-") for id_ in ("a.x", "b.x", "c.x"))


def asked(text: str) -> Question:
    """A question of which nothing is understood."""
    return Question(text, "en", (), (), Quantities((), (), ()), tuple(text.split()))


LESSONS = learned(
    [
        lesson("a.x", asked("who lit the lanterns")),
        lesson("a.x", asked("lantern lighter name")),
        lesson("b.x", asked("what did the lanterns cost")),
        lesson("hidden.x", asked("where does the rain fall")),
    ]
)
RECALL = Recall.of(LESSONS, FACTS)


def test_a_question_is_as_like_a_statement_as_like_the_nearest_of_its_questions() -> None:
    like = RECALL.likeness(asked("who was it that lit the lanterns"))

    assert 0.0 == like.of(1) < like.of(0) < 1.0
    assert like.most() == [0]


def test_the_very_question_is_known_by_its_words_whatever_stands_between_them() -> None:
    like = RECALL.likeness(asked("Who lit the lanterns?!"))

    assert like.same == 0
    assert like.of(0) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["who lit the lantern", "who did not light the lanterns", ""])
def test_another_question_is_not_the_very_one(text: str) -> None:
    assert RECALL.likeness(asked(text)).same is None


def test_the_questions_of_a_statement_that_is_not_shown_lead_nowhere() -> None:
    like = RECALL.likeness(asked("where does the rain fall"))

    assert like.same is None
    assert max(map(like.of, range(len(FACTS)))) < 0.5


def test_where_nobody_wrote_a_question_nothing_is_like_one() -> None:
    like = Recall.of(NO_LESSONS, FACTS).likeness(asked("who lit the lanterns"))

    assert (like.same, like.of(2), like.most()) == (None, 0.0, [])


def test_the_same_lessons_are_the_same_bytes() -> None:
    again = learned([lesson("a.x", asked("who lit the lanterns"))])

    assert again == learned([lesson("a.x", asked("who lit the lanterns"))])
    assert again != LESSONS
