"""Candidates: BM25 postings of character 3- and 4-grams, kept as flat arrays.

A gram of at most four UTF-16 units fits into 64 bits, so that the postings need no dictionary of strings: grams
are sorted numbers, found by bisection, and what belongs to them lies at their offsets in one long array.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.hand_set import LENGTH_COUNTS, SATURATION, TITLE
from knowledge.progress import Progress, silent

Array: TypeAlias = npt.NDArray[Any]
_LONGEST = 40
"""Letters of a word that are looked at."""
_FULL = 255
_BLOCK = 50_000
"""Words indexed at a time: about 30 MB of working memory."""


@dataclass(frozen=True, slots=True)
class Grams:
    """What words are found by: word i has `codes[spans[i]:spans[i + 1]]`."""

    codes: Array
    spans: Array

    @classmethod
    def of(cls, words: Sequence[str]) -> Grams:
        """The grams of words between their edges."""
        joined = "\0".join([f"<{word[:_LONGEST]}>" for word in words]) + "\0" * 4
        units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16).astype(np.uint64)
        first, second, third, fourth = (units[i : len(units) - 3 + i] for i in range(4))
        owner = np.cumsum(first == 0)
        three = (first > 0) & (second > 0) & (third > 0)
        four = three & (fourth > 0)
        head = first | second << np.uint64(16) | third << np.uint64(32)
        codes = np.concatenate((head[three], (head | fourth << np.uint64(48))[four]))
        owners = np.concatenate((owner[three], owner[four]))
        order = np.argsort(owners, kind="stable")
        return cls(codes[order], np.searchsorted(owners[order], np.arange(len(words) + 1)))

    def with_exact(self, forms: Sequence[str]) -> Grams:
        """One code more at the end of every word, for the form in which it is written."""
        exact = np.fromiter(map(_exact_code, forms), dtype=np.uint64, count=len(forms))
        return Grams(np.insert(self.codes, self.spans[1:], exact), self.spans + np.arange(len(self.spans)))

    @property
    def owners(self) -> Array:
        """The word of each code."""
        return np.repeat(np.arange(len(self.spans) - 1), np.diff(self.spans))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of all units in a row: which word, in which unit, whether in its title; units ascend."""

    words: Array
    units: Array
    titles: Array
    size: int
    """How many units there are."""

    def gains(self, sizes: Array) -> Array:
        """What each word adds to the frequency of its grams: the less, the more grams (`sizes`) its unit has."""
        lengths = np.bincount(self.units, np.where(self.titles, 0, sizes[self.words]), minlength=self.size)
        norm = 1 - LENGTH_COUNTS + LENGTH_COUNTS * lengths / max(lengths.sum() / max(self.size, 1), 1.0)
        return np.where(self.titles, TITLE, 1 / norm[self.units]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Postings:
    """For each gram the units that have it, and how much it weighs there: 255 is as much as it can."""

    codes: Array
    offsets: Array
    places: Array
    weights: Array

    @classmethod
    def build(cls, codes: Array, spelling: Grams, tokens: Tokens, progress: Progress = silent) -> Postings:
        """Index units, a block of words at a time; `spelling` gives each word's grams as positions in `codes`."""
        gains = tokens.gains(np.diff(spelling.spans))
        blocks = []
        for block in _blocks(tokens.units):
            blocks.append(_indexed(tokens, gains, block, spelling, len(codes)))
            progress("indexing", block.stop, len(tokens.units))
        counts = sum((block.counts for block in blocks), np.zeros(len(codes), dtype=np.int64))
        offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        return cls(codes, offsets, *_placed(blocks, offsets))

    def slots(self, codes: Array) -> Array:
        """Where each gram is kept; -1 for one that no unit has."""
        if not len(self.codes):
            return np.full(len(codes), -1)
        slots = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[slots] == codes, slots, -1)

    def spread(self, slots: Array) -> Array:
        """How many units have each gram."""
        return np.where(slots < 0, 0, self.offsets[slots + 1] - self.offsets[slots])

    def add(self, slot: int, gain: float, total: Array) -> None:
        """Add what a gram weighs, at most `gain`, to the totals of the units that have it."""
        span = slice(self.offsets[slot], self.offsets[slot + 1])
        np.add.at(total, self.places[span], self.weights[span] * np.float32(gain / _FULL))


class _Block(NamedTuple):
    """The postings of some units: how many each gram has, then units and weights, gram by gram."""

    counts: Array
    units: Array
    weights: Array


def _blocks(units: Array) -> Iterator[slice]:
    """Runs of tokens that end where a unit ends."""
    edges = [0]
    while edges[-1] < len(units):
        last = units[min(edges[-1] + _BLOCK, len(units)) - 1]
        edges.append(int(np.searchsorted(units, last, side="right")))
    return (slice(*edge) for edge in pairwise(edges))


def _indexed(tokens: Tokens, gains: Array, block: slice, spelling: Grams, size: int) -> _Block:
    words = tokens.words[block]
    repeats = np.diff(spelling.spans)[words]
    numbers = spelling.codes[ragged(spelling.spans[words], repeats)].astype(np.int64)
    keys, inverse = np.unique(numbers * tokens.size + np.repeat(tokens.units[block], repeats), return_inverse=True)
    frequency = np.bincount(inverse, np.repeat(gains[block], repeats))
    weights = np.rint(frequency / (frequency + SATURATION) * _FULL).astype(np.uint8)
    counts = np.bincount(keys // tokens.size, minlength=size).astype(np.int32)
    return _Block(counts, (keys % tokens.size).astype(np.int32), weights)


def _placed(blocks: list[_Block], offsets: Array) -> tuple[Array, Array]:
    """The postings of all blocks, gram by gram, later blocks later; takes the blocks away."""
    places = np.empty(offsets[-1], dtype=np.int32)
    weights = np.empty(offsets[-1], dtype=np.uint8)
    cursor = offsets[1:].copy()
    while blocks:
        block = blocks.pop()
        cursor -= block.counts
        target = ragged(cursor, block.counts)
        places[target], weights[target] = block.units, block.weights
    return places, weights


def ragged(starts: Array, counts: Array) -> Array:
    """The positions start, start + 1, … of many runs, in a row."""
    ends = np.cumsum(counts)
    return np.repeat(starts - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)


def _exact_code(form: str) -> int:
    return int.from_bytes(hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
