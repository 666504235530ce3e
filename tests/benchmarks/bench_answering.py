"""How well and how fast Marsad answers, against simple systems on the same facts in the same run: `make bench`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import pytest

from knowledge.answers import Engine
from tests.golden.engine import TODAY
from tests.golden.judging import read
from tests.golden.peers import PEERS
from tests.golden.report import facts_of, tables

pytestmark = pytest.mark.bench


def test_answers_and_refusals_of_the_reporting_half() -> None:
    sys.stdout.write("\n" + "\n".join(tables(read("reporting"))) + "\n")


def test_time_inside_the_engine_against_the_peers(engine: Engine) -> None:
    questions = [golden.q for golden in read("tuning")]
    asks: dict[str, Callable[[str], object]] = {
        "Marsad": lambda text: engine.reply_to(text, today=TODAY),
        **{name: make(facts_of(engine)) for name, make in PEERS.items()},
    }
    taken = {name: _milliseconds(ask, questions) for name, ask in asks.items()}
    ours = statistics.median(taken["Marsad"])

    sys.stdout.write("\n| | median ms | 99th percentile ms | median against Marsad |\n|---|---|---|---|\n")
    for name, times in taken.items():
        median = statistics.median(times)
        late = statistics.quantiles(times, n=100)[98]
        sys.stdout.write(f"| {name} | {median:.2f} | {late:.2f} | {median / ours:.2f} |\n")


def _milliseconds(ask: Callable[[str], object], questions: list[str]) -> list[float]:
    for text in questions:
        ask(text)
    found = []
    for text in questions:
        began = time.perf_counter()
        ask(text)
        found.append((time.perf_counter() - began) * 1000)
    return found
