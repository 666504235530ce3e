"""Unanswered questions grouped by meaning for the curator; pure.

Two questions mean the same as far as they ask for the same and share what they name: entities, concepts, figures,
and the stems of words that nothing explains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from knowledge.text.folding import stem, words
from knowledge.understanding.reader import Reader

FEWEST = 3
"""So many alike may be shown: one or two could tell of a single reader."""
_MAX_SHOWN = 5
_ALIKE = 0.6
"""Of what two questions name, the share that they have in common."""


class Asked(Protocol):
    """A kept question: a `bot.state.misses.Miss`."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def lang(self) -> str:
        """The language that it was answered in."""

    @property
    def asked_on(self) -> datetime:
        """The beginning of its day."""

    @property
    def chat(self) -> object | None:
        """Where one waits for the answer; None: nobody does."""


@dataclass(slots=True)
class Group:
    """Questions that mean the same."""

    meaning: frozenset[Hashable]
    asked: list[Asked] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many readers want to be told the answer."""
        return sum(one.chat is not None for one in self.asked)

    def shown(self) -> Sequence[Asked]:
        """What a curator may see of it: all where enough are alike, else those that were left with consent."""
        enough = len(self.asked) >= FEWEST
        return [one for one in self.asked if enough or one.chat is not None]

    def texts(self) -> tuple[str, ...]:
        """Some of its wordings, each once, the latest first."""
        return tuple(dict.fromkeys(one.text for one in reversed(self.shown())))[:_MAX_SHOWN]


def grouped(asked: Iterable[Asked], reader: Reader) -> list[Group]:
    """Questions by meaning, the most asked first."""
    groups: list[Group] = []
    holding = defaultdict[Hashable, list[Group]](list)
    for one in asked:
        meaning = meaning_of(one.text, reader)
        near = {id(group): group for part in meaning for group in holding[part]}
        best = max(near.values(), key=lambda group: _share(meaning, group.meaning), default=None)
        if best is None or _share(meaning, best.meaning) < _ALIKE:
            best = Group(meaning)
            groups.append(best)
            for part in meaning:
                holding[part].append(best)
        best.asked.append(one)
    return sorted(groups, key=lambda group: -len(group.asked))


def meaning_of(text: str, reader: Reader) -> frozenset[Hashable]:
    """What a question asks for and names; its folded words where that is nothing."""
    read = reader.read(text)
    named = {item.terms for item in read.items if not item.light}
    unknown = {stem(word) for one in read.unmatched for word in words(one)}
    found = frozenset[Hashable]({*named, *unknown, *read.quantities.fields()})
    return (found | frozenset(read.asked)) if found else frozenset(words(text))


def _share(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return len(one & other) / len(one | other) if one else 0.0
