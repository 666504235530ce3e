"""Searching the archive: every segment with the weights of the whole, so that their sentences compare."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from knowledge.archive.documents import (
    document_in,
    documents_within,
    newest_within,
    numbers_of,
    publishers_in,
    source_of,
)
from knowledge.archive.nearness import Near, NearestSentences
from knowledge.archive.other_scripts import OtherLetters, read_in
from knowledge.archive.schema import reading
from knowledge.archive.segments import Segment, read_segments
from knowledge.archive.vectors import text_key
from knowledge.model import Passage, Source
from knowledge.search.evidence import SearchQuery
from knowledge.search.grams import Array
from knowledge.search.index import SentencePlace
from knowledge.search.mentions import Phrase, documents_with
from knowledge.search.ranker import PassingRanker, Ranker, SoughtWords
from knowledge.search.within import EVERYWHERE, Within
from knowledge.text.sentences import flowing

_MOST_WORDS = 60_000
"""Words that are read in other letters, of the newest documents: 200,000 took seven seconds on two busy cores."""
_FEWEST = 100
"""Units that an archive is taken to have: among three documents every word would be as common as "and"."""


Scored = tuple[Passage, float]


class _RankedInShelf(NamedTuple):
    score: float
    document: int
    place: SentencePlace


@dataclass(frozen=True)
class _Shelf:
    """A segment, ready to be searched."""

    segment: Segment
    ranker: Ranker

    @cached_property
    def letters(self) -> OtherLetters:
        """Its words in other letters; made when somebody first asks in some."""
        return OtherLetters.of(self.ranker.index)

    def allowed(self, documents: frozenset[int]) -> Array:
        """Which of its units belong to some documents."""
        numbers = np.isin(self.segment.documents, list(documents))
        return np.repeat(numbers, np.diff(self.ranker.index.layout.documents))


@dataclass
class _Searched:
    """A segment with a query, and the units of it that share most of the query's grams."""

    shelf: _Shelf
    query: SearchQuery
    units: Array = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    shares: Array = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def candidates(self, most: int, documents: frozenset[int] | None) -> list[float]:
        """The shares of the best units; only of some documents, where these are given."""
        only = None if documents is None else self.shelf.allowed(documents)
        self.units, self.shares = self.shelf.ranker.candidates(self.query, most, only=only)
        shares: list[float] = self.shares.tolist()
        return shares

    def weighed(self, most: int, least: float) -> Iterator[_RankedInShelf]:
        """The sentences of those units whose share is not below the least one."""
        kept = np.flatnonzero(self.shares >= least)[:most]
        if not len(kept):
            return
        for hit in self.shelf.ranker.weighed(self.query, self.units[kept], self.shares[kept]):
            place = self.shelf.ranker.index.layout.place(hit.document, hit.sentence)
            yield _RankedInShelf(hit.score, self.shelf.segment.documents[hit.document], place)


@dataclass
class ArchiveReader:
    """The archive as it is now: what another process adds is found by the next search.

    Threads may search side by side: what has changed is read whole before it is put in place.
    """

    path: Path
    near: NearestSentences | None = None
    """Where sentences are found by meaning too."""
    _connection: sqlite3.Connection | None = None
    _read: tuple[int, Sequence[_Shelf]] = (-1, ())
    """The version of the file, and its segments."""
    _published: tuple[int, frozenset[str]] = (-1, frozenset())

    def search(self, query: str, *, candidates: int, within: Within = EVERYWHERE) -> list[tuple[Passage, float]]:
        """The sentences of the best units, best first; none where there is no archive."""
        shelves = self._refreshed()
        documents = documents_within(self._connection, within)
        found = self._ranked(shelves, SoughtWords.of(query), candidates, documents) if shelves else []
        return list(self._sentences(found))

    def nearest(self, query: str, *, candidates: int, within: Within = EVERYWHERE) -> dict[str, list[Scored]]:
        """The sentences of each language that come nearest in meaning, nearest first, with their cosines."""
        if self.near is None or not self._refreshed():
            return {}
        documents = documents_within(self._connection, within)
        found = self.near.nearest(query, candidates, documents)
        return {language: list(islice(self._meant(each), candidates)) for language, each in found.items()}

    def _meant(self, found: Iterator[Near]) -> Iterator[Scored]:
        """Sentences whose documents are there still."""
        sources: dict[int, Source | None] = {}
        for one in found:
            if one.document not in sources:
                sources[one.document] = source_of(self._connection, one.document)
            source = sources[one.document]
            if source and text_key(source.sha256) == one.text:
                text = flowing(source.text[one.start : one.end])
                yield Passage(f"{source.id}#{one.sentence}", source.id, one.start, text, source), one.cosine

    def newest(self, within: Within, most: int) -> list[Source]:
        """The documents that were published last, the last first."""
        self._refreshed()
        return list(newest_within(self._connection, within, most))

    def document(self, is_meant: Callable[[str], bool]) -> Source | None:
        """The document of whose id this holds."""
        self._refreshed()
        return document_in(self._connection, is_meant)

    def publishers(self) -> frozenset[str]:
        """Who published the documents."""
        if self._refreshed() and self._published[0] != self._read[0]:
            self._published = self._read[0], publishers_in(self._connection)
        return self._published[1]

    def count(self) -> int:
        """How many documents there are."""
        return sum(len(shelf.segment.documents) for shelf in self._refreshed())

    def mentioning(self, phrase: Phrase, *, apart: Collection[str] = ()) -> int:
        """How many documents have every word of a phrase, but for those of some ids."""
        shelves = self._refreshed()
        found = (
            shelf.segment.documents[one] for shelf in shelves for one in documents_with(shelf.ranker.index, phrase)
        )
        return len(set(found) - numbers_of(self._connection, apart))

    def respelled(self, word: str) -> tuple[str, ...]:
        """A word of another script as the newest documents spell it."""
        parts: list[OtherLetters] = []
        words = 0
        for shelf in reversed(self._refreshed()):
            words += len(shelf.ranker.index.spelling.spans)
            if parts and words > _MOST_WORDS:
                break
            parts.append(shelf.letters)
        return read_in(parts, word)

    def _refreshed(self) -> Sequence[_Shelf]:
        """The segments, those that are new since the last search too."""
        if self._connection is None:
            self._connection = reading(self.path)
        if self._connection is None:
            return ()
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._read[0]:
            known = {one.segment.number: one for one in self._read[1]}
            before = {number: one.segment for number, one in known.items()}
            segments = read_segments(self._connection, before, self.path.parent)
            self._read = version, [known.get(one.number) or _Shelf(one, PassingRanker(one.index)) for one in segments]
            for one in before.values():
                one.let_go()
        return self._read[1]

    @staticmethod
    def _ranked(
        shelves: Sequence[_Shelf], sought: SoughtWords, most: int, documents: frozenset[int] | None
    ) -> list[_RankedInShelf]:
        """Where the sentences of the best units stand, best first."""
        if not sought.words:
            return []
        nothing = np.zeros(len(sought.grams.codes), dtype=np.int64)
        spread = sum((shelf.ranker.spread(sought) for shelf in shelves), nothing)
        size = max(_FEWEST, sum(shelf.ranker.size for shelf in shelves))
        searched = [_Searched(shelf, shelf.ranker.query(sought, spread, size)) for shelf in shelves]
        best = sorted((one for each in searched for one in each.candidates(most, documents)), reverse=True)[:most]
        least = best[-1] if best else 0.0
        found = [one for each in searched for one in each.weighed(most, least)]
        return sorted(found, key=lambda one: -one.score)

    def _sentences(self, found: list[_RankedInShelf]) -> Iterator[tuple[Passage, float]]:
        sources: dict[int, Source | None] = {}
        for score, document, (number, start, end) in found:
            if document not in sources:
                sources[document] = source_of(self._connection, document)
            if source := sources[document]:
                text = flowing(source.text[start:end])
                yield Passage(f"{source.id}#{number}", source.id, start, text, source), score
