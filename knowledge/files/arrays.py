"""Arrays between memory and the compiled file: bytes with their types, nothing that needs numpy."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from knowledge.errors import UnusableArtefact

TABLE = """
CREATE TABLE array (
    part TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, crc INTEGER NOT NULL,
    data BLOB NOT NULL
);
"""


class ArrayGroup(NamedTuple):
    """Some arrays that belong together; `version` is of what they mean: those of another must be made anew."""

    name: str
    version: int


SEARCH_INDEX, ASSOCIATIONS, ASKING = (
    ArrayGroup("search index", 1),
    ArrayGroup("associations", 2),
    ArrayGroup("ways of asking", 1),
)
LESSONS, GUESSES, LETTERS = ArrayGroup("lessons", 1), ArrayGroup("guesses", 1), ArrayGroup("letters", 1)
LEXICON, CLAIMS, OPERATIONS = (
    ArrayGroup("lexicon", 1),
    ArrayGroup("words of claims", 1),
    ArrayGroup("words of operations", 1),
)


_PIECE = 1 << 20


class StoredArray(NamedTuple):
    """An array as bytes; `type` is numpy's name for the type of its elements."""

    type: str
    data: bytes | memoryview


StoredArrays: TypeAlias = Mapping[str, StoredArray]
"""By name."""


def write(part: ArrayGroup, arrays: StoredArrays, connection: sqlite3.Connection) -> None:
    """Put arrays into the table; written in place, for SQLite would hold each of them twice more."""
    for name, array in arrays.items():
        row = (*part, name, array.type, zlib.crc32(array.data), len(array.data))
        sql = "INSERT INTO array (part, version, name, type, crc, data) VALUES (?, ?, ?, ?, ?, zeroblob(?))"
        with connection.blobopen("array", "data", int(connection.execute(sql, row).lastrowid or 0)) as blob:
            for start in range(0, len(array.data), _PIECE):
                blob.write(bytes(array.data[start : start + _PIECE]))


def read(part: ArrayGroup, connection: sqlite3.Connection, path: Path) -> StoredArrays:
    """Read arrays; UnusableArtefact if they are of another version, ValueError if bytes of them are lost."""
    arrays: dict[str, StoredArray] = {}
    rows = connection.execute(
        "SELECT rowid, version, name, type, crc FROM array WHERE part = ?", (part.name,)
    ).fetchall()
    for rowid, version, name, type_, crc in rows:
        if version != part.version:
            raise UnusableArtefact(path, f"has {part.name} {version}, this Marsad reads {part.name} {part.version}")
        with connection.blobopen("array", "data", rowid, readonly=True) as blob:
            data = blob.read()
        if zlib.crc32(data) != crc:
            raise ValueError(f"the {part.name} has lost bytes of {name}")
        arrays[name] = StoredArray(type_, data)
    if not arrays:
        raise ValueError(f"it holds no {part.name}")
    return arrays
