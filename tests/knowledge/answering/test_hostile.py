"""No text of a message costs the engine more than a few ordinary questions, counted in calls of functions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from statistics import mean

import pytest

from knowledge.answering.engine import Engine
from knowledge.learning.engine import TODAY
from knowledge.learning.questions import read_lines
from tests.support.hostile import REPEATED, WORST, filled, work

MOST = 8
"""So many ordinary questions a text may cost."""
MOST_OF_SEVERAL = 16
"""And one that holds several questions, each of which is answered."""
GOLDEN = Path(__file__).parents[2] / "golden"
ASKED = (GOLDEN / "worked" / "first.jsonl", GOLDEN / "whether" / "first.jsonl")


def cost(engine: Engine, text: str) -> int:
    return work(partial(engine.reply_to, text, today=TODAY))


@pytest.fixture(scope="module")
def ordinary(engine: Engine) -> float:
    asked = [one.q for path in ASKED for one in list(read_lines(path))[:40]]
    for text in asked[:20]:
        engine.reply_to(text, today=TODAY)  # what is imported or made at the first question is not counted
    engine.reply_to("kazakstan zzqq", today=TODAY)
    return mean(cost(engine, text) for text in asked[20:])


@pytest.mark.parametrize("unit", REPEATED)
def test_filling_a_message_costs_no_more_than_a_question(engine: Engine, ordinary: float, unit: str) -> None:
    assert cost(engine, filled(unit)) <= 3 * ordinary


@pytest.mark.parametrize("text", WORST)
def test_the_worst_text_costs_a_few_questions(engine: Engine, ordinary: float, text: str) -> None:
    most = MOST_OF_SEVERAL if text in WORST[-4:] else MOST

    assert cost(engine, text) <= most * ordinary
