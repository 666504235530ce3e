"""No text of a message costs the engine more than a few ordinary questions, counted in calls of functions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import mean
from time import process_time

import pytest

from knowledge.answering.engine import Engine
from knowledge.learning.built_in_engine import TODAY
from knowledge.learning.questions import read_lines
from tests.support.hostile import REPEATED, WORST, filled, work

MOST = 8
"""So many ordinary questions a text may cost, also one that holds several."""
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


@pytest.mark.parametrize("blank", [" ", "\t", "\u2028", "\r\n"])
def test_blanks_cost_steps_by_their_number_and_not_by_its_square(engine: Engine, blank: str) -> None:
    question = engine.reader.read("SCO meeting")
    long = replace(question, text=f"SCO meeting{blank * 100_000}date")
    began = process_time()
    engine.outlines.outline(long)

    assert process_time() - began < 5  # the square took a minute


@pytest.mark.parametrize("text", WORST)
def test_the_worst_text_costs_a_few_questions(engine: Engine, ordinary: float, text: str) -> None:
    assert cost(engine, text) <= MOST * ordinary


@pytest.mark.parametrize(
    "text",
    [
        "متى الاجتماع؟ وأين؟ ومن شارك فيه؟",
        "When is the SCO defence ministers' meeting? Who led India's delegation? What did Doval say about terrorism?",
        "When were the SCO defence ministers announced to meet in Astana, and who was to lead India's delegation?",
    ],
)
def test_two_or_three_short_questions_are_answered_whole(engine: Engine, text: str) -> None:
    parts = engine.splitter.split(engine.reader.read(text)).parts

    assert len(parts) > 1
    assert [part.text for part in parts if part.left] == []
