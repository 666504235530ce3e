"""How much speaks for each sentence of a few units: every word of them is compared with every word of the query.

A query word meets another as far as their spellings agree (optimal string alignment), so that slips of the keyboard,
hamzas and endings cost little; grams see what the two have in common when an ending or a prefix is long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from knowledge.hand_set import ALIKE_FOLDED, LEAST_ALIKE
from knowledge.search.grams import Array, Grams, ragged
from knowledge.search.index import IndexLayout


class Words(Protocol):
    """The words of an index by their numbers."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, numbers: Array, /) -> Array:
        """Some of them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Words that stay bytes, a line each, until they are asked for."""

    text: Array
    ends: Array

    @classmethod
    def of(cls, text: Array) -> Lines:
        """Find where they end."""
        return cls(text, np.append(np.flatnonzero(text == ord("\n")), len(text)))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, numbers: Array) -> Array:
        starts = np.where(numbers > 0, self.ends[numbers - 1] + 1, 0).tolist()
        spans = zip(starts, self.ends[numbers].tolist(), strict=True)
        return np.array([self.text[start:end].tobytes().decode() for start, end in spans], dtype=object)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of an index."""

    bares: Words
    """As they are compared."""
    spelling: Grams
    """Their grams, as positions in the postings; the last of each stands for the word as it is written."""
    grams: int
    """How many grams there are."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The distinct words of a query in order, and the grams that they are looked up by."""

    words: Sequence[str]
    weights: Array
    """Of each word; together 1."""
    exact: Array
    """The gram of each word that stands for its written form."""
    grams: Array
    """All grams that anything has, as positions in the postings, ascending."""
    gains: Array
    """Their weights; together 1 with those of the grams that nothing has."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of some units, sentence by sentence, and of their titles."""

    units: Array
    sentences: Array
    owners: Array
    """The unit of each sentence, as a position among the units."""
    body: Array
    title: Array
    sentence_starts: Array
    unit_starts: Array
    title_starts: Array

    @classmethod
    def of(cls, layout: IndexLayout, units: Array) -> Text:
        """Gather the words of units; a unit has a sentence, a sentence and a title a word at least."""
        counts = layout.units[units + 1] - layout.units[units]
        sentences = ragged(layout.units[units], counts)
        sizes = layout.sentences[sentences + 1] - layout.sentences[sentences]
        documents = layout.document_of(units)
        title_sizes = layout.titled[documents + 1] - layout.titled[documents]
        return cls(
            units=units,
            sentences=sentences,
            owners=np.repeat(np.arange(len(units)), counts),
            body=layout.words[ragged(layout.sentences[sentences], sizes)],
            title=layout.titles[ragged(layout.titled[documents], title_sizes)],
            sentence_starts=np.cumsum(sizes) - sizes,
            unit_starts=np.cumsum(counts) - counts,
            title_starts=np.cumsum(title_sizes) - title_sizes,
        )

    def in_sentences(self, matrix: Array) -> Array:
        """The most of each row in each sentence, or in the title above it."""
        said = np.maximum.reduceat(matrix[:, : len(self.body)], self.sentence_starts, axis=1)
        titled = np.maximum.reduceat(matrix[:, len(self.body) :], self.title_starts, axis=1)
        return np.maximum(said, titled[:, self.owners])


@dataclass(frozen=True, slots=True)
class SearchEvidence:
    """What speaks for each sentence (a row each) and for each unit."""

    text: Text
    sentences: Array
    """Columns: the share of the query's grams, of its words, and of its pairs of neighbours that stand there."""
    units: Array
    """Columns: the share of the grams by frequency, how much of the title the query names, and the length."""


def weigh(query: SearchQuery, text: Text, vocabulary: Vocabulary, shares: Array) -> SearchEvidence:
    """Compare a query with a text; `shares` is what the postings gave for each unit."""
    words, places = _distinct(np.concatenate((text.body, text.title)), len(vocabulary.bares))
    spelled = np.take(_spelled(query, words, vocabulary), places, axis=1)
    alike = np.take(_alike(query, words, vocabulary), places, axis=1)
    sentences = (
        query.gains @ text.in_sentences(spelled),
        query.weights @ text.in_sentences(alike),
        _neighbours(alike[:, : len(text.body)], text.sentence_starts, query.weights),
    )
    title_sizes = np.diff(text.title_starts, append=len(text.title))
    named = np.add.reduceat(alike[:, len(text.body) :].max(axis=0), text.title_starts) / title_sizes
    lengths = np.diff(text.sentence_starts[text.unit_starts], append=len(text.body))
    units = (shares, named, np.log1p(lengths) / 6)
    return SearchEvidence(text, np.stack(sentences, axis=1), np.stack(units, axis=1))


def _distinct(numbers: Array, size: int) -> tuple[Array, Array]:
    """The different ones of numbers below `size`, and the place of each among them: np.unique without sorting."""
    places = np.zeros(size, dtype=np.int32)
    places[numbers] = 1
    distinct = np.flatnonzero(places)
    places[distinct] = np.arange(len(distinct))
    return distinct, places[numbers]


def _alike(query: SearchQuery, words: Array, vocabulary: Vocabulary) -> Array:
    """How far each query word (rows) agrees with each word of a text (columns)."""
    theirs = vocabulary.bares[words].tolist()
    near = cdist(query.words, theirs, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, dtype=np.float32)
    alike = np.where(near == 1, np.float32(ALIKE_FOLDED), near * near)
    spelling = vocabulary.spelling
    alike[query.exact[:, None] == spelling.codes[spelling.spans[words + 1] - 1]] = 1
    return alike


def _spelled(query: SearchQuery, words: Array, vocabulary: Vocabulary) -> Array:
    """Which grams of a query (rows) each word of a text (columns) has."""
    spelling = vocabulary.spelling
    counts = spelling.spans[words + 1] - spelling.spans[words]
    rows = np.full(vocabulary.grams, -1, dtype=np.int32)
    rows[query.grams] = np.arange(len(query.grams))
    row = rows[spelling.codes[ragged(spelling.spans[words], counts)]]
    found = np.zeros((len(query.grams), len(words)), dtype=bool)
    found[row[row >= 0], np.repeat(np.arange(len(words)), counts)[row >= 0]] = True
    return found


def _neighbours(alike: Array, starts: Array, weights: Array) -> Array:
    """The weight of the pairs of neighbouring query words that are neighbours in a sentence, too."""
    if len(alike) < 2 or alike.shape[1] < 2:
        return np.zeros(len(starts))
    pairs = np.zeros((len(alike) - 1, alike.shape[1]), dtype=np.float32)
    np.minimum(alike[:-1, :-1], alike[1:, 1:], out=pairs[:, :-1])
    pairs[:, starts[1:] - 1] = 0
    return (weights[:-1] + weights[1:]) / 2 @ np.maximum.reduceat(pairs, starts, axis=1)
