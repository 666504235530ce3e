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


class StoredArray(NamedTuple):
    """An array as bytes; `type` is numpy's name for the type of its elements."""

    type: str
    data: bytes | memoryview


StoredIndex: TypeAlias = Mapping[str, StoredArray]
"""The arrays of an index by name."""


def write(index: StoredIndex, connection: sqlite3.Connection) -> None:
    """Put an index into the table."""
    rows = ((VERSION, name, array.type, zlib.crc32(array.data), array.data) for name, array in index.items())
    connection.executemany("INSERT INTO search_index VALUES (?, ?, ?, ?, ?)", rows)


def read(connection: sqlite3.Connection, path: Path) -> StoredIndex:
    """Read an index; UnusableArtefact if it is of another version, ValueError if bytes of it are lost."""
    index: dict[str, StoredArray] = {}
    for version, name, type_, crc, data in connection.execute(
        "SELECT version, name, type, crc, data FROM search_index"
    ):
        if version != VERSION:
            raise UnusableArtefact(path, f"has search index {version}, this Marsad reads search index {VERSION}")
        if zlib.crc32(data) != crc:
            raise ValueError(f"the search index has lost bytes of {name}")
        index[name] = StoredArray(type_, data)
    if not index:
        raise ValueError("there is no search index")
    return index
