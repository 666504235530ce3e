"""How long documents stay in the archive, and how large it may become."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.archive.segments import documents_of_segments, drop

_ROOM, _ENOUGH = 0.9, 0.95
"""Of the size that is allowed, what is to be left of an archive that has outgrown it (the next documents need no
clearing), and what may be: what is left of a segment is indexed anew each time."""
_SPARED = 0.2
"""The oldest share of which whole segments go rather than parts, which costs nothing: 16 s of a core became none."""


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
    dropped, enough = 0, float(most)
    while (size := _bytes_without_gaps(connection)) > enough:
        enough = _ENOUGH * most
        oldest = _in_whole_segments(connection, _oldest(connection, 1 - _ROOM * most / size))
        if not oldest:
            break
        drop(connection, oldest)
        dropped += len(oldest)
    return dropped


def _in_whole_segments(connection: sqlite3.Connection, oldest: Sequence[int]) -> list[int]:
    """With the rest of the segments that would be cut, where that is old as well."""
    going, spared = set(oldest), set(_oldest(connection, _SPARED))
    for documents in documents_of_segments(connection):
        if not going.isdisjoint(documents) and spared.issuperset(documents):
            going.update(documents)
    return sorted(going)


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
