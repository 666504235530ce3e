"""What can be found, as flat arrays: documents of units of sentences of words, each level by its offsets.

The arrays are made when the knowledge is compiled and stored as bytes: loading is copying, and nobody needs numpy
until somebody searches.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple, TypeVar

import numpy as np

from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.progress import Progress, silent
from knowledge.search.documents import Document
from knowledge.search.grams import Array, Grams, Postings, Tokens, ragged
from knowledge.text.folding import tokens, without_clitics

Part = TypeVar("Part", Grams, "IndexLayout", Postings)

_UNIT_WORDS = 400
"""Longer documents are found in parts, so that a book does not outweigh a report."""


class IndexedWord(NamedTuple):
    """A word as it is written, in lower case, and as it is compared: folded, article and clitics off."""

    form: str
    bare: str


def words_of(text: str) -> list[IndexedWord]:
    """The words of a text in order."""
    return [IndexedWord(text[t.start : t.end].casefold(), without_clitics(t.text)) for t in tokens(text)]


class SentencePlace(NamedTuple):
    """The number of a sentence, from 1, and its start and end in the text of its document."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndexLayout:
    """Which words stand where; item i of a level has the items `level[i]` to `level[i + 1]` of the next."""

    documents: Array
    """Units of each document."""
    units: Array
    """Sentences of each unit."""
    sentences: Array
    """Words of each sentence; never none, word 0 stands for nothing."""
    words: Array
    starts: Array
    ends: Array
    """Where each sentence stands in the text of its document."""
    titled: Array
    """Title words of each document; never none either."""
    titles: Array

    def document_of(self, units: Array) -> Array:
        """The documents that units belong to."""
        return np.searchsorted(self.documents, units, side="right") - 1

    def place(self, document: int, sentence: int) -> SentencePlace:
        """Where a sentence stands in the text of its document."""
        first = int(self.units[self.documents[document]])
        return SentencePlace(sentence - first + 1, int(self.starts[sentence]), int(self.ends[sentence]))

    def tokens(self) -> Tokens:
        """The words of each unit, the title of its document after them."""
        owners = self.document_of(np.arange(len(self.units) - 1))
        sizes = np.diff(self.titled)[owners]
        title = ragged(self.titled[owners], sizes)
        bodies = np.diff(self.sentences[self.units])
        numbers = np.arange(len(owners), dtype=np.int32)
        units = np.concatenate((np.repeat(numbers, bodies), np.repeat(numbers, sizes)))
        order = np.argsort(units, kind="stable")
        words = np.concatenate((self.words, self.titles[title]))
        return Tokens(words[order], units[order], order >= len(self.words), len(owners))


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Everything that a search reads."""

    bares: Array
    """UTF-8 of the compared form of every word, a line each."""
    spelling: Grams
    """The grams of every word, as positions in the postings; the last stands for its written form."""
    layout: IndexLayout
    postings: Postings

    @classmethod
    def build(cls, documents: Iterable[Document], *, count: int = 0, progress: Progress = silent) -> SearchIndex:
        """Index documents in their order; `count` is how many there are, for `progress` alone."""
        draft = _Draft()
        for number, document in enumerate(documents, start=1):
            draft.add(document)
            progress("splitting into words", number, count)
        words, layout = list(draft.numbers), draft.layout()
        bares = [word.bare for word in words]
        grams = Grams.of(bares).with_exact([word.form for word in words])
        codes, numbers = np.unique(grams.codes, return_inverse=True)
        spelling = Grams(numbers.astype(np.int32), grams.spans.astype(np.int32))
        postings = Postings.build(codes, spelling, layout.tokens(), progress)
        return cls(np.frombuffer("\n".join(bares).encode(), dtype=np.uint8), spelling, layout, postings)

    def stored(self) -> StoredArrays:
        """As bytes."""
        arrays = {"bares": self.bares}
        for name in ("spelling", "layout", "postings"):
            part = getattr(self, name)
            arrays |= {f"{name}.{one.name}": getattr(part, one.name) for one in fields(part)}
        return {name: StoredArray(one.dtype.str, one.view(np.uint8).data) for name, one in arrays.items()}

    @classmethod
    def load(cls, stored: StoredArrays) -> SearchIndex:
        """From what `stored` gave; nothing is copied."""

        def part(kind: type[Part], name: str) -> Part:
            return kind(**{one.name: _array(stored[f"{name}.{one.name}"]) for one in fields(kind)})

        spelling, layout = part(Grams, "spelling"), part(IndexLayout, "layout")
        return cls(_array(stored["bares"]), spelling, layout, part(Postings, "postings"))


def _array(stored: StoredArray) -> Array:
    return np.frombuffer(stored.data, dtype=np.dtype(stored.type))


@dataclass(slots=True)
class _Draft:
    """A layout in the making."""

    numbers: dict[IndexedWord, int] = field(default_factory=lambda: {IndexedWord("", ""): 0})
    levels: Mapping[str, array[int]] = field(default_factory=lambda: {f.name: array("q") for f in fields(IndexLayout)})

    def add(self, document: Document) -> None:
        levels = self.levels
        levels["documents"].append(len(levels["units"]))
        levels["titled"].append(len(levels["titles"]))
        levels["titles"].extend(self._numbers(document.title))
        size = _UNIT_WORDS
        for start, end in document.spans:
            words = self._numbers(document.text[start:end])
            if size + len(words) > _UNIT_WORDS:
                levels["units"].append(len(levels["sentences"]))
                size = 0
            size += len(words)
            levels["sentences"].append(len(levels["words"]))
            levels["words"].extend(words)
            levels["starts"].append(start)
            levels["ends"].append(end)

    def _numbers(self, text: str) -> list[int]:
        return [self.numbers.setdefault(word, len(self.numbers)) for word in words_of(text)] or [0]

    def layout(self) -> IndexLayout:
        levels = self.levels
        for level, next_level in (("documents", "units"), ("units", "sentences"), ("sentences", "words")):
            levels[level].append(len(levels[next_level]))
        levels["titled"].append(len(levels["titles"]))
        return IndexLayout(**{name: np.array(level, dtype=np.int32) for name, level in levels.items()})
