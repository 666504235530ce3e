"""`feeds.sqlite` of the data folder: how each feed is, which items it has brought, and the documents made of them.

Small and crash-safe: an item is noted once its document lies in the archive, so a crash between the two finds the
document there and takes it for what it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.feeds.health import FeedHealth, NewDocument, document_of, health_of, row_of, seconds
from bot.settings.places import LEDGER
from bot.settings.values import Settings
from knowledge.errors import UnusableArtefact
from knowledge.files.transactions import transaction

_SCHEMA = 1
_WAIT = 30
_ITEMS_KEPT = timedelta(days=60)
"""Since a feed listed it last."""
_DOCUMENTS_KEPT = timedelta(days=30)
STORIES_KEPT = timedelta(days=3)
"""So long another report is an echo of a story."""
_TABLES = """
CREATE TABLE IF NOT EXISTS feed (
  name TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  asked_at INTEGER,
  whole_at INTEGER,
  good_at INTEGER,
  new_at INTEGER,
  next_at INTEGER NOT NULL DEFAULT 0,
  interval INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  brought INTEGER NOT NULL DEFAULT 0,
  echoes INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS item (
  feed TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  feed TEXT NOT NULL,
  at INTEGER NOT NULL,
  story TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  noted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS document_unnoted ON document (number) WHERE noted = 0;
CREATE TABLE IF NOT EXISTS run (
  hash INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (hash, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_number ON run (number);
"""


def ledger_of(settings: Settings) -> Ledger:
    """What is known of the feeds of a data folder."""
    return Ledger(settings.data / LEDGER)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file; what is asked of a missing one is answered as of an empty one."""

    path: Path

    def health(self, name: str, address: str) -> FeedHealth:
        """How a feed is; as one that was never asked, where its address is another one now."""
        with self._reading() as connection:
            row = connection.execute("SELECT * FROM feed WHERE name = ? AND address = ?", (name, address)).fetchone()
        return health_of(row) if row else FeedHealth(name, address)

    def healths(self) -> dict[tuple[str, str], FeedHealth]:
        """How every feed is that was ever asked, by name and address."""
        with self._reading() as connection:
            found = map(health_of, connection.execute("SELECT * FROM feed").fetchall())
            return {(one.name, one.address): one for one in found}

    def keep(self, health: FeedHealth, now: datetime, seen: Sequence[str] = ()) -> None:
        """Write down how a feed is now, and the keys of the items that it lists."""
        with self._writing() as connection:
            connection.execute(_REPLACE, row_of(health))
            connection.executemany(_SEEN, [(health.name, key, seconds(now)) for key in seen])

    def known(self, feed: str, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys a feed has listed before."""
        with self._reading() as connection:
            query = "SELECT key FROM item WHERE feed = ? AND key = ?"
            return frozenset(key for key in keys if connection.execute(query, (feed, key)).fetchone())

    def take(self, document: NewDocument, hashes: Sequence[int]) -> None:
        """Write down a document and the runs that its story is known again by; one that is there stays."""
        with self._writing() as connection:
            values = (document.id, document.feed, seconds(document.at), document.story, document.fresh)
            insert = "INSERT INTO document (id, feed, at, story, fresh) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
            cursor = connection.execute(insert, values)
            if cursor.rowcount:
                rows = [(one, cursor.lastrowid) for one in hashes]
                connection.executemany("INSERT INTO run VALUES (?, ?) ON CONFLICT DO NOTHING", rows)

    def alike(self, hashes: Sequence[int], since: datetime, most: int) -> list[tuple[str, str]]:
        """Documents that share most of some runs, as (id, story)."""
        with self._reading() as connection:
            rows = connection.execute(_ALIKE, (json.dumps(list(hashes)), seconds(since), most))
            return [(id_, story) for id_, story in rows]

    def unnoted(self, most: int) -> list[NewDocument]:
        """The documents that followers have not been told of yet, oldest first."""
        with self._reading() as connection:
            query = "SELECT * FROM document WHERE noted = 0 ORDER BY number LIMIT ?"
            return [document_of(row) for row in connection.execute(query, (most,))]

    def note(self, numbers: Sequence[int]) -> None:
        """Followers will be told of these."""
        with self._writing() as connection:
            connection.executemany("UPDATE document SET noted = 1 WHERE number = ?", [(one,) for one in numbers])

    def pause(self, name: str, *, paused: bool) -> None:
        """Let a feed alone until the next start, or go on with it."""
        with self._writing() as connection:
            connection.execute("UPDATE feed SET paused = ? WHERE name = ?", (paused, name))

    def begin(self) -> None:
        """A start: no feed is paused."""
        if self.path.exists():
            with self._writing() as connection:
                connection.execute("UPDATE feed SET paused = 0 WHERE paused")

    def expire(self, now: datetime) -> None:
        """Forget what is of no use any more."""
        if not self.path.exists():
            return
        with self._writing() as connection:
            before = [seconds(now - one) for one in (_ITEMS_KEPT, _DOCUMENTS_KEPT, STORIES_KEPT)]
            connection.execute("DELETE FROM item WHERE at < ?", (before[0],))
            connection.execute("DELETE FROM document WHERE noted = 1 AND at < ?", (before[1],))
            connection.execute(
                "DELETE FROM run WHERE number < (SELECT coalesce(min(number), 0) FROM document WHERE at >= ?)",
                (before[2],),
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with transaction(self.path, _WAIT) as connection:
                connection.row_factory = sqlite3.Row
                _prepare(connection, self.path)
                yield connection
        except sqlite3.Error as error:
            raise UnusableArtefact(self.path, f"cannot be written: {error}", _REMEDY) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._opened()) as connection:
                connection.row_factory = sqlite3.Row
                yield connection
        except sqlite3.Error as error:
            raise UnusableArtefact(self.path, f"cannot be read: {error}", _REMEDY) from error

    def _opened(self) -> sqlite3.Connection:
        """The file, or an empty ledger in memory where there is none, or none whose tables are made already."""
        if self.path.exists():
            place = f"{self.path.absolute().as_uri()}?mode=ro"
            connection = sqlite3.connect(place, timeout=_WAIT, isolation_level=None, uri=True)
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                return connection
            connection.close()
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _prepare(connection, self.path)
        return connection


_REMEDY = "see whether the disk is full, or put it aside: feeds are then asked anew"
_REPLACE = (
    "INSERT OR REPLACE INTO feed VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
    "coalesce((SELECT paused FROM feed WHERE name = ?1), 0))"
)
"""Whether it is paused is not for who polls to say."""
_SEEN = "INSERT INTO item VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at WHERE at < excluded.at - 86400"
"""Written anew once a day."""
_ALIKE = (
    "SELECT d.id, d.story FROM run r JOIN document d USING (number) WHERE r.hash IN (SELECT value FROM json_each(?)) "
    "AND d.at >= ? GROUP BY d.number ORDER BY count(*) DESC, d.number LIMIT ?"
)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == 0:
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={_SCHEMA}")
    elif found != _SCHEMA:
        raise UnusableArtefact(path, f"is of another release (form {found})", "use the release that wrote it")
