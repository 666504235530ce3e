"""Gives the sentences of an archive their meaning, the newest documents first, a little at a time.

Whoever calls this decides when: a sentence takes 20 to 25 ms of a core. What is done stays done, whatever ends it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from knowledge.archive.schema import reading
from knowledge.archive.vectors import VectorFile, text_key
from knowledge.search.encoder import Encoder
from knowledge.search.grams import Array
from knowledge.search.meaning import in_whole_numbers, under_title
from knowledge.text.sentences import sentences

MOST_OF_A_DOCUMENT = 400
"""Sentences of a document that are found by meaning: of a longer one, those of its beginning."""
_AT_ONCE = 16
_SURPLUS = 0.25
"""Share of rows that nobody needs from which on the file is written anew without them."""
_ORDER = (
    "SELECT number, sha256 FROM document "
    "ORDER BY max(received, substr(coalesce(published, '') || '-01-01', 1, 10)) DESC, number DESC"
)
_ONE = "SELECT language, title, text FROM document WHERE number = ?"

Document = tuple[int, int]
"""Its number, and the key of its text."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """Embeds one archive."""

    archive: Path
    vectors: VectorFile
    encoder: Encoder
    most: int
    """Sentences of the newest documents that are wanted."""

    def some(self, goes_on: Callable[[], bool]) -> bool:
        """Embed documents as long as that holds; whether some are left. Nothing where somebody else is at it."""
        connection = reading(self.archive)
        if connection is None:
            return False
        with closing(connection), self.vectors.alone() as alone:
            return alone and self._some(connection, goes_on)

    def _some(self, connection: sqlite3.Connection, goes_on: Callable[[], bool]) -> bool:
        there, needed, counted = _documents(self.vectors.rows()), set[Document](), 0
        for number, sha256 in connection.execute(_ORDER).fetchall():
            if counted >= self.most:
                break
            document = number, text_key(sha256)
            needed.add(document)
            if document in there:
                counted += there[document]
            elif goes_on():
                rows = self._embedded(connection, document)
                self.vectors.append(rows)
                counted += len(rows)
            else:
                return True
        self._tidy(needed)
        return False

    def _embedded(self, connection: sqlite3.Connection, document: Document) -> Array:
        """A row for each sentence; one that is near nothing where a document has none, or is gone."""
        language, title, text = connection.execute(_ONE, (document[0],)).fetchone() or ("", "", "")
        spans = list(islice(sentences(text), MOST_OF_A_DOCUMENT))
        rows = np.zeros(max(1, len(spans)), dtype=self.vectors.row)
        rows["document"], rows["text"], rows["language"] = *document, language.encode()
        for at in range(0, len(spans), _AT_ONCE):
            part = slice(at, min(at + _AT_ONCE, len(spans)))
            said = [under_title(title or "", text[start:end]) for start, end in spans[part]]
            rows["codes"][part], rows["scale"][part] = in_whole_numbers(self.encoder.passages(said))
            rows["start"][part], rows["end"][part] = zip(*spans[part], strict=True)
            rows["sentence"][part] = np.arange(part.start, part.stop) + 1
        return rows

    def _tidy(self, kept: AbstractSet[Document]) -> None:
        """Write the file anew where much of it is of documents that are gone, or too old."""
        rows = self.vectors.rows()
        needed = np.fromiter((one in kept for one in _each(rows)), dtype=bool, count=len(rows))
        if np.count_nonzero(~needed) > _SURPLUS * len(rows):
            self.vectors.replace(rows[needed])


def _each(rows: Array) -> Iterator[Document]:
    return zip(rows["document"].tolist(), rows["text"].tolist(), strict=True)


def _documents(rows: Array) -> Mapping[Document, int]:
    """How many rows each document has."""
    return Counter(_each(rows))
