"""Where the facts have no answer: what documents say that nobody has curated, never beside a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.answering.trace import Answered, Route
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import ASKS_NOTHING, NoAnswer, Quoted, Reason
from knowledge.quoting.quoter import Quoter
from knowledge.search.searcher import Searcher
from knowledge.understanding.reader import Reader

_CLOSED = ASKS_NOTHING | {Reason.CALENDAR}


class _Finding(Protocol):
    """What finds documents: an engine."""

    @property
    def searcher(self) -> Searcher: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def knowledge(self) -> KnowledgeBase: ...


def unless_quoted(answered: Answered, engine: _Finding, today: date) -> Answered:
    """The reply, or the words of a document that say what the facts do not."""
    reply = answered.reply
    if not isinstance(reply, NoAnswer) or reply.reason in _CLOSED or answered.trace.question.too_long:
        return answered
    quoter = Quoter(engine.searcher, engine.reader, engine.knowledge)
    found = quoter.quote(answered.trace.question, today)
    if found.answers and reply.result is None:
        told = Quoted(reply.lang, found.quotes, found.quotes[0].score, reply.entities)
        return Answered(told, replace(answered.trace, route=Route.QUOTED))
    return Answered(replace(reply, quotes=found.quotes, unsaid=found.missing), answered.trace)
