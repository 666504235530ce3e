"""How a reply came about: what the answering call itself looked at, for whoever explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from knowledge.answering.decision import Decision
from knowledge.answering.verdict import Ruling
from knowledge.dialogue import Part, Reply, Several
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
    parts: Sequence[tuple[str, Trace]] = ()
    """Of several questions: each that was asked, and how its own reply came about."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and how it came about."""

    reply: Reply
    trace: Trace


class AnsweredPart(NamedTuple):
    """One of several questions with its reply, and how that came about; what was only named has no way to it."""

    part: Part
    trace: Trace | None


def of_several(found: Sequence[AnsweredPart], question: Question) -> Answered:
    """One reply to all of them."""
    ways = tuple((one.part.text, one.trace) for one in found if one.trace)
    replies = tuple(one.part for one in found)
    return Answered(Several(question.lang, replies), Trace(Route.SEVERAL, question, parts=ways))
