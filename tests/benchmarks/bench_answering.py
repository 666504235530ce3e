"""How well and how fast Marsad answers, against simple systems on the same facts in the same run: `make bench`."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from bot.garbage_collection import lasting
from knowledge.answering.engine import Engine
from knowledge.learning.built_in_engine import TODAY
from tests.benchmarks.scale import milliseconds_once, percentile
from tests.golden.peers import PEERS
from tests.golden.questions import read
from tests.golden.report import facts_of, tables
from tests.support.facts import NO_QUESTIONS

pytestmark = pytest.mark.bench


def test_answers_and_refusals_of_the_reporting_half() -> None:
    sys.stdout.write("\n" + "\n".join(tables(read("reporting"))) + "\n")


def test_time_inside_the_engine_against_the_peers(engine: Engine) -> None:
    questions = [golden.q for golden in read("tuning")]
    asks: dict[str, Callable[[str], object]] = {
        "Marsad": lambda text: engine.reply_to(text, today=TODAY),
        **{name: make(facts_of(engine)) for name, make in PEERS.items()},
    }
    for ask in asks.values():
        ask("متى؟ when?")  # stemmers and tables of letters
    with lasting():
        taken = {name: milliseconds_once(ask, questions) for name, ask in asks.items()}
    ours = percentile(taken["Marsad"], 50)

    sys.stdout.write("\n| | median ms | 99th percentile ms | median against Marsad |\n|---|---|---|---|\n")
    for name, times in taken.items():
        median, late = percentile(times, 50), percentile(times, 99)
        sys.stdout.write(f"| {name} | {median:.2f} | {late:.2f} | {median / ours:.2f} |\n")
    assert ours <= 1
    assert percentile(taken["Marsad"], 99) <= 3


@pytest.mark.parametrize("text", NO_QUESTIONS, ids=lambda text: text[:20])
def test_what_is_no_question_is_refused_within_twenty_milliseconds(engine: Engine, text: str) -> None:
    assert min(milliseconds_once(lambda one: engine.reply_to(one, today=TODAY), [text] * 3)) <= 20
