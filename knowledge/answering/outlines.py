"""The named parts of a briefing: each is answered about the one thing that is meant, or named as unanswered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from knowledge.answering.leaning import Ask
from knowledge.dialogue import Answer, Conversation, NoAnswer, Part, Reason
from knowledge.understanding.outlines import Outline, OutlinePart


def parts(outline: Outline, lang: str, ask: Ask) -> tuple[Part, ...]:
    """The replies to the parts, about the thing of which most are known; none where it is open which is meant."""
    each = [_about(subject, outline, lang, ask) for subject in outline.subjects]
    counts = [_answered(found) for found in each]
    best = max(counts)
    return each[counts.index(best)] if best and counts.count(best) == 1 else ()


def _about(subject: str, outline: Outline, lang: str, ask: Ask) -> tuple[Part, ...]:
    """Every part, each with what none before it was answered with, if there is that."""
    found: list[Part] = []
    for part in outline.parts:
        told = {one.reply.statements[0].id for one in found if isinstance(one.reply, Answer)}
        reply = _reply(part, told, _replies(part, subject, ask))
        found.append(Part(part.text, reply or NoAnswer(lang, Reason.PROPERTY, entities=(subject,))))
    return tuple(found)


def _reply(part: OutlinePart, told: AbstractSet[str], replies: Iterator[Answer]) -> Answer | None:
    """The first reply; to a theme the first that tells what was not told yet."""
    first = next(replies, None)
    if first is None or not part.themes or first.statements[0].id not in told:
        return first
    return next((one for one in replies if one.statements[0].id not in told), first)


def _replies(part: OutlinePart, subject: str, ask: Ask) -> Iterator[Answer]:
    """The replies to one part that are about the subject itself, or about what the part names."""
    for way in part.ways:
        reply = ask(way, Conversation((subject,)))
        if isinstance(reply, Answer) and not {subject, *part.themes}.isdisjoint(reply.statements[0].named()):
            yield reply


def _answered(found: Sequence[Part]) -> int:
    """How many different statements the parts are answered with."""
    return len({part.reply.statements[0].id for part in found if isinstance(part.reply, Answer)})
