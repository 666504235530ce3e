"""Which sentences say what a query asks: candidates by their grams, then each sentence weighed precisely.

A query word meets a word of a text as far as their spellings agree (optimal string alignment), so that slips of
the keyboard, hamzas and endings cost little. A sentence is weighed by what it and its title cover of the query,
by query words that stand side by side, by how much of the title the query names, and by the grams of its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from knowledge.grams import Array, Grams, exact_code, ragged
from knowledge.index import SearchIndex, Word, words_of

_MOST_LETTERS = 4096
_MOST_WORDS = 32
"""Words of a query that are looked up: the rarest."""
_MOST_READ = 1_500_000
"""Postings read for one query, rarest grams first: about 5 ms."""
_MOST_COMPARED = 12_000
"""Words of candidates that are compared with those of the query."""
_EXACT = 0.25
"""Weight of a word written exactly alike, beside that of its grams."""
_FOLDED = 0.96
"""How far a word agrees with one that only folding makes the same."""
_LEAST_ALIKE = 0.5
_POWER = 2

_WEIGHTS = (5.0, 5.0, 3.0, 3.0, 2.0, -1.5)
_BIAS = -5.0


class Found(NamedTuple):
    """A sentence of a document, both counted over the whole index; `score` is between 0 and 1."""

    document: int
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Query:
    """The distinct words of a query in order, what each weighs, and the grams that they are looked up by."""

    words: Sequence[Word]
    exact: Array
    weights: Array
    slots: Array
    gains: Array


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each sentence of the candidates: one row of `features` a sentence, in the order of `_WEIGHTS`."""

    sentences: Array
    units: Array
    features: Array


@dataclass(frozen=True)
class Ranker:
    """Ranks the sentences of an index."""

    index: SearchIndex

    @cached_property
    def _bares(self) -> list[str]:
        return self.index.bares.tobytes().decode().split("\n")

    @property
    def _size(self) -> int:
        return len(self.index.layout.units) - 1

    def rank(self, text: str, *, candidates: int = 30, first: int = 0) -> list[Found]:
        """Every sentence of the best units among the documents from `first` on, best first."""
        query = self.read(text)
        evidence = self.evidence(query, *self.candidates(query, candidates, first=first))
        scores = 1 / (1 + np.exp(-(evidence.features @ np.array(_WEIGHTS) + _BIAS)))
        documents = np.searchsorted(self.index.layout.documents, evidence.units, side="right") - 1
        order = np.argsort(-scores, kind="stable")
        rows = zip(documents[order], evidence.sentences[order], scores[order], strict=True)
        return [Found(int(document), int(sentence), float(score)) for document, sentence, score in rows]

    def read(self, text: str) -> Query:
        """Look a query up; of a long one only the rarest words count."""
        words = list({word.bare: word for word in words_of(text[:_MOST_LETTERS])}.values())
        exact = np.array([exact_code(word.form) for word in words], dtype=np.uint64)
        grams = Grams.of([word.bare for word in words]).with_exact(exact)
        slots = self.index.postings.slots(grams.codes)
        spread = self.index.postings.spread(slots)
        rarity = np.log1p((self._size - spread + 0.5) / (spread + 0.5))
        whole = np.zeros(len(slots), dtype=bool)
        whole[grams.spans[1:] - 1] = True
        weights = self._weights(grams, rarity, (slots >= 0) & ~whole)
        kept = np.sort(np.argsort(-weights, kind="stable")[:_MOST_WORDS])
        read = ragged(grams.spans[kept], np.diff(grams.spans)[kept])
        gains = np.where(whole, _EXACT * rarity, rarity)
        return Query([words[i] for i in kept], exact[kept], weights[kept], slots[read], gains[read])

    def _weights(self, grams: Grams, rarity: Array, known: Array) -> Array:
        """The mean rarity of the grams that are known; a word without any is as rare as can be."""
        count = len(grams.spans) - 1
        known_grams = np.bincount(grams.owners, known, minlength=count)
        total = np.bincount(grams.owners, rarity * known, minlength=count)
        return np.where(known_grams > 0, total / np.maximum(known_grams, 1), np.log1p(2 * self._size + 1))

    def candidates(self, query: Query, most: int, *, first: int = 0) -> tuple[Array, Array]:
        """The units whose grams agree best, and the share of the query's grams that each has."""
        start = self.index.layout.documents[first]
        total = np.zeros(self._size, dtype=np.float32)
        spread = self.index.postings.spread(query.slots)
        order = np.argsort(spread, kind="stable")
        affordable = int(np.searchsorted(np.cumsum(spread[order]), _MOST_READ, side="right"))
        for i in order[:affordable]:
            if query.slots[i] >= 0:
                self.index.postings.add(query.slots[i], query.gains[i], total)
        shares = total[start:] / max(float(query.gains.sum()), 1e-9)
        units = _best(shares, most)
        return units + start, shares[units]

    def evidence(self, query: Query, units: Array, shares: Array) -> Evidence:
        """Weigh every sentence of the units."""
        layout = self.index.layout
        units, shares = self._affordable(units, shares)
        if not len(units) or not query.words:
            return Evidence(np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros((0, len(_WEIGHTS))))
        counts = layout.units[units + 1] - layout.units[units]
        sentences = ragged(layout.units[units], counts)
        owner = np.repeat(np.arange(len(units)), counts)
        sizes = layout.sentences[sentences + 1] - layout.sentences[sentences]
        documents = np.searchsorted(layout.documents, units, side="right") - 1
        title_sizes = layout.titled[documents + 1] - layout.titled[documents]
        body = layout.words[ragged(layout.sentences[sentences], sizes)]
        title = layout.titles[ragged(layout.titled[documents], title_sizes)]
        alike = self._alike(query, np.concatenate((body, title)))
        body_alike, title_alike = alike[:, : len(body)], alike[:, len(body) :]
        starts, title_starts = np.cumsum(sizes) - sizes, np.cumsum(title_sizes) - title_sizes
        said = np.maximum.reduceat(body_alike, starts, axis=1)
        titled = np.maximum.reduceat(title_alike, title_starts, axis=1)
        told = np.maximum(np.maximum.reduceat(said, np.cumsum(counts) - counts, axis=1), titled)
        weights = query.weights * np.log1p(len(units) / (told.sum(axis=1) + 0.5))
        weights /= weights.sum()
        features = (
            shares[owner],
            weights @ np.maximum(said, titled[:, owner]),
            _side_by_side(body_alike, starts, weights),
            (query.weights / query.weights.sum() @ titled)[owner],
            (np.add.reduceat(title_alike.max(axis=0), title_starts) / title_sizes)[owner],
            (np.log1p(np.add.reduceat(sizes, np.cumsum(counts) - counts)) / 6)[owner],
        )
        return Evidence(sentences, units[owner], np.stack(features, axis=1))

    def _affordable(self, units: Array, shares: Array) -> tuple[Array, Array]:
        """As many of the best units as may be compared; the best always."""
        layout = self.index.layout
        sizes = layout.sentences[layout.units[units + 1]] - layout.sentences[layout.units[units]]
        kept = max(int(np.searchsorted(np.cumsum(sizes), _MOST_COMPARED, side="right")), 1)
        return units[:kept], shares[:kept]

    def _alike(self, query: Query, words: Array) -> Array:
        """How far each query word (rows) agrees with each word of a text (columns)."""
        distinct, places = np.unique(words, return_inverse=True)
        theirs = [self._bares[i] for i in distinct]
        ours = [word.bare for word in query.words]
        near = cdist(ours, theirs, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_ALIKE, dtype=np.float32)
        alike = np.where(near == 1, np.float32(_FOLDED), near**_POWER)
        alike[query.exact[:, None] == self.index.exact[distinct][None, :]] = 1
        return np.take(alike, places, axis=1)


def _side_by_side(alike: Array, starts: Array, weights: Array) -> Array:
    """What pairs of neighbouring query words weigh that are neighbours in a sentence, too."""
    if len(alike) < 2 or alike.shape[1] < 2:
        return np.zeros(len(starts))
    pairs = np.zeros((len(alike) - 1, alike.shape[1]), dtype=np.float32)
    np.minimum(alike[:-1, :-1], alike[1:, 1:], out=pairs[:, :-1])
    pairs[:, starts[1:] - 1] = 0
    return (weights[:-1] + weights[1:]) / 2 @ np.maximum.reduceat(pairs, starts, axis=1)


def _best(scores: Array, most: int) -> Array:
    """Positions of the highest scores above zero, highest first."""
    found = np.flatnonzero(scores > 0.5 * scores.max(initial=0))
    if len(found) < most:
        found = np.flatnonzero(scores > 0)
    if len(found) > most:
        found = found[np.argpartition(-scores[found], most - 1)[:most]]
    return found[np.argsort(-scores[found], kind="stable")]
