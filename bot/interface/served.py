"""What the conversation asks of an engine, and the version of the knowledge that is served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeAlias

from bot.interface.catalogue import Catalogue
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Answer, Conversation, Reply, Sentence
from knowledge.model import Readership, Statement
from knowledge.search.searcher import Searcher
from knowledge.understanding.reader import Reader


class AnsweringEngine(Protocol):
    """What answers from one knowledge version: a `knowledge.answering.engine.Engine`."""

    @property
    def knowledge(self) -> KnowledgeBase:
        """The version that it answers from."""

    @property
    def reader(self) -> Reader:
        """What understands questions."""

    @property
    def searcher(self) -> Searcher:
        """What finds statements and passages by words."""

    def seen_by(self, readership: Readership, day: date) -> AnsweringEngine:
        """The engine that answers readers of a kind on a day; quick, for it is asked for at every question."""

    def reply_to(self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = ...) -> Reply:
        """Answer any text; never raises."""

    def brief(self, entity_id: str, *, today: date, lang: str) -> Answer:
        """What is known about an entity."""

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, in the tense of the day."""


Current: TypeAlias = Callable[[], AnsweringEngine]
"""Gives the engine that is served now; called once for each question, so it must be quick."""


@dataclass(frozen=True, eq=False)
class ServedVersion:
    """The engine of the version that is served, with what is derived from that when first used."""

    engine: AnsweringEngine

    @property
    def version(self) -> str:
        """Its name."""
        return self.engine.knowledge.version

    @cached_property
    def catalogue(self) -> Catalogue:
        """What there is to leaf through."""
        return Catalogue(self.engine.knowledge)
