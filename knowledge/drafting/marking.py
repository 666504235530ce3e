"""A document as an editor sees it: in blocks that can be shown one by one, each cut where something begins or ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from knowledge.curation.covering import Coverage, coverage_of
from knowledge.text.sentences import sentences

_LONGEST = 1500
"""Characters of a block: a paragraph that is longer is cut between sentences."""


class MarkKind(StrEnum):
    """What a stretch of a document is."""

    QUOTED = "quoted"
    WAIVED = "waived"
    OPEN = "open"
    """In a run of words that neither a quote nor a waiver covers."""
    KNOWN = "known"
    """The name of an entity of the facts."""


@dataclass(frozen=True, slots=True, order=True)
class MarkedStretch:
    """A marked stretch, in code points, and whose: a statement, an entity, or nobody's."""

    start: int
    end: int
    mark: MarkKind
    of: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks."""

    start: int
    text: str
    marks: tuple[MarkKind, ...]
    of: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Where the blocks and the sentences of a text lie."""

    text: str
    sentences: Sequence[tuple[int, int]]
    blocks: Sequence[tuple[int, int]]
    _starts: Sequence[int] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Layout:
        """Read once a document."""
        found = list(sentences(text))
        blocks = list(_blocks(text, [start for start, _ in found]))
        return cls(text, found, blocks, [start for start, _ in blocks])

    def block_at(self, start: int) -> int:
        """The number of the block that a place lies in, from 0."""
        return max(0, bisect_right(self._starts, start) - 1)

    def sentence_at(self, start: int) -> int:
        """The number of the sentence that a place lies in, from 1."""
        return bisect_right([begins for begins, _ in self.sentences], start)


def _blocks(text: str, sentence_starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield from _shorter(at, end, sentence_starts)
        at = end + 1


def _shorter(start: int, end: int, sentence_starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        index = bisect_right(sentence_starts, start + _LONGEST) - 1
        cut = sentence_starts[index] if index >= 0 and sentence_starts[index] > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def covered(text: str, spans: Iterable[MarkedStretch]) -> tuple[Coverage, list[MarkedStretch]]:
    """How much is quoted or waived, and the gaps as spans."""
    found = coverage_of(text, ((one.start, one.end) for one in spans if one.mark in (MarkKind.QUOTED, MarkKind.WAIVED)))
    return found, [MarkedStretch(start, start + len(gap), MarkKind.OPEN) for start, gap in found.gaps]


def marked(layout: Layout, spans: Iterable[MarkedStretch]) -> list[list[Piece]]:
    """The pieces of every block, in the order of the text."""
    by_block: list[list[MarkedStretch]] = [[] for _ in layout.blocks]
    for span in sorted(spans):
        for number in range(layout.block_at(span.start), len(layout.blocks)):
            if layout.blocks[number][0] >= span.end:
                break
            by_block[number].append(span)
    return [list(_pieces(layout.text, *block, within)) for block, within in zip(layout.blocks, by_block, strict=True)]


def _pieces(text: str, start: int, end: int, spans: Sequence[MarkedStretch]) -> Iterator[Piece]:
    edges = {start, end, *(edge for one in spans for edge in (one.start, one.end) if start < edge < end)}
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        here = [one for one in spans if one.start <= first < one.end]
        marks = dict.fromkeys(one.mark for one in here)
        yield Piece(first, text[first:last], tuple(marks), tuple(dict.fromkeys(one.of for one in here if one.of)))
