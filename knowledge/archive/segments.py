"""The index of the archive: segments of a few documents or of thousands, each searched by itself, all weighed alike."""

from __future__ import annotations

import json
import mmap
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.archive.mapped import mapped
from knowledge.files.arrays import StoredArray
from knowledge.search.documents import Document
from knowledge.search.index import SearchIndex

_TOGETHER = 8
"""Segments of one size that become one of the next: a document is indexed anew once for each size."""
_LARGEST = 20_000
"""Sentences of a segment that is not put together with others any more: 9 seconds of a core."""


@dataclass(frozen=True, slots=True)
class Segment:
    """An index, and the numbers of its documents in their order."""

    number: int
    documents: tuple[int, ...]
    index: SearchIndex
    file: mmap.mmap | None = None
    """What the index lies in; None: in memory."""

    def let_go(self) -> None:
        """Hold no page of the file any more; the system may have them still."""
        if self.file is not None:
            self.file.madvise(mmap.MADV_DONTNEED)


def add_segment(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Index documents that are stored already, and put small segments together that have become many."""
    size = _store(connection, numbers)
    while size <= _LARGEST and (alike := _alike(connection, size)):
        numbers = [number for _, documents in alike for number in json.loads(documents)]
        connection.executemany("DELETE FROM segment WHERE number = ?", [(number,) for number, _ in alike])
        size = _store(connection, numbers)


def drop(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take documents out; of the segments that they stood in, what is left is indexed anew."""
    connection.executemany("DELETE FROM document WHERE number = ?", [(number,) for number in numbers])
    gone = set(numbers)
    for segment, text in connection.execute("SELECT number, documents FROM segment").fetchall():
        documents = json.loads(text)
        if gone.isdisjoint(documents):
            continue
        connection.execute("DELETE FROM segment WHERE number = ?", (segment,))
        if left := [number for number in documents if number not in gone]:
            _store(connection, left)


def documents_of_segments(connection: sqlite3.Connection) -> list[list[int]]:
    """The numbers of the documents of each segment."""
    return [json.loads(text) for (text,) in connection.execute("SELECT documents FROM segment")]


def _alike(connection: sqlite3.Connection, size: int) -> list[tuple[int, str]]:
    """Segments of the size of the newest one, where there are as many as are put together."""
    low, high = 1, _TOGETHER * 4
    while high <= size:
        low, high = high, high * _TOGETHER
    found = connection.execute(
        "SELECT number, documents FROM segment WHERE sentences >= ? AND sentences < ? ORDER BY number", (low, high)
    ).fetchall()
    return found if len(found) >= _TOGETHER else []


def _store(connection: sqlite3.Connection, numbers: Sequence[int]) -> int:
    """Index documents; the number of their sentences, at least 1."""
    found = connection.execute(
        "SELECT number, title, text FROM document WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    rows = {number: (title, text) for number, title, text in found}
    documents = [Document.of(*rows[number]) for number in numbers]
    size = max(1, sum(len(one.spans) for one in documents))
    cursor = connection.execute(
        "INSERT INTO segment (documents, sentences) VALUES (?, ?)", (json.dumps(list(numbers)), size)
    )
    arrays = SearchIndex.build(documents).stored()
    connection.executemany(
        "INSERT INTO segment_array VALUES (?, ?, ?, ?)",
        [(cursor.lastrowid, name, one.type, bytes(one.data)) for name, one in arrays.items()],
    )
    return size


def read_segments(connection: sqlite3.Connection, known: dict[int, Segment], folder: Path) -> list[Segment]:
    """All segments; those that are known already are not read again, large ones lie in files of the folder."""
    rows = connection.execute("SELECT number, documents FROM segment ORDER BY number").fetchall()
    return [known.get(number) or _segment(connection, number, documents, folder) for number, documents in rows]


def _segment(connection: sqlite3.Connection, number: int, documents: str, folder: Path) -> Segment:
    arrays = {
        name: StoredArray(type_, memoryview(data))
        for name, type_, data in connection.execute(
            "SELECT name, type, data FROM segment_array WHERE segment = ?", (number,)
        )
    }
    lying, file = mapped(arrays, folder)
    return Segment(number, tuple(json.loads(documents)), SearchIndex.load(lying), file)
