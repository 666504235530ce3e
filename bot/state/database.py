"""The connection to the state, with the rules of each database that it may lie in."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog
from sqlalchemy import Insert, Table, event, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.state.batching import Batches
from bot.state.errors import StateInUse, UnusableState
from knowledge.files.private import private_folder

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_BUSY_SECONDS = 5
_PRAGMAS = (
    "journal_mode=WAL",
    "secure_delete=ON",
    f"busy_timeout={_BUSY_SECONDS * 1000}",
)
_WRITES = "marsad_writes"
"""The option of a connection that is going to write; its value is a `Durability`."""

_VALUE = re.compile(r"(invalid input for query argument \$\d+: ).*")
"""How asyncpg words a value that does not fit."""

Rows: TypeAlias = Sequence[Mapping[str, object]]
Inserting: TypeAlias = "sqlite.Insert | postgresql.Insert"
_Recording: TypeAlias = tuple[Insert, Rows]


class Durability(StrEnum):
    """What a commit outlives; on PostgreSQL the server decides that for all of them."""

    FULL = "FULL"
    """A power failure: SQLite waits for the disk (0.4 ms on an SSD, 10 ms and more on others)."""
    NORMAL = "NORMAL"
    """The end of the process, but a power failure may take the last few."""


log = structlog.get_logger(__name__)


class Database:
    """Connections to one state; opened lazily, so it can be made outside the event loop."""

    def __init__(self, url: str, *, beside: Path | None = None) -> None:
        """`beside`: with what name files begin that belong to a state in a server; those of a file begin with its."""
        self._beside = beside
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # at DEBUG it tells every value
        with told_plainly("opened"):
            self.url = make_url(url)
            pool: dict[str, Any] = {} if self.is_in_memory else {"pool_size": 4, "max_overflow": 0}
            self.engine = create_async_engine(self.url, pool_pre_ping=not self.is_sqlite, hide_parameters=True, **pool)
        # SQLite has one writer at a time; waiting here is fair and costs no sleeping thread.
        self._turn: contextlib.AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.is_sqlite else contextlib.nullcontext()
        )
        self._records = Batches(self._together)
        self.errors = 0
        """How often the database failed."""
        event.listen(self.engine.sync_engine, "handle_error", self._count)
        if self.is_sqlite:
            _obey_us(self.engine)

    def _count(self, _error: object) -> None:
        self.errors += 1

    @property
    def is_sqlite(self) -> bool:
        """Whether the state is a file of our own."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def is_in_memory(self) -> bool:
        """Whether the state ends with the process."""
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    @property
    def file(self) -> Path | None:
        """The file of the state; None for a database server."""
        return None if self.is_in_memory or not self.is_sqlite else Path(self.url.database or "")

    @property
    def beside(self) -> Path | None:
        """With what name files begin that belong to the state and are no part of it; None where nothing is kept so."""
        return self.file or (None if self.is_sqlite else self._beside)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep a second bot off a state in a file, StateInUse names the first; a server serves several."""
        if self.file is None:
            yield
            return
        with told_plainly("opened"):
            private_folder(self.file.parent)
            lock = self.file.with_name(f"{self.file.name}.lock").open("a+", encoding="ascii")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                lock.seek(0)
                raise StateInUse(self.file, lock.read().strip()) from None
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield

    def probe(self) -> None:
        """Open the file once without aiosqlite, whose thread outlives the event loop when it cannot; sqlite3.Error."""
        if self.file:
            with contextlib.closing(sqlite3.connect(self.file)) as connection:
                connection.execute("PRAGMA schema_version")

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for queries."""
        alone = self._turn if self.is_in_memory else contextlib.nullcontext()  # all share its one connection
        async with alone, self.engine.connect() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def writing(self, durability: Durability = Durability.FULL) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the right to write from its beginning; committed at the end of the block."""
        async with self._turn, self.engine.connect() as raw:
            connection = await raw.execution_options(**{_WRITES: durability})
            async with connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def looking(self) -> AsyncIterator[AsyncConnection]:
        """A connection for queries, of whose errors is told plainly."""
        with told_plainly("read"):
            async with self.reading() as connection:
                yield connection

    @contextlib.asynccontextmanager
    async def changing(self, durability: Durability = Durability.FULL) -> AsyncIterator[AsyncConnection]:
        """A transaction, as `writing`, of whose errors is told plainly."""
        with told_plainly("changed"):
            async with self.writing(durability) as connection:
                yield connection

    async def record(self, insert: Insert, rows: Rows) -> None:
        """Insert rows in a transaction shared with what others record at the same time; returns when it is committed.

        Whoever records the same thing passes the same `insert`: its rows then go to the database in one call.
        """
        await self._records.ask((insert, rows))

    async def _together(self, asked: Sequence[_Recording]) -> Sequence[None]:
        by_insert: dict[Insert, list[Mapping[str, object]]] = {}
        for insert, rows in asked:
            by_insert.setdefault(insert, []).extend(rows)
        async with self.writing() as connection:
            for insert, together in by_insert.items():
                await connection.execute(insert, together)
        return [None] * len(asked)

    async def scrub(self) -> bool:
        """Take everything deleted out of SQLite's files; whether nothing kept it from that.

        secure_delete alone is not enough: of 770 deleted chats among 3,000 two or three stood on in copies that SQLite
        had left behind when it moved rows between pages. VACUUM writes all pages anew (48 MB in 0.35 s).
        """
        if self.file is None:
            return True
        async with self._turn, self.reading() as connection:
            await connection.execute(text("VACUUM"))
        return await self.empty_log()

    async def empty_log(self) -> bool:
        """Move what stands in SQLite's write-ahead log into the database; whether nothing kept it from that."""
        if self.file is None:
            return True
        async with self._turn, self.reading() as connection:
            busy = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).scalar_one()
        return not busy

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


@contextlib.contextmanager
def told_plainly(doing: str) -> Iterator[None]:
    """Turn an error of the database into an UnusableState with one line that holds no password and no values.

    Nothing hangs on to it that a traceback would show: values are readers, and in private a chat's number is a person.
    """
    try:
        yield
    except ImportError as error:
        raise UnusableState(f'{error}: install Marsad with the extra "postgres"') from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise UnusableState(f"the state cannot be {doing}: {plain_reason(error)}") from None


def plain_reason(error: Exception) -> str:
    """What a database says of an error, in one line without values."""
    line = str(getattr(error, "orig", None) or error).partition("\n")[0]  # PostgreSQL's next lines hold values
    return _VALUE.sub(r"\1…", line)


def inserting(connection: AsyncConnection | AsyncEngine, table: Table) -> Inserting:
    """An insert with ON CONFLICT: both databases know it, but SQLAlchemy has one `insert` for each."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def _obey_us(engine: AsyncEngine) -> None:
    """Set the pragmas, and begin transactions ourselves.

    Python's sqlite3 would begin them deferred, and a deferred transaction that reads and then writes fails at once
    when another writes (706 of 800 with 8 writers; none of 800 with BEGIN IMMEDIATE).
    """

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        durability = connection.get_execution_options().get(_WRITES)
        if durability is None:
            return
        if connection.info.get(_WRITES) is not durability:  # the pragma holds until the connection is closed
            connection.exec_driver_sql(f"PRAGMA synchronous={durability}")
            connection.info[_WRITES] = durability
        connection.exec_driver_sql("BEGIN IMMEDIATE")
