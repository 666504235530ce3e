"""What a compiled file tells, without what it takes to answer: whoever compares versions reads no more than that.

The file may be of any schema up to today's, and of a later one as long as its records stand where they stand today.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.compiled import columns, records
from knowledge.errors import KnowledgeError, UnusableArtefact
from knowledge.model import Edition, Entity, Source, Statement

_LET_US_READ = "let the user that runs the bot read it, or publish again"


def read_edition(path: Path) -> Edition:
    """What a compiled file tells; UnusableArtefact when that cannot be read."""
    with opened(path) as connection:
        version = version_of(connection)
        if _has_records(connection):
            return Edition(version, records.read(connection, Entity), records.read(connection, Statement))
        return Edition(version, columns.entities(connection), columns.statements(connection))


def read_sources(path: Path) -> Mapping[str, Source]:
    """The documents of a compiled file by id; UnusableArtefact when they cannot be read."""
    with opened(path) as connection:
        return records.read(connection, Source) if _has_records(connection) else columns.sources(connection)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A compiled file to read from; whatever goes wrong meanwhile is an UnusableArtefact."""
    try:
        _require_readable(path)
        place = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(place, uri=True)) as connection:
            yield connection
    except KnowledgeError:
        raise
    except OSError as error:
        raise UnusableArtefact(path, f"cannot be read ({error.strerror})", _LET_US_READ) from error
    except Exception as error:  # a damaged file may hold anything, and raise anything
        raise UnusableArtefact(path, f"is damaged ({error})") from error


def _require_readable(path: Path) -> None:
    if not path.is_file():
        raise UnusableArtefact(path, "there is no such file")
    with path.open("rb"):
        """SQLite would not say why it cannot."""


def version_of(connection: sqlite3.Connection) -> str:
    """The name of the version in a compiled file of any schema; TypeError when it has none."""
    (version,) = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    return str(version)


def said_in(connection: sqlite3.Connection, key: str) -> str:
    """What a compiled file says of itself under a key of `meta`; empty where it says nothing."""
    [value] = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone() or ("",)
    return str(value)


def words_of(path: Path) -> str:
    """Of which digest the vocabulary of a compiled file is; empty of one that does not say so, or cannot be read."""
    try:
        with opened(path) as connection:
            return said_in(connection, "words")
    except UnusableArtefact:
        return ""


def _has_records(connection: sqlite3.Connection) -> bool:
    return any(row[1] == "record" for row in connection.execute("PRAGMA table_info(statement)"))
