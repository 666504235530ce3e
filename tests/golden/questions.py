"""The golden questions, read once a process: the tuning half takes two seconds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.learning.questions import GoldenQuestion, QuestionFolder

FOLDER = QuestionFolder(Path(__file__).parent)


@cache
def read(name: str) -> tuple[GoldenQuestion, ...]:
    """The questions of a set, `tuning` or `reporting`."""
    return FOLDER.read(name)
