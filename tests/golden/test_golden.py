"""Answering does not get worse: floors below what was measured, by the width of its 95 % interval."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.answering.engine import Engine
from knowledge.text.folding import words
from tests.golden.judging import GoldenQuestion, Verdict, judge, read
from tests.golden.report import rates, verdicts

FLOORS = {"tuning": (0.94, 0.96, 0.04), "reporting": (0.88, 0.91, 0.08)}
"""Per file: least right of the answerable, least refused of the unanswerable, most wrong among the answers."""
STEPS = {"tuning": 5, "reporting": 1}
"""Of the tuning questions, which come writer by writer, every fifth is asked: all of them take ten seconds."""


@pytest.mark.parametrize("name", FLOORS)
def test_no_file_falls_below_its_floor(engine: Engine, name: str) -> None:
    asked = read(name)[:: STEPS[name]]
    right, refused, wrong = rates(Counter(verdict for _, verdict in verdicts(engine, asked)))
    least_right, least_refused, most_wrong = FLOORS[name]

    assert right >= least_right
    assert refused >= least_refused
    assert wrong <= most_wrong


def test_no_question_stands_in_both_files() -> None:
    tuning, reporting = ({words(one.q) for one in read(name)} for name in ("tuning", "reporting"))

    assert len(tuning) > 800
    assert len(reporting) > 300
    assert tuning.isdisjoint(reporting)


QUESTION = GoldenQuestion(
    id="x",
    lang="en",
    style="short",
    category="time",
    fact="",
    way="",
    q="",
    answerable=True,
    gold_all=(("ابريل", "april"),),
)


@pytest.mark.parametrize(
    ("status", "text", "verdict"),
    [
        ("answer", "On 25 April.", Verdict.RIGHT),
        ("answer", "في 25 أبريل", Verdict.RIGHT),
        ("answer", "In May.", Verdict.WRONG),
        ("answer", "x" * 300 + " April", Verdict.WRONG),
        ("answer", "April " + "x" * 600, Verdict.WRONG),
        ("unknown", "April", Verdict.MISSED),
    ],
)
def test_the_judge_judges_as_the_question_files_say(status: str, text: str, verdict: Verdict) -> None:
    assert judge(QUESTION, {"status": status, "text": text}) is verdict


def test_an_answer_to_what_has_none_is_a_guess() -> None:
    unanswerable = QUESTION.model_copy(update={"answerable": False})

    assert judge(unanswerable, {"status": "answer", "text": ""}) is Verdict.GUESSED
    assert judge(unanswerable, {"status": "help", "text": ""}) is Verdict.REFUSED
