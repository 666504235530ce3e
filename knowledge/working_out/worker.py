"""Works out what a question asks for, where that is clear; the only module of the package that others call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Statement
from knowledge.understanding.question import Question
from knowledge.working_out import comparing, duration, listing, ordering, relating, telling
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding
from knowledge.working_out.request import Request, read

_AT_ONCE: tuple[Callable[[Request, Facts], Finding | None], ...] = (
    telling.new,
    ordering.first,
    ordering.earliest,
    comparing.compared,
    ordering.timeline,
    ordering.following,
    ordering.latest,
    duration.days,
    ordering.at_date,
    telling.said,
    telling.digest,
    telling.in_documents,
    telling.mention,
    relating.members,
    listing.everything,
    relating.holders,
    relating.partakers,
    listing.numbered,
)
"""Tried in this order before any statement is looked for."""
_OTHERWISE = (listing.matching, ordering.beside, comparing.of_both)
"""Tried in this order where no statement answers."""


@dataclass(frozen=True)
class Worker:
    """Made once a knowledge version."""

    knowledge: KnowledgeBase

    @cached_property
    def facts(self) -> Facts:
        """What is worked over."""
        return Facts(self.knowledge)

    def request(self, question: Question) -> Request | None:
        """What a question asks to be worked out, if anything."""
        return read(question, self.knowledge.operations, self.knowledge.types)

    def at_once(self, request: Request) -> Finding | None:
        """What is clearly asked for, whatever single statements say."""
        return next((found for work in _AT_ONCE if (found := work(request, self.facts))), None)

    def about(self, request: Request, entities: Sequence[str]) -> Finding | None:
        """What is asked of several things that were spoken of before: how many they are, or which came first."""
        return listing.about(request, self.facts, entities) or ordering.first_of(request, self.facts, entities)

    def otherwise(self, request: Request) -> Finding | None:
        """What may be worked out where no statement answers."""
        found = next((found for work in _OTHERWISE if (found := work(request, self.facts))), None)
        return found or self.absent(request)

    def of_all_alone(self, request: Request) -> Finding | None:
        """The number of all of a class, where nothing but that is asked and no statement says one."""
        return listing.of_all_alone(request, self.facts)

    def says_a_number(self, statement: Statement) -> bool:
        """Whether a statement says a number itself."""
        return self.facts.says_a_number(statement)

    def absent(self, request: Request) -> Finding | None:
        """That nothing mentions what the question asks about."""
        return telling.absent(request)

    def counted(self, request: Request, statement: Statement) -> Finding | None:
        """The number that an answering statement gives without saying it."""
        return listing.counted(request, self.facts, statement)

    def is_in_vain(self, request: Request, statement: Statement) -> bool:
        """Whether names are asked for of which an answering statement has none."""
        return listing.is_in_vain(request, self.facts, statement)

    def warm(self) -> None:
        """Build everything now."""
        self.facts.warm()
