"""The words of a document behind statements, as passages: what is cited, in the sentences in which it stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.interface.words.markup import Emphasis, emphasised
from knowledge.model import Citation, Source
from knowledge.text.sentences import sentences

_AROUND = 1
"""Sentences that are shown before and after."""
_MAX_AROUND = 200
"""Characters of such a sentence; of a longer one the part that adjoins."""
_BREAK = re.compile(r"(?<!\s)\s*\n\s*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One passage; `text` is as the document has it, with the cited words set apart."""

    text: str
    first: int
    """Of the sentences that are cited, from 1."""
    last: int
    count: int
    """How many sentences the document has."""


@dataclass(frozen=True)
class Quotations:
    """Makes the passages of one document; what is `withheld` stands in none of them."""

    source: Source
    withheld: tuple[Citation, ...] = ()

    def of(self, citations: Iterable[Citation]) -> Iterator[Excerpt]:
        """The passages in the order of the document; citations that lie close together share one."""
        cited = _merged((one.start, one.start + len(one.quote)) for one in citations)
        for group in self._groups(sorted({i for span in cited for i in self._holding(span)})):
            yield self._excerpt(group[0], group[-1], cited)

    @cached_property
    def _sentences(self) -> Sequence[Span]:
        return list(sentences(self.source.text))

    @cached_property
    def _closed(self) -> frozenset[int]:
        """The sentences of which no more is shown than what is cited."""
        spans = [(one.start, one.start + len(one.quote)) for one in self.withheld]
        return frozenset(i for span in spans for i in self._holding(span))

    def _holding(self, span: Span) -> Iterator[int]:
        return (i for i, sentence in enumerate(self._sentences) if _overlap(span, sentence))

    def _groups(self, sentences: Sequence[int]) -> Iterator[list[int]]:
        """Runs of sentences whose surroundings adjoin, unless something closed lies between."""
        group: list[int] = []
        for i in sentences:
            if group and not self._adjoin(group[-1], i):
                yield group
                group = []
            group.append(i)
        if group:
            yield group

    def _adjoin(self, one: int, other: int) -> bool:
        near = other - one <= 2 * _AROUND + 1
        return near and self._closed.isdisjoint(range(one, other + 1))

    def _excerpt(self, first: int, last: int, cited: Sequence[Span]) -> Excerpt:
        if first in self._closed:
            start, end = self._cited_within(first, cited)
        else:
            start, end = self._before(first), self._after(last)
        text = "".join(_emphasised(self.source.text, (start, end), cited))
        opened = "" if start == self._sentences[0][0] else "… "
        closed = "" if end == self._sentences[-1][1] else " …"
        return Excerpt(_BREAK.sub("\n", f"{opened}{text}{closed}"), first + 1, last + 1, len(self._sentences))

    def _cited_within(self, i: int, cited: Sequence[Span]) -> Span:
        """From the first to the last cited word of a sentence that is closed."""
        begins, ends = self._sentences[i]
        spans = [span for span in cited if _overlap(span, (begins, ends))]
        return max(begins, spans[0][0]), min(ends, spans[-1][1])

    def _before(self, i: int) -> int:
        """Where the passage begins whose first cited sentence is given."""
        if i == 0 or i - 1 in self._closed:
            return self._sentences[i][0]
        start, end = self._sentences[i - 1]
        cut = self.source.text.find(" ", end - _MAX_AROUND, end) + 1
        return start if end - start <= _MAX_AROUND else cut or end - _MAX_AROUND

    def _after(self, i: int) -> int:
        if i + 1 == len(self._sentences) or i + 1 in self._closed:
            return self._sentences[i][1]
        start, end = self._sentences[i + 1]
        cut = self.source.text.rfind(" ", start, start + _MAX_AROUND)
        return end if end - start <= _MAX_AROUND else max(cut, start)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Stretches that overlap or adjoin as one, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _emphasised(text: str, window: Span, cited: Sequence[Span]) -> Iterator[str]:
    """The words of a window, those that are cited set apart."""
    at, end = window
    for start, stop in cited:
        if _overlap((start, stop), window):
            yield text[at : max(at, start)]
            yield emphasised(text[max(at, start) : min(stop, end)], Emphasis.BOLD)
            at = min(stop, end)
    yield text[at:end]
