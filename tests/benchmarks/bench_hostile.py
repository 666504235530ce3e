"""What hostile texts cost, in ordinary questions of the same run.

MARSAD_PEER=DIR has another checkout answer the same questions in the same run, both by `ask --batch`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean

import pytest

from bot.interface.articles import subjects
from bot.interface.catalogue import Catalogue
from knowledge.answering.engine import Engine
from knowledge.learning.built_in_engine import TODAY
from tests.benchmarks.checkouts import checkouts
from tests.golden.questions import read
from tests.support.hostile import REPEATED, WORST, filled

pytestmark = pytest.mark.bench

_ROUNDS = 7
_MOST = 8


def milliseconds(engine: Engine, text: str) -> float:
    """The least of some times that its process took; a blank more each time, so that nothing of it is remembered."""
    return min(_timed(partial(_asked, engine, text + " " * number)) for number in range(_ROUNDS))


def _asked(engine: Engine, text: str) -> None:
    engine.reader.guesses.remembered.clear()
    engine.reply_to(text, today=TODAY)


def _timed(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return 1000 * (time.process_time() - began)


def test_the_worst_texts_cost_a_few_ordinary_questions(engine: Engine) -> None:
    asked = [one.q for one in read("tuning")[::75]]
    ordinary = mean(milliseconds(engine, text) for text in asked)
    found = [(milliseconds(engine, text) / ordinary, text) for text in (*WORST, *map(filled, REPEATED))]
    found.sort(reverse=True)

    sys.stdout.write(f"\nan ordinary question {ordinary:.2f} ms; the worst texts, as many as")
    for times, text in found[:10]:
        sys.stdout.write(f"\n{times:5.1f}  {text[:60]!r}")
    assert found[0][0] <= _MOST


def test_the_worst_texts_as_a_command_answers_them(tmp_path: Path) -> None:
    asked, worst = [one.q for one in read("tuning")[::75]], [*WORST, *map(filled, REPEATED)]
    for name, checkout in checkouts().items():
        took = list(_batch(checkout, tmp_path / name, [*asked, *worst]))
        ordinary = mean(took[: len(asked)])
        found = sorted(zip(took[len(asked) :], worst, strict=True), reverse=True)[:10]
        sys.stdout.write(f"\n{name}: an ordinary question {ordinary:.2f} ms; the worst ten, as many as")
        for milliseconds_, text in found:
            sys.stdout.write(f"\n{milliseconds_ / ordinary:5.1f}  {text[:60]!r}")


def _batch(checkout: Path, data: Path, texts: Sequence[str]) -> Iterator[float]:
    """The least of some times that a checkout says it took, for each text."""
    lines = [
        json.dumps({"id": str(number), "q": text + " " * times})
        for times in range(3)
        for number, text in enumerate(texts)
    ]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--batch", "-", "--json"],
        input="\n".join(lines), capture_output=True, text=True, check=False, cwd=checkout,
        env=os.environ | {"MARSAD_DATA": str(data)},
    )  # fmt: skip
    took = [json.loads(line)["ms"] for line in done.stdout.splitlines()]
    assert len(took) == len(lines), done.stderr
    return (min(took[number :: len(texts)]) for number in range(len(texts)))


@pytest.mark.parametrize("unit", ["al-a@b.c ", "\ufdfa ", "الهند والتعاون في المنطقة ", "م\u0650\u0327"])
def test_an_article_costs_a_few_ordinary_questions(engine: Engine, unit: str) -> None:
    ordinary = mean(milliseconds(engine, one.q) for one in read("tuning")[::75])
    found = Catalogue(engine.knowledge)
    took = min(_timed(partial(subjects, filled(unit), engine.reader, found)) for _ in range(_ROUNDS))

    sys.stdout.write(f"\n{took / ordinary:.1f} ordinary questions for an article of {unit!r}")
    assert took <= _MOST * ordinary
