"""No false yes: ten blind writers' questions of yes or no, and all that were tuned on before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer, Reply, Verdict
from knowledge.learning.built_in_engine import TODAY
from knowledge.learning.questions import GoldenQuestion, read_lines
from tests.golden.questions import read

pytestmark = pytest.mark.golden
FOLDER = Path(__file__).parent / "whether"
LEAST_TRUE = 344
"""Of 640 true ones so many keep their yes; with sides first read it was 202 of 470. Some 20 ask what is only announced
as if it were sure ("will he present it?"), and are told so."""


def says_yes(reply: Reply) -> bool:
    return isinstance(reply, Answer) and reply.verdict is Verdict.CONFIRMED


def confirmed(engine: Engine, questions: Iterable[GoldenQuestion]) -> Iterator[GoldenQuestion]:
    return (one for one in questions if says_yes(engine.reply_to(one.q, today=TODAY)))


@pytest.fixture(scope="module")
def whether() -> tuple[GoldenQuestion, ...]:
    return tuple(one for path in sorted(FOLDER.glob("*.jsonl")) for one in read_lines(path))


def test_nothing_that_is_not_so_is_confirmed(engine: Engine, whether: tuple[GoldenQuestion, ...]) -> None:
    asked = [one for one in whether if one.verdict is not Verdict.CONFIRMED]

    assert len(asked) == 1380
    assert [one.id for one in confirmed(engine, asked)] == []


def test_what_is_so_is_not_contradicted_often_and_confirmed_as_often_as_before(
    engine: Engine, whether: tuple[GoldenQuestion, ...]
) -> None:
    asked = [one for one in whether if one.verdict is Verdict.CONFIRMED]
    replies = [engine.reply_to(one.q, today=TODAY) for one in asked]
    contradicted = [one for one in replies if isinstance(one, Answer) and one.verdict is Verdict.CONTRADICTED]

    assert len(asked) == 640
    assert sum(map(says_yes, replies)) >= LEAST_TRUE
    assert len(contradicted) <= 2


def test_no_tuning_question_that_has_no_answer_or_another_one_is_confirmed(engine: Engine) -> None:
    asked = [
        one for one in read("tuning") if not one.answerable or one.verdict in (Verdict.ANNOUNCED, Verdict.CONTRADICTED)
    ]

    assert len(asked) > 2500
    assert [one.id for one in confirmed(engine, asked)] == []
