"""Who does it and to whom: stretches of a text that may be parties, and clauses that have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.text.folding import Token
from knowledge.vocabulary.terms import Term, TermKind

Terms = frozenset[Term]
OWNING = "s"
"""Stands for the "s" behind an apostrophe, which is no word of its own."""
QUOTED = "quoted"
"""Stands for the language of quotes, where clauses are kept by language."""


@dataclass(frozen=True, slots=True)
class TermStretch:
    """A stretch of a text with the entities and concepts that it may mean."""

    start: int
    end: int
    terms: Terms
    added: bool = False
    """Whether an Arabic "and" is written onto it."""

    @property
    def names(self) -> bool:
        """Whether it may name an entity, and is no verb."""
        return is_named(self.terms)

    @property
    def concepts(self) -> Terms:
        """What a verb may say; nothing where it may be a name."""
        return frozenset() if self.names else self.terms


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what to whom, as far as order and small words tell it; each party by all that it may mean."""

    agents: tuple[Terms, ...]
    acts: Terms
    patients: tuple[Terms, ...]
    same: bool = False
    """Whether it says only what somebody or something is."""
    passive: bool = False
    """Whether it is done to what stands before the verb, and nobody is named who does it."""

    @property
    def parties(self) -> Terms:
        """All that its parties may mean."""
        return frozenset[Term]().union(*self.agents, *self.patients)


@dataclass(frozen=True, slots=True)
class Element:
    """A word, or all words of a stretch."""

    text: str
    stretch: TermStretch | None = None
    comma: bool = False
    """Whether one stands before it."""
    final: str = ""
    """The last word."""
    capital: bool = False


def is_named(terms: Terms) -> bool:
    """Whether a party may name an entity."""
    return any(term.kind is TermKind.ENTITY for term in terms)


def is_act(term: Term) -> bool:
    """Whether a verb may say it."""
    return term.kind is TermKind.CONCEPT


def is_name(terms: Terms) -> bool:
    """Whether a party can be no verb."""
    return not any(map(is_act, terms))


def elements(text: str, found: Sequence[Token], stretches: Sequence[TermStretch]) -> Iterator[Element]:
    """The words in order, those of a stretch as one; whose something is ends in what says so."""
    waiting, last = list(_apart(stretches)), 0
    taken: TermStretch | None = None
    element = None
    for token in found:
        while waiting and waiting[0].end <= token.start:
            waiting.pop(0)
        within = waiting[0] if waiting and waiting[0].start <= token.start else None
        if element and within is not None and within is taken:
            element = replace(element, final=_final(text, token))
        else:
            yield from [element] if element else []
            comma = any(mark in text[last : token.start] for mark in ",،")
            capital = text[token.start].isupper()
            element = Element(token.text, within, comma=comma, final=_final(text, token), capital=capital)
        taken, last = within, token.end
    yield from [element] if element else []


def _final(text: str, token: Token) -> str:
    """A word as the last of a stretch: the "s" behind an apostrophe, which is no word of its own, stands for it."""
    return OWNING if any(mark in text[token.end - 1 : token.end + 1] for mark in "'’") else token.text


def _apart(stretches: Sequence[TermStretch]) -> Iterator[TermStretch]:
    """The longest of those that overlap, in order."""
    end = -1
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end
