"""Several questions in one text: each is answered by itself, unless one reply answers them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from knowledge.answering.trace import Answered, Route, Trace
from knowledge.dialogue import NEW_CONVERSATION, Answer, Conversation, Help, NoAnswer, Part, Reason, Reply, Several
from knowledge.understanding.clauses import Clause

Ask: TypeAlias = Callable[[str, Conversation], Reply]


def answered(clauses: Sequence[Clause], whole: Answered, ask: Ask) -> Answered:
    """The replies to the parts; the reply to the whole where the parts tell nothing that it does not."""
    parts = tuple(_parts(clauses, ask, whole.reply.lang))
    if not _is_better(parts, clauses, whole):
        return whole
    return Answered(Several(whole.reply.lang, parts), Trace(Route.SEVERAL, whole.trace.question))


def _parts(clauses: Sequence[Clause], ask: Ask, lang: str) -> list[Part]:
    """Each reply leans on what the one before it was about; what is left is only named."""
    found: list[Part] = []
    about = NEW_CONVERSATION
    for clause in clauses:
        reply = NoAnswer(lang, Reason.LEFT) if clause.left else ask(clause.text, about)
        if isinstance(reply, Help | Several):
            continue
        found.append(Part(clause.text, reply))
        if isinstance(reply, Answer) and reply.entities:
            about = Conversation(reply.entities)
    return found


def _is_better(parts: Sequence[Part], clauses: Sequence[Clause], whole: Answered) -> bool:
    told = [part.reply for part in parts if isinstance(part.reply, Answer)]
    if len(parts) < 2 or not told:
        return False
    if not isinstance(whole.reply, Answer):
        return True
    if len(told) < len(parts):
        return whole.trace.route is not Route.WORKED_OUT and any(clause.apart for clause in clauses[1:])
    said = {statement.id for statement in whole.reply.statements}
    return any(reply.statements[0].id not in said for reply in told)
