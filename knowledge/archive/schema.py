"""The tables of `archive.sqlite`, and how it is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import UnusableArtefact
from knowledge.files.bounded import require_regular
from knowledge.files.transactions import transaction

SCHEMA = 1
_WAIT = 120
"""Seconds that a writer waits for another one."""
_ASIDE = "put it aside, and take its documents in again"
_TABLES = """
CREATE TABLE IF NOT EXISTS document (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  received TEXT NOT NULL,
  title TEXT,
  publisher TEXT,
  published TEXT,
  url TEXT,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  pages TEXT NOT NULL,
  file TEXT,
  original BLOB,
  original_sha256 TEXT
);
CREATE INDEX IF NOT EXISTS document_original ON document (original_sha256);
CREATE TABLE IF NOT EXISTS segment (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  documents TEXT NOT NULL,
  sentences INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS segment_array (
  segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (segment, name)
);
"""


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that nobody writes beside; the file is made if it is missing, and nothing stays of a failure."""
    try:
        with transaction(path, _WAIT, "auto_vacuum=INCREMENTAL", "foreign_keys=ON") as connection:
            _prepare(connection, path)
            yield connection
    except sqlite3.Error as error:
        raise UnusableArtefact(
            path, f"cannot be written: {error}", "see who else writes it, and whether the disk is full"
        ) from error


def reading(path: Path) -> sqlite3.Connection | None:
    """A connection that only reads, for any thread; None where there is no archive yet."""
    if not path.exists():
        return None
    try:
        require_regular(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        return connection if _refuse_other(connection, path) else None
    except (sqlite3.Error, ValueError) as error:
        raise UnusableArtefact(path, f"cannot be read: {error}", _ASIDE) from error


def opened(path: Path) -> sqlite3.Connection:
    """The same, or an empty archive in memory where there is none yet."""
    connection = reading(path)
    if connection is None:
        connection = sqlite3.connect(":memory:")
        _prepare(connection, path)
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={SCHEMA}")
    _refuse_other(connection, path)


def _refuse_other(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether anything is in it."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, SCHEMA):
        raise UnusableArtefact(path, f"is of another release (form {found})", "use the release that wrote it")
    return bool(found)
