"""Who does it and to whom: no yes where a question turns round what a statement says, and one where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.learning.built_in_engine import TODAY
from tests.golden.test_whether import says_yes

pytestmark = pytest.mark.golden
FOLDER = Path(__file__).parent / "parties"


def confirmed(engine: Engine, name: str) -> tuple[list[str], list[str]]:
    """The questions of a file that are answered with yes, and the others."""
    asked = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    yes = [one for one in asked if says_yes(engine.reply_to(one, today=TODAY))]
    return yes, [one for one in asked if one not in yes]


def test_no_question_that_turns_a_statement_round_is_confirmed(engine: Engine) -> None:
    yes, others = confirmed(engine, "reversed")

    assert len(others) >= 140
    assert yes == []


def test_nothing_of_other_kinds_that_is_not_said_is_confirmed(engine: Engine) -> None:
    """All, only, still, than, causes, other months, places and people, what was announced as done, negations twice."""
    yes, others = confirmed(engine, "not_so")

    assert len(others) >= 140
    assert yes == []


def test_the_same_things_the_right_way_round_are_confirmed(engine: Engine) -> None:
    yes, others = confirmed(engine, "as_told")

    assert len(yes) >= 70
    assert others == []
