"""Several questions in one text: each is answered by itself, unless one reply answers them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.answering.leaning import Ask
from knowledge.answering.trace import Answered, AnsweredPart, Route, of_several
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Answer,
    Conversation,
    Help,
    NoAnswer,
    Part,
    Quoted,
    Reason,
    Several,
)
from knowledge.understanding.question import Question
from knowledge.understanding.sub_questions import Clauses

_SEVERAL = 2


def parts(clauses: Clauses, lang: str, ask: Ask) -> tuple[AnsweredPart, ...]:
    """The replies to several questions, each leaning on what the one before was about; what is left is only named."""
    found: list[AnsweredPart] = []
    about = NEW_CONVERSATION
    for clause in clauses.parts if len(clauses.parts) > 1 else ():
        answered = None if clause.left else ask(clause.text, about)
        reply = answered.reply if answered else NoAnswer(lang, Reason.LEFT)
        if isinstance(reply, Help | Several | Quoted):
            continue
        found.append(AnsweredPart(Part(clause.text, reply), answered.trace if answered else None))
        if isinstance(reply, Answer) and reply.entities:
            about = Conversation(reply.entities)
    return tuple(found)


def answered(question: Question, clauses: Clauses, ask: Ask, whole: Callable[[], Answered]) -> Answered:
    """The reply to one question or several, the whole asked as well where it may be one."""
    found = parts(clauses, question.lang, ask)
    as_one = None if clauses.long and len(found) > 1 else whole()
    return as_one if as_one and is_enough(as_one, found, clauses) else of_several(found, question)


def of_outline(found: Sequence[AnsweredPart], question: Question, whole: Callable[[], Answered]) -> Answered:
    """The reply to named parts; where no more than one has an answer, that to the whole if there is one."""
    answers = [one for one in found if isinstance(one.part.reply, Answer)]
    as_one = whole() if len(answers) < _SEVERAL else None
    return as_one if as_one and isinstance(as_one.reply, Answer) else of_several(found, question)


def is_enough(whole: Answered, found: Sequence[AnsweredPart], clauses: Clauses) -> bool:
    """Whether the reply to the whole tells all that the parts do."""
    answers = [one.part.reply for one in found if isinstance(one.part.reply, Answer)]
    if len(found) < 2 or not answers:
        return True
    if not isinstance(whole.reply, Answer):
        return False
    if len(answers) < len(found):
        return whole.trace.route is Route.WORKED_OUT or not any(clause.apart for clause in clauses.parts[1:])
    said = {statement.id for statement in whole.reply.statements}
    return all(reply.statements[0].id in said for reply in answers)
