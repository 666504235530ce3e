"""Which sentences say what a query asks: first candidates by their grams, then each sentence of theirs weighed.

The weights are those of a logistic model, fitted by `python -m tests.benchmarks.fitting`: the score of the first
sentence is the probability that it comes from the document that is meant, if every second query has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from knowledge.hand_set import WRITTEN_ALIKE
from knowledge.search.evidence import Lines, SearchEvidence, SearchQuery, Text, Vocabulary, weigh
from knowledge.search.grams import Array, Grams
from knowledge.search.index import SearchIndex, words_of

SENTENCE_WEIGHTS = (2.27, 2.14, 1.81)
UNIT_WEIGHTS = (1.72, 1.29, -1.10)
BIAS = -3.42
BLEND = (0.74, 14.84, -12.55)
"""The weights of that logit and of nearness in meaning, and a bias, where sentences have vectors."""

_MOST_LETTERS = 4096
_MOST_WORDS = 32
"""Words of a query that are looked up: the rarest."""
_MOST_READ = 1_500_000
"""Postings read for one query, rarest grams first: about 5 ms."""
_COMPARED = 12_000
"""Words of candidates that are compared with those of the query at a time."""


class RankedSentence(NamedTuple):
    """A sentence of a document, both counted over the whole index; `score` is between 0 and 1."""

    document: int
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """The distinct words of a query, and the grams that they are looked up by."""

    words: Sequence[str]
    grams: Grams

    @classmethod
    def of(cls, text: str) -> SoughtWords:
        """Read a query; what is too long is cut."""
        words: dict[str, str] = {}
        for word in words_of(text[:_MOST_LETTERS]):
            words.setdefault(word.bare, word.form)
        return cls(list(words), Grams.of(list(words)).with_exact(list(words.values())))


@dataclass(frozen=True)
class Ranker:
    """Ranks the sentences of an index."""

    index: SearchIndex

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the index, ready to be compared."""
        bares = np.array(self.index.bares.tobytes().decode().split("\n"), dtype=object)
        return Vocabulary(bares, self.index.spelling, len(self.index.postings.codes))

    @cached_property
    def _size(self) -> int:
        return len(self.index.layout.units) - 1

    def rank(self, text: str, *, candidates: int, first: int = 0, near: Array | None = None) -> list[RankedSentence]:
        """Every sentence of the best units among the documents from `first` on, best first.

        `near` says how near every sentence is in meaning: the nearest are candidates too.
        """
        also = np.zeros(0, dtype=np.int64) if near is None else self._nearest(near, candidates, first)
        query = self.read(text)
        return self.weighed(query, *self.candidates(query, candidates, first=first, also=also), near)

    def weighed(
        self, query: SearchQuery, units: Array, shares: Array, near: Array | None = None
    ) -> list[RankedSentence]:
        """Every sentence of some units, best first."""
        evidences = self.evidence(query, units, shares)
        return sorted(
            (one for evidence in evidences for one in self._found(evidence, near)), key=lambda one: -one.score
        )

    def _nearest(self, near: Array, most: int, first: int) -> Array:
        """The units of the sentences that are nearest in meaning."""
        layout = self.index.layout
        start = int(layout.units[layout.documents[first]])
        sentences = _best(near[start:], most) + start
        return np.unique(np.searchsorted(layout.units, sentences, side="right") - 1)

    def _found(self, evidence: SearchEvidence, near: Array | None) -> Iterator[RankedSentence]:
        found = logits(evidence)
        if near is not None:
            found = BLEND[0] * found + BLEND[1] * near[evidence.text.sentences] + BLEND[2]
        scores = 1 / (1 + np.exp(-found))
        documents = self.index.layout.document_of(evidence.text.units)[evidence.text.owners]
        return map(RankedSentence, documents.tolist(), evidence.text.sentences.tolist(), scores.tolist())

    def read(self, text: str) -> SearchQuery:
        """Look a query up; of a long one only the rarest words count."""
        sought = SoughtWords.of(text)
        return self.query(sought, self.spread(sought), self._size)

    def spread(self, sought: SoughtWords) -> Array:
        """How many units have each gram of a query."""
        return self.index.postings.spread(self.index.postings.slots(sought.grams.codes))

    @property
    def size(self) -> int:
        """How many units there are."""
        return self._size

    def query(self, sought: SoughtWords, spread: Array, size: int) -> SearchQuery:
        """A query as this index is searched with it, weighed by how many of `size` units have each gram."""
        words, grams = sought.words, sought.grams
        slots = self.index.postings.slots(grams.codes)
        rarity = np.log1p((size - spread + 0.5) / (spread + 0.5))
        owners = grams.owners
        exact = grams.spans[1:] - 1
        gains = rarity.copy()
        gains[exact] *= WRITTEN_ALIKE
        weights = _weights(rarity, owners, spread > 0, exact)
        kept = np.zeros(len(words), dtype=bool)
        kept[np.argsort(-weights, kind="stable")[:_MOST_WORDS]] = True
        looked_up = kept[owners] & (slots >= 0)
        distinct, inverse = np.unique(slots[looked_up], return_inverse=True)
        return SearchQuery(
            words=[word for word, keep in zip(words, kept, strict=True) if keep],
            weights=weights[kept] / weights[kept].sum(),
            exact=slots[exact][kept],
            grams=distinct,
            gains=np.bincount(inverse, gains[looked_up]) / gains[kept[owners]].sum(),
        )

    def candidates(
        self, query: SearchQuery, most: int, *, first: int = 0, also: Array | tuple[()] = (), only: Array | None = None
    ) -> tuple[Array, Array]:
        """The units that share most of the query's grams, best first, those in `also`, and the share that each has.

        `only` says of every unit whether it may be among them.
        """
        start = int(self.index.layout.documents[first])
        total = np.zeros(self._size, dtype=np.float32)
        spread = self.index.postings.spread(query.grams)
        order = np.argsort(spread, kind="stable")
        for i in order[: np.searchsorted(np.cumsum(spread[order]), _MOST_READ, side="right")]:
            self.index.postings.add(int(query.grams[i]), float(query.gains[i]), total)
        if only is not None:
            total[~only] = 0
        units = _best(total[start:], most) + start
        if len(also):
            units = np.concatenate((units, np.setdiff1d(also, units)))
        return units, total[units]

    def evidence(self, query: SearchQuery, units: Array, shares: Array) -> Iterator[SearchEvidence]:
        """Weigh the sentences of units, some thousand words at a time."""
        layout = self.index.layout
        ends = np.cumsum(layout.sentences[layout.units[units + 1]] - layout.sentences[layout.units[units]])
        batches = np.flatnonzero(np.diff(ends // _COMPARED, prepend=-1))
        for start, end in pairwise((*batches.tolist(), len(units))):
            text = Text.of(layout, units[start:end])
            yield weigh(query, text, self.vocabulary, shares[start:end])


@dataclass(frozen=True)
class PassingRanker(Ranker):
    """One of many: it keeps no word of its index in memory, and reads those that a query is compared with each time."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the index, each read when it is compared."""
        return Vocabulary(Lines.of(self.index.bares), self.index.spelling, len(self.index.postings.codes))


def _weights(rarity: Array, owners: Array, known: Array, exact: Array) -> Array:
    """The mean rarity of a word's grams that anybody has; a word without any is as rare as can be."""
    counted = known.copy()
    counted[exact] = False
    grams = np.bincount(owners, counted, minlength=len(exact))
    total = np.bincount(owners, rarity * counted, minlength=len(exact))
    return np.where(grams > 0, total / np.maximum(grams, 1), rarity.max(initial=0))


def logits(evidence: SearchEvidence) -> Array:
    """What all evidence says about each sentence; a unit is judged by all its sentences together."""
    inner = evidence.sentences @ np.array(SENTENCE_WEIGHTS)
    starts, owners = evidence.text.unit_starts, evidence.text.owners
    together = np.maximum.reduceat(evidence.sentences, starts, axis=0) @ np.array(SENTENCE_WEIGHTS)
    units = evidence.units @ np.array(UNIT_WEIGHTS) + together + BIAS
    scores: Array = (units - np.maximum.reduceat(inner, starts))[owners] + inner
    return scores


def _best(scores: Array, most: int) -> Array:
    """Positions of the highest scores above zero, highest first, the first of equal ones first."""
    found = np.flatnonzero(scores > 0.5 * scores.max(initial=0))
    if len(found) < most:
        found = np.flatnonzero(scores > 0)
    if len(found) > most:
        least = np.partition(scores[found], len(found) - most)[len(found) - most]
        found = np.concatenate((found[scores[found] > least], found[scores[found] == least]))[:most]
    return found[np.argsort(-scores[found], kind="stable")]
