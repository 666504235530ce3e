"""How alike two texts are letter by letter, where the terms of a question say nothing more: a slip, a rare word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.text import without_clitics, words

_SIZES = (3, 4)


def grams(text: str) -> frozenset[str]:
    """The runs of three and four letters of the folded words without clitics, spaces between words included."""
    joined = f" {' '.join(without_clitics(word) for word in words(text))} "
    return frozenset(joined[at : at + size] for size in _SIZES for at in range(len(joined) - size + 1))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The texts of some documents, each in one language, by their grams; rare grams tell more."""

    held: Sequence[frozenset[str]] = field(repr=False)
    """The grams of each document."""
    weights: Mapping[str, float] = field(repr=False)
    """The squared rarity of each gram."""
    sizes: Sequence[float] = field(repr=False)
    unknown: float
    """The weight of a gram that no document has."""

    @classmethod
    def of(cls, documents: Sequence[Iterable[str]]) -> Resemblance:
        """Read the texts of each document."""
        found = [frozenset(gram for text in texts for gram in grams(text)) for texts in documents]
        counts = Counter(gram for held in found for gram in held)
        rarities = {count: _rarity(count, len(documents)) ** 2 for count in set(counts.values())}
        weights = {gram: rarities[count] for gram, count in counts.items()}
        sizes = [math.sqrt(math.fsum(weights[gram] for gram in held)) or 1.0 for held in found]
        unknown = (_rarity(0, len(documents)) / 2) ** 2
        return cls(found, weights, sizes, unknown)

    def to(self, text: str, documents: Iterable[int]) -> Mapping[int, float]:
        """The cosine of a text with each of some documents."""
        asked = grams(text)
        known = frozenset(filter(self.weights.__contains__, asked))
        weigh = self.weights.__getitem__
        # `fsum`, because the order of a set differs from process to process.
        scale = math.sqrt(math.fsum(map(weigh, known)) + self.unknown * (len(asked) - len(known))) or 1.0
        return {
            index: math.fsum(map(weigh, known & self.held[index])) / (scale * self.sizes[index]) for index in documents
        }


def _rarity(count: int, among: int) -> float:
    return math.log1p((among - count + 0.5) / (count + 0.5))
