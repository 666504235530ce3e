"""Documents and sets of statements in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.model import Statement

MOST_LINES = 12
_SHORT = 200
"""Characters that every sentence costs a reader besides its length."""


@dataclass(frozen=True)
class Digests:
    """The documents of one knowledge version in short."""

    sources: Mapping[str, tuple[Statement, ...]] = field(repr=False)
    """By document its statements, in reading order."""
    named: Mapping[str, frozenset[str]] = field(repr=False)
    """By statement the entities that it names."""
    lead: Callable[[str], Statement | None] = field(repr=False)
    """When something happens; None of what does not."""

    @cached_property
    def subjects(self) -> Mapping[str, tuple[str, ...]]:
        """By document what it deals with: the entities that its statements are about, those of most first."""
        return {source: tuple(self._subjects(source)) for source in self.sources}

    def _subjects(self, source: str) -> list[str]:
        about = [(one, (one.subject, *one.about, one.value)) for one in self.sources[source]]
        counts = Counter(key for one, keys in about for key in keys if key is not None and key in self.named[one.id])
        return [key for key, _ in counts.most_common()]

    @cached_property
    def documents(self) -> Mapping[str, tuple[Statement, ...]]:
        """By document its first lines: when its main subject happens, then what adds most."""
        return {source: tuple(self._digest(source)) for source in self.sources}

    def _digest(self, source: str) -> list[Statement]:
        subject = next(iter(self.subjects[source]), "")
        lead, found = self.lead(subject), self.short(self.sources[source], MOST_LINES)
        return [lead, *(one for one in found if one is not lead)] if lead else found

    def short(self, statements: Sequence[Statement], most: int) -> list[Statement]:
        """At most so many of some statements: each time the one that names most of what was not named yet."""
        weights = Counter(key for one in statements for key in self.named[one.id])
        left, kept, told = list(statements), list[Statement](), set[str]()
        while left and len(kept) < most:
            length = _SHORT if kept else None
            best = max(left, key=lambda one: self._worth(one, told, weights, length))
            left.remove(best)
            kept.append(best)
            told |= self.named[best.id]
        return kept

    def _worth(
        self, statement: Statement, told: AbstractSet[str], weights: Mapping[str, int], cost: int | None
    ) -> float:
        """How much a statement adds for its length and this cost; the first one is chosen by what it adds alone."""
        new = sum(weights[key] for key in self.named[statement.id] if key not in told)
        return new if cost is None else new / (cost + len(statement.wording["en"]))
