"""The same question has the same reply in every process, however Python happens to hash strings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.golden.questions import read

REPLIES = """
import sys
from knowledge.learning.built_in_engine import TODAY, load_engine

engine = load_engine()
for question in sys.stdin.read().splitlines():
    print(repr(engine.reply_to(question, today=TODAY)))
"""
ASKED = [*(question.q for question in read("reporting")), "did modi adress the defence minsters"]
"""The last one names two things that fit equally."""


@pytest.mark.process
@pytest.mark.timeout(180)
@pytest.mark.slow
def test_the_seed_of_hashing_changes_no_reply() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", REPLIES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        for seed in ("0", "1")
    ]
    one, other = (process.communicate("\n".join(ASKED))[0].splitlines() for process in running)

    assert len(one) == len(ASKED)
    assert [pair for pair in zip(one, other, strict=True) if len(set(pair)) > 1] == []
