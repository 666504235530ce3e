"""Writing to a SQLite file that several processes write to, one after the other, while others read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.files.owning import hand_over, make_folder


@contextmanager
def transaction(path: Path, seconds: float, *pragmas: str) -> Iterator[sqlite3.Connection]:
    """A transaction that nobody writes beside; the file is made if it is missing, and nothing stays of a failure.

    It waits so many seconds for another one. `pragmas` are set before the file is made.
    """
    make_folder(path.parent)
    with closing(sqlite3.connect(path, timeout=seconds, isolation_level=None)) as connection:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        while not _writes_ahead(connection):
            pass
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    hand_over(path)


def _writes_ahead(connection: sqlite3.Connection) -> bool:
    """Have the file written by a log, beside which others read; False: somebody was making it, and is done now."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        connection.execute("BEGIN EXCLUSIVE")  # waits, which the step to a log does not
        connection.execute("ROLLBACK")
        return False
    return True
