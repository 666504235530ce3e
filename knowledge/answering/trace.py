"""How a reply came about: what the answering call itself looked at, for whoever explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.answering.decision import Decision
from knowledge.answering.verdict import Ruling
from knowledge.dialogue import Reply
from knowledge.matching.matcher import Candidate
from knowledge.understanding.question import Question


class Route(StrEnum):
    """Which way a text took to its reply."""

    REFUSED = "refused"
    SMALL_TALK = "small talk"
    FOLLOW_UP = "follow-up"
    BRIEFING = "briefing"
    WORKED_OUT = "worked out"
    SEVERAL = "several questions"
    QUESTION = "question"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Trace:
    """The way that was taken; without a decision the statements played no part in it."""

    route: Route
    question: Question
    """As it was answered: a follow-up with what the conversation was about."""
    ranked: Sequence[Candidate] = ()
    decision: Decision | None = None
    ruling: Ruling | None = None
    """Of a question of yes or no."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and how it came about."""

    reply: Reply
    trace: Trace
