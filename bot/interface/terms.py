"""The terms of statements that not every reader knows: abbreviations in their words, and offices. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Entity, EntityType, Statement, Strength

_ABBREVIATION = re.compile(r"[A-Z]{2,8}")
_MOST = 6


class ExplainedTerm(NamedTuple):
    """A term as the reader met it, and what it stands for."""

    text: str
    entity: Entity


@dataclass(frozen=True)
class Glossary:
    """The terms of one knowledge version."""

    knowledge: KnowledgeBase

    def of(self, statements: Iterable[Statement], lang: str) -> tuple[ExplainedTerm, ...]:
        """The terms of statements and their quotes, each entity once."""
        found = {one.entity.id: one for statement in statements for one in self._terms(statement, lang)}
        return tuple(found.values())[:_MOST]

    def first_said(self, term: ExplainedTerm) -> Statement | None:
        """What is told first of what a term stands for, what stands without a note before all; None for nothing."""
        about = self.knowledge.statements_about(term.entity.id)
        own = (one for one in about if one.subject == term.entity.id)
        return min(own, key=lambda one: one.caveat is not None, default=None)

    def _terms(self, statement: Statement, lang: str) -> Iterator[ExplainedTerm]:
        texts = (*statement.wording.values(), *(citation.quote for citation in statement.citations))
        for word in dict.fromkeys(word for text in texts for word in _ABBREVIATION.findall(text)):
            if entity := self._abbreviations.get(word):
                yield ExplainedTerm(word, entity)
        for id_ in statement.named():
            entity = self.knowledge.entities.get(id_)
            if entity and entity.type == EntityType.OFFICE and self.first_said(ExplainedTerm(id_, entity)):
                yield ExplainedTerm(entity.name(lang), entity)

    @cached_property
    def _abbreviations(self) -> Mapping[str, Entity]:
        return {
            alias.text: entity
            for entity in self.knowledge.entities.values()
            for alias in entity.aliases
            if alias.strength is Strength.STRONG and _ABBREVIATION.fullmatch(alias.text)
        }
