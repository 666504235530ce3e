"""How reading figures grows with the text, however hostile: twice the text takes twice the time."""

from __future__ import annotations

import sys

import pytest

from knowledge.answering.engine import Engine
from knowledge.text.folding import tokens
from knowledge.understanding.reader import MAX_WORDS
from tests.benchmarks.scale import milliseconds_once
from tests.support.facts import CROWDED_FIGURES

pytestmark = pytest.mark.bench

LONGEST = 4096
"""Characters of a message on Telegram."""


@pytest.mark.parametrize("piece", CROWDED_FIGURES)
def test_figures_of_a_text_twice_as_long_take_about_twice_the_time(engine: Engine, piece: str) -> None:
    calendar = engine.knowledge.phrasings.calendar
    half, whole = (piece * (size // len(piece)) for size in (LONGEST // 2, LONGEST))
    taken = [min(milliseconds_once(lambda one: calendar.find(one, tokens(one)), [text] * 5)) for text in (half, whole)]
    read = min(milliseconds_once(lambda one: calendar.find(one, tokens(one)[:MAX_WORDS]), [whole] * 5))

    sys.stdout.write(
        f"\n{piece!r}: {taken[0]:.1f} ms, twice as long {taken[1]:.1f} ms, as the reader does {read:.1f} ms"
    )
    assert taken[1] <= 3 * taken[0] + 1
