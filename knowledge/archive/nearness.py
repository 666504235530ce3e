"""Which sentences of an archive come nearest to a question in meaning, in each language by itself.

Languages do not compare: a model sees those of the question's own nearer, whatever they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from knowledge.archive.vectors import VectorFile
from knowledge.search.encoder import Encoder
from knowledge.search.grams import Array
from knowledge.search.meaning import asked_in, cosines

_SPARE = 4
"""How many times as many sentences are named as are wanted: some may be of documents that were removed since."""


class Near(NamedTuple):
    """A sentence by its document and place."""

    document: int
    text: int
    """The key of the text that it was read in."""
    sentence: int
    start: int
    end: int
    cosine: float


class _Mapped(NamedTuple):
    stamp: tuple[int, int]
    rows: Array
    languages: Mapping[str, Array]
    """The rows of each language."""


@dataclass
class NearestSentences:
    """Looks through all rows: 100,000 take some tens of milliseconds, and an index that guesses would find fewer."""

    vectors: VectorFile
    encoder: Encoder
    _mapped: _Mapped | None = field(default=None, init=False)

    def nearest(self, query: str, most: int, documents: frozenset[int] | None = None) -> Mapping[str, Iterator[Near]]:
        """The nearest sentences of each language, nearest first, of some documents only."""
        _, rows, languages = self._refreshed()
        if not len(rows):
            return {}
        near = cosines(rows["codes"], rows["scale"], asked_in(query, self.encoder))
        if documents is not None:
            near[~np.isin(rows["document"], list(documents))] = 0.0
        return {language: _best(rows, near, own, _SPARE * most) for language, own in languages.items()}

    def _refreshed(self) -> _Mapped:
        mapped, stamp = self._mapped, self.vectors.stamp
        if mapped is None or mapped.stamp != stamp:
            rows = self.vectors.rows()
            names, numbers = np.unique(rows["language"], return_inverse=True)
            languages = {name.decode(): np.flatnonzero(numbers == at) for at, name in enumerate(names.tolist())}
            mapped = self._mapped = _Mapped(stamp, rows, languages)
        return mapped


def _best(rows: Array, near: Array, own: Array, most: int) -> Iterator[Near]:
    found = near[own]
    first = np.argpartition(-found, most)[:most] if len(found) > most else np.arange(len(found))
    for at in own[first[np.argsort(-found[first], kind="stable")]].tolist():
        if near[at] > 0:
            document, sentence, start, end, _, text, *_ = rows[at].item()
            yield Near(document, text, sentence, start, end, float(near[at]))
