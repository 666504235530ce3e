"""How alike two texts are letter by letter, where the terms of a question say nothing more: a slip, a rare word."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.text import without_clitics, words

_SIZES = (3, 4)


def grams(text: str) -> list[str]:
    """The runs of three and four letters of the folded words without clitics, spaces between words included, once."""
    joined = f" {' '.join(without_clitics(word) for word in words(text))} "
    return list(dict.fromkeys([joined[at : at + size] for size in _SIZES for at in range(len(joined) - size + 1)]))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The texts of some documents, each in one language, by their grams; rare grams tell more."""

    holders: Mapping[str, tuple[int, ...]] = field(repr=False)
    """The documents that have each gram."""
    weights: Mapping[str, float] = field(repr=False)
    """The squared rarity of each gram."""
    sizes: Sequence[float] = field(repr=False)
    unknown: float
    """The weight of a gram that no document has."""

    @classmethod
    def of(cls, documents: Sequence[Iterable[str]]) -> Resemblance:
        """Read the texts of each document."""
        found = [dict.fromkeys(gram for text in texts for gram in grams(text)) for texts in documents]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for index, held in enumerate(found):
            for gram in held:
                holders[gram].append(index)
        rarities = [_rarity(count, len(documents)) ** 2 for count in range(len(documents) + 1)]
        weights = {gram: rarities[len(places)] for gram, places in holders.items()}
        sizes = [math.sqrt(sum(weights[gram] for gram in held)) or 1.0 for held in found]
        unknown = (_rarity(0, len(documents)) / 2) ** 2
        return cls({gram: tuple(places) for gram, places in holders.items()}, weights, sizes, unknown)

    def to(self, text: str) -> Sequence[float]:
        """The cosine of a text with each document."""
        shared = [0.0] * len(self.sizes)
        size = 0.0
        for gram in grams(text):
            weight = self.weights.get(gram, self.unknown)
            size += weight
            for index in self.holders.get(gram, ()):
                shared[index] += weight
        scale = math.sqrt(size) or 1.0
        return [weight / (scale * own) for weight, own in zip(shared, self.sizes, strict=True)]


def _rarity(count: int, among: int) -> float:
    return math.log1p((among - count + 0.5) / (count + 0.5))
