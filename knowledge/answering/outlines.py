"""The named parts of a briefing: each is answered about the one thing that is meant, or named as unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from knowledge.answering.leaning import Ask
from knowledge.answering.trace import AnsweredPart
from knowledge.dialogue import Answer, Conversation, NoAnswer, Part, Reason
from knowledge.understanding.outlines import Outline, OutlinePart


def parts(outline: Outline, lang: str, ask: Ask) -> tuple[AnsweredPart, ...]:
    """The replies to the parts, about the thing of which most are known; none where it is open which is meant."""
    each = [_about(subject, outline, lang, ask) for subject in outline.subjects]
    counts = [len(_told(found)) for found in each]
    best = max(counts)
    return each[counts.index(best)] if best and counts.count(best) == 1 else ()


def _about(subject: str, outline: Outline, lang: str, ask: Ask) -> tuple[AnsweredPart, ...]:
    """Every part, each with what none before it was answered with, if there is that."""
    found: list[AnsweredPart] = []
    for part in outline.parts:
        unanswered = Part(part.text, NoAnswer(lang, Reason.PROPERTY, entities=(subject,)))
        chosen = _chosen(part, _told(found), _answered(part, subject, ask))
        found.append(chosen or AnsweredPart(unanswered, None))
    return tuple(found)


def _chosen(part: OutlinePart, told: AbstractSet[str], answers: Iterator[AnsweredPart]) -> AnsweredPart | None:
    """The first answer; to a theme the first that tells what was not told yet."""
    first = next(answers, None)
    if first is None or not part.themes or _told([first]).isdisjoint(told):
        return first
    return next((one for one in answers if _told([one]).isdisjoint(told)), first)


def _answered(part: OutlinePart, subject: str, ask: Ask) -> Iterator[AnsweredPart]:
    """The answers to one part that are about the subject itself, or about what the part names."""
    for way in part.ways:
        answered = ask(way, Conversation((subject,)))
        reply = answered.reply
        if isinstance(reply, Answer) and not {subject, *part.themes}.isdisjoint(reply.statements[0].named()):
            yield AnsweredPart(Part(part.text, reply), answered.trace)


def _told(found: Iterable[AnsweredPart]) -> AbstractSet[str]:
    """The statement that each of the answers opens with."""
    replies = (one.part.reply for one in found)
    return {reply.statements[0].id for reply in replies if isinstance(reply, Answer)}
