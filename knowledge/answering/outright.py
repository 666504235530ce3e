"""What is refused for what is asked: dates that no calendar has, one thing beside itself; and what dates mean."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answering.decision import Refuse
from knowledge.answering.trace import Answered
from knowledge.dialogue import Ambiguous, Answer, NoAnswer, Reason, Several
from knowledge.understanding.question import Question
from knowledge.vocabulary.operations import Operation
from knowledge.working_out.request import Request


def never_answered(question: Question) -> Refuse | None:
    """Why a question is refused before anything is looked for."""
    if question.too_long:
        return Refuse(Reason.LEFT)
    impossible = question.quantities.impossible
    return Refuse(Reason.CALENDAR, impossible) if impossible else None


def compares_itself(question: Question, request: Request | None) -> Refuse | None:
    """Where one thing is set beside itself ("which came first, the exercise or the exercise?"): that there is one."""
    if request is None or not request.has(Operation.DIFFERENCE, Operation.COMMON, Operation.FIRST):
        return None
    named = [item for item in question.items if item.hard and not item.light]
    same = len(named) > 1 and len({item.entities for item in named}) == 1
    return Refuse(Reason.SAME, (named[0].text,)) if same else None


def with_conversions(answered: Answered, question: Question) -> Answered:
    """The reply, with the days that each Hijri date of the question means."""
    dates = tuple(one for one in question.quantities.dates if one.hijri)
    match answered.reply:
        case Answer() | NoAnswer() as reply if dates:
            return replace(answered, reply=replace(reply, converted=dates))
        case Several(parts=(first, *others)) as reply if dates and not isinstance(first.reply, Ambiguous):
            told = replace(first, reply=replace(first.reply, converted=dates))
            return replace(answered, reply=replace(reply, parts=(told, *others)))
        case _:
            return answered
