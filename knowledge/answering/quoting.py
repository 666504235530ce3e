"""Where the facts have no answer: what documents say that nobody has curated, never beside a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.answering.trace import Answered, Route
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import ASKS_NOTHING, NoAnswer, Quoted, Reason
from knowledge.quoting.quoter import Quoter
from knowledge.search.searcher import Searcher
from knowledge.text.folding import fold
from knowledge.understanding.reader import Reader

_CLOSED = ASKS_NOTHING | {Reason.CALENDAR}
_NAMING = frozenset({Reason.WORDS, Reason.DATE, Reason.ENTITY})
"""Refusals that say in so many words what the facts do not have."""
_MOST_MENTIONED = 3


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
        quoted = Quoted(reply.lang, found.quotes, found.quotes[0].score, reply.entities)
        return Answered(quoted, replace(answered.trace, route=Route.QUOTED))
    told = replace(reply, quotes=found.quotes, unsaid=found.missing)
    return Answered(knowing_documents(told, engine.searcher), answered.trace)


def knowing_documents(refused: NoAnswer, searcher: Searcher) -> NoAnswer:
    """A refusal that names what the facts do not have, with how many documents mention it."""
    named = refused.missing[:_MOST_MENTIONED] if refused.reason in _NAMING else ()
    return replace(refused, mentioned=tuple(_mentioned(named, searcher)))


def _mentioned(named: Iterable[str], searcher: Searcher) -> Iterator[tuple[str, int]]:
    """Each name that documents mention as it was typed, or else as they spell it in their own letters."""
    for name in named:
        for spelled in (name, *searcher.respelled(fold(name))):
            if count := searcher.mentioning(spelled):
                yield spelled, count
                break
