"""Which changes subscribers are told in words, and which new statements are only counted, by document. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from knowledge.changes import Change, ChangeKind, by_entity
from knowledge.model import Statement

MOST_CHANGES = 20
"""More than that is read by nobody: the rest is counted."""


@dataclass(frozen=True, slots=True)
class ToldChanges:
    """Changes as a message tells them."""

    worded: tuple[Change, ...]
    """In words, those of one subject together."""
    counted: Mapping[str, tuple[Change, ...]]
    """New statements of which a line says how many there are, by the document that they stand in."""
    left: int = 0
    """How many others there are: they read otherwise, for no reason that anybody must hear."""

    @property
    def documents(self) -> Mapping[str, int]:
        """How many statements of each document are counted."""
        return {document: len(changes) for document, changes in self.counted.items()}

    @property
    def continued(self) -> frozenset[str]:
        """The documents of which new statements are told in words too."""
        return frozenset(_document(one) for one in self.worded if _is_addition(one))


def worded(changes: Iterable[Change]) -> ToldChanges:
    """All of them in words, as corrections are told."""
    return ToldChanges(tuple(_grouped(changes)), {})


def told(changes: Sequence[Change]) -> ToldChanges:
    """Of what is new those in words that are marked as news, and those that come alone from their document.

    A count would say less there, and be no shorter. What corrects or takes back anything is told in words, however
    much it is.
    """
    new = by_document(one.latest for one in changes if _is_addition(one))
    said: list[Change] = []
    counted: defaultdict[str, list[Change]] = defaultdict(list)
    left = 0
    for change in _grouped(changes):
        is_new = _is_addition(change)
        is_news = not is_new or change.latest.news or new[_document(change)] == 1
        if is_news and (len(said) < MOST_CHANGES or (change.corrects and not is_new)):
            said.append(change)
        elif is_new:
            counted[_document(change)].append(change)
        else:
            left += 1
    return ToldChanges(tuple(said), {document: tuple(found) for document, found in counted.items()}, left)


def by_document(statements: Iterable[Statement]) -> Mapping[str, int]:
    """How many statements stand in each document first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for one in statements:
        counts[one.citations[0].source] += 1
    return counts


def _grouped(changes: Iterable[Change]) -> Iterable[Change]:
    return chain.from_iterable(by_entity(changes).values())


def _is_addition(change: Change) -> bool:
    """Whether nobody has heard of it: what was withdrawn and is held again somebody has."""
    return change.kind is ChangeKind.ADD and change.old is None


def _document(change: Change) -> str:
    return change.latest.citations[0].source
