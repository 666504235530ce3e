"""How long documents stay in the archive, and how large it may become."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.archive.segments import drop

_ROOM = 0.9
"""Of the size that is allowed, what is left of an archive that has outgrown it: the next documents need no clearing."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may keep; None: all of it."""

    keep: timedelta | None = None
    """Counted from the day on which a document was received."""
    most_bytes: int | None = None
    """Of the file. The document that was received last stays, whatever its size."""


UNBOUNDED = Bounds()


def expire(connection: sqlite3.Connection, bounds: Bounds, today: date) -> int:
    """Take out what is too old, then the oldest until the rest fits; how many documents that were."""
    return _too_old(connection, bounds.keep, today) + _too_many(connection, bounds.most_bytes)


def _too_old(connection: sqlite3.Connection, keep: timedelta | None, today: date) -> int:
    if keep is None:
        return 0
    first = max(today.toordinal() - keep.days, 1)
    rows = connection.execute(
        "SELECT number FROM document WHERE received < ?", (date.fromordinal(first).isoformat(),)
    ).fetchall()
    drop(connection, [number for (number,) in rows])
    return len(rows)


def _too_many(connection: sqlite3.Connection, most: int | None) -> int:
    if most is None or _bytes(connection) <= most:
        return 0
    dropped = 0
    least = float(most)
    while (size := _bytes_without_gaps(connection)) > least:
        least = _ROOM * most
        oldest = _oldest(connection, 1 - least / size)
        if not oldest:
            break
        drop(connection, oldest)
        dropped += len(oldest)
    return dropped


def _bytes(connection: sqlite3.Connection) -> int:
    return _pragma(connection, "page_count") * _pragma(connection, "page_size")


def _bytes_without_gaps(connection: sqlite3.Connection) -> int:
    """The size of the file once its free pages are given back."""
    for _ in range(_pragma(connection, "freelist_count")):
        connection.execute("PRAGMA incremental_vacuum(1)")  # Python takes one step of it a call: one page
    return _bytes(connection)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _oldest(connection: sqlite3.Connection, share: float) -> list[int]:
    """The documents that were received first and hold a share of all bytes, but never the last one."""
    rows = connection.execute(
        "SELECT number, length(text) + coalesce(length(original), 0) FROM document ORDER BY received, number"
    ).fetchall()
    left = share * sum(size for _, size in rows)
    found: list[int] = []
    for number, size in rows[:-1]:
        if left <= 0:
            break
        found.append(number)
        left -= size
    return found
