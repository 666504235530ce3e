"""The search index between its arrays and the compiled file: bytes with their types, nothing that needs numpy."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from knowledge.errors import UnusableArtefact

VERSION = 1
"""Of what the arrays mean; an index of another version must be made anew."""

TABLE = """
CREATE TABLE search_index (
    version INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL
);
"""


_PIECE = 1 << 20


class StoredArray(NamedTuple):
    """An array as bytes; `type` is numpy's name for the type of its elements."""

    type: str
    data: bytes | memoryview


StoredIndex: TypeAlias = Mapping[str, StoredArray]
"""The arrays of an index by name."""


def write(index: StoredIndex, connection: sqlite3.Connection) -> None:
    """Put an index into the table; written in place, for SQLite would hold each array twice more."""
    for name, array in index.items():
        row = (VERSION, name, array.type, zlib.crc32(array.data), len(array.data))
        added = connection.execute("INSERT INTO search_index VALUES (?, ?, ?, ?, zeroblob(?))", row)
        with connection.blobopen("search_index", "data", int(added.lastrowid or 0)) as blob:
            for start in range(0, len(array.data), _PIECE):
                blob.write(bytes(array.data[start : start + _PIECE]))


def read(connection: sqlite3.Connection, path: Path) -> StoredIndex:
    """Read an index; UnusableArtefact if it is of another version, ValueError if bytes of it are lost."""
    index: dict[str, StoredArray] = {}
    rows = connection.execute("SELECT rowid, version, name, type, crc FROM search_index").fetchall()
    for rowid, version, name, type_, crc in rows:
        if version != VERSION:
            raise UnusableArtefact(path, f"has search index {version}, this Marsad reads search index {VERSION}")
        with connection.blobopen("search_index", "data", rowid, readonly=True) as blob:
            data = blob.read()
        if zlib.crc32(data) != crc:
            raise ValueError(f"the search index has lost bytes of {name}")
        index[name] = StoredArray(type_, data)
    if not index:
        raise ValueError("there is no search index")
    return index
