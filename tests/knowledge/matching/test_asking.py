"""How near each property comes to the one that ways of asking point to most."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.asking import NOTHING, Asking
from knowledge.matching.signs import asking_signs, key
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Ask
from tests.support.matching import question

TIME, PLACE, REASON = (question(asks=[ask]) for ask in (Ask.TIME, Ask.PLACE, Ask.REASON))
BOTH = question(asks=[Ask.TIME, Ask.PLACE])
COLUMNS = {"date": 0, "place": 1, NOTHING: 2}

Rows = tuple[list[float], list[float]]
NEARNESS: dict[str, tuple[Question, Rows, tuple[float, ...]]] = {
    # why: the question, the rows of time and of place, how near date, place and nothing come
    "what is pointed to most is nearest": (TIME, ([1.0, 0.5, 0.0], [0.0, 0.0, 0.0]), (1.0, 0.5, 0.0)),
    "how far behind counts, not where": (TIME, ([0.0, -0.5, -1.0], [0.0, 0.0, 0.0]), (1.0, 0.5, 0.0)),
    "one that is ever so near": (TIME, ([0.25, 0.125, 0.25], [0.0, 0.0, 0.0]), (1.0, 0.875, 1.0)),
    "what is farther than far is as far": (TIME, ([1.0, -1.0, -9.0], [0.0, 0.0, 0.0]), (1.0, 0.0, 0.0)),
    "nothing may be nearest": (PLACE, ([9.0, 9.0, 9.0], [0.0, 0.25, 0.75]), (0.25, 0.5, 1.0)),
    "of two signs the heavier counts more": (BOTH, ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0]), (0.8, 1.0, 0.2)),
}


def asking(rows: Rows) -> Asking:
    """What was learned of two signs, of which that of time weighs 3 and that of place 4."""
    known = [key(next(asking_signs(one))) for one in (TIME, PLACE)]
    return Asking({sign: place for place, sign in enumerate(known)}, np.array([3.0, 4.0]), np.array(rows), COLUMNS)


@pytest.mark.parametrize("why", NEARNESS)
def test_a_property_is_as_near_as_its_log_odds_come_to_those_of_the_best(why: str) -> None:
    asked, rows, near = NEARNESS[why]

    assert list(asking(rows).nearness(asked)) == list(COLUMNS)
    assert tuple(asking(rows).nearness(asked).values()) == pytest.approx(near)


def test_where_no_sign_is_known_nothing_is_near() -> None:
    assert asking(([1.0, 0.0, 0.0], [0.0, 0.0, 0.0])).nearness(REASON) == {}
