"""Judges answers as `benchmarks/README.md` of the question files says: right, wrong, missed or refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.files.strict_yaml import Record, load_or_raise

FOLDER = Path(__file__).parent
_MOST, _MOST_LONG, _HEAD = 600, 1200, 300
_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


class GoldenQuestion(Record):
    """A question, and what its answer must hold: one string of every inner list."""

    id: str
    lang: str
    style: str
    category: str
    fact: str
    way: str
    q: str
    answerable: bool
    long: bool = False
    gold_all: Annotated[tuple[tuple[str, ...], ...], Field()] = ()
    note: str = ""


class GoldenFile(Record):
    """One file of golden questions."""

    questions: tuple[GoldenQuestion, ...]


class Verdict(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    REFUSED = "refused"
    GUESSED = "guessed"
    """Answered although it has no answer."""


@cache
def read(name: str) -> tuple[GoldenQuestion, ...]:
    """The questions of a golden file by its stem; the tuning half takes two seconds, once a process."""
    return load_or_raise(FOLDER / f"{name}.yaml", GoldenFile).questions


@lru_cache(maxsize=1 << 15)
def normalised(text: str) -> str:
    """As both sides are compared: unmarked, unified letters, ASCII digits, small letters."""
    kept = "".join(c for c in text.lower() if not (unicodedata.category(c) == "Mn" and "\u0600" <= c <= "\u06ff"))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept.translate(_FOLDED))


def judge(question: GoldenQuestion, output: Mapping[str, object]) -> Verdict:
    """Judge one object of `ask --json` (its `status` and `text`)."""
    answered = output["status"] == "answer"
    text = str(output["text"])
    if not question.answerable:
        return Verdict.GUESSED if answered else Verdict.REFUSED
    if not answered:
        return Verdict.MISSED
    if len(text) > (_MOST_LONG if question.long else _MOST):
        return Verdict.WRONG
    read_part = normalised(text if question.long else text[:_HEAD])
    met = all(any(normalised(form) in read_part for form in forms) for forms in question.gold_all)
    return Verdict.RIGHT if met else Verdict.WRONG
