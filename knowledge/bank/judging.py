"""Judges answers as the question files say: right, wrong, missed, refused or guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from knowledge.dialogue import Verdict

_MOST, _MOST_LONG, _HEAD = 600, 1200, 300
_FOLDED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_YES = ("Yes", "نعم", "بلى")
_NEEDS_GOLD = frozenset({Verdict.CONTRADICTED, Verdict.ANNOUNCED})


class JudgedQuestion(Protocol):
    """A question of which it is known what a right answer is."""

    @property
    def answerable(self) -> bool:
        """Whether there is one."""

    @property
    def gold_all(self) -> tuple[tuple[str, ...], ...]:
        """What it must hold: one spelling of every inner list."""

    @property
    def long(self) -> bool:
        """Whether it may be a briefing or a full list."""

    @property
    def verdict(self) -> Verdict | None:
        """Of a question that is answered by yes or no."""


class Judgement(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    REFUSED = "refused"
    GUESSED = "guessed"
    """Answered although it has no answer."""


@lru_cache(maxsize=1 << 15)
def normalised(text: str) -> str:
    """As both sides are compared: unmarked, unified letters, ASCII digits, small letters."""
    kept = "".join(c for c in text.lower() if not (unicodedata.category(c) == "Mn" and "\u0600" <= c <= "\u06ff"))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept.translate(_FOLDED))


def judge(question: JudgedQuestion, output: Mapping[str, object]) -> Judgement:
    """Judge one object of `ask --json` (its `status`, `text` and `verdict`)."""
    if not question.answerable:
        return _of_the_unanswerable(question, output)
    if question.verdict:
        return _of_yes_or_no(question, question.verdict, output)
    if output["status"] != "answer":
        return Judgement.MISSED
    return Judgement.RIGHT if tells(question, str(output["text"])) else Judgement.WRONG


def tells(question: JudgedQuestion, text: str) -> bool:
    """Whether a text answers: it is short enough, and what counts of it holds one spelling of every inner list."""
    if not question.answerable:
        return False
    read_part = normalised(text if question.long else text[:_HEAD])
    return _fits(question, text) and all(any(normalised(one) in read_part for one in of) for of in question.gold_all)


def said(output: Mapping[str, object]) -> Verdict | None:
    """The verdict of a reply; one without the key, of an engine before it, confirms where it begins with "Yes"."""
    if "verdict" in output:
        return Verdict(str(output["verdict"])) if output["verdict"] else None
    return Verdict.CONFIRMED if str(output["text"]).startswith(_YES) else Verdict.UNDECIDED


def _fits(question: JudgedQuestion, text: str) -> bool:
    return len(text) <= (_MOST_LONG if question.long else _MOST)


def _of_the_unanswerable(question: JudgedQuestion, output: Mapping[str, object]) -> Judgement:
    """Where no verdict is asked for, saying otherwise or that it was only announced is as good as a refusal."""
    if output["status"] != "answer":
        return Judgement.REFUSED
    denied = question.verdict is None and output.get("verdict") in _NEEDS_GOLD
    return Judgement.REFUSED if denied else Judgement.GUESSED


def _of_yes_or_no(question: JudgedQuestion, right: Verdict, output: Mapping[str, object]) -> Judgement:
    text, verdict = str(output["text"]), said(output)
    if verdict is Verdict.UNDECIDED or output["status"] != "answer":
        return Judgement.MISSED
    told = tells(question, text) if verdict in _NEEDS_GOLD else _fits(question, text)
    return Judgement.RIGHT if verdict is right and told else Judgement.WRONG
