"""The named parts of a briefing: each is answered about the one thing that is meant, or named as unanswered."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answering.several import Ask
from knowledge.dialogue import Answer, Conversation, NoAnswer, Part, Reason
from knowledge.understanding.outlines import Outline, OutlinePart


def parts(outline: Outline, lang: str, ask: Ask) -> tuple[Part, ...]:
    """The replies to the parts, about the thing of which most are known; none where it is open which is meant."""
    each = [tuple(_part(part, subject, lang, ask) for part in outline.parts) for subject in outline.subjects]
    counts = [_answered(found) for found in each]
    best = max(counts)
    return each[counts.index(best)] if best and counts.count(best) == 1 else ()


def _part(part: OutlinePart, subject: str, lang: str, ask: Ask) -> Part:
    """The reply to one part, where it is about the subject itself."""
    for way in part.ways:
        reply = ask(way, Conversation((subject,)))
        if isinstance(reply, Answer) and subject in reply.statements[0].named():
            return Part(part.text, reply)
    return Part(part.text, NoAnswer(lang, Reason.PROPERTY, entities=(subject,)))


def _answered(found: Sequence[Part]) -> int:
    """How many different statements the parts are answered with."""
    return len({part.reply.statements[0].id for part in found if isinstance(part.reply, Answer)})
