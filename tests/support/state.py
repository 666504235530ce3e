"""A state for tests that are not about migrations: real SQLite, in memory, with the newest tables."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlalchemy import create_mock_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.schema import ExecutableDDLElement

from bot.context import Stores, state_in
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.mention import LeftOut, Omission
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Subscription
from bot.state import mentions
from bot.state.database import Database
from bot.state.mentions import StoredMentions
from bot.state.messages import MessageBody, MessageKind, OutboxMessage
from bot.state.migrating import upgrade
from bot.state.misses import Misses
from bot.state.outbox import put
from bot.state.readers import Readers
from bot.state.reminders import Reminders
from bot.state.reports import Reports
from bot.state.subscriptions import Subscriptions
from bot.state.tables import metadata
from bot.state.told import Tell, Telling, ToldStatements
from bot.state.unanswered import Left, Unanswered

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
NIGHT = Hours("Asia/Riyadh", Quiet(22 * 60, 7 * 60))


@contextmanager
def statements_put_together_once() -> Iterator[None]:
    """SQLAlchemy forgets with every database what SQL its statements are; that is a third of what a test of one costs.

    It knows them by dialect, so all SQLite databases get one that has seen a connection, and one place to keep them.
    """
    dialect = asyncio.run(_seen_dialect())
    statements: dict[Any, Any] = {}

    def engine_of(url: Any, **options: Any) -> AsyncEngine:
        engine = create_async_engine(url, **options)
        if engine.dialect.name == "sqlite":
            engine.sync_engine.dialect = dialect
            engine.sync_engine.update_execution_options(compiled_cache=statements)
        return engine

    with patch("bot.state.database.create_async_engine", engine_of):
        yield


async def _seen_dialect() -> Any:
    engine = create_async_engine("sqlite+aiosqlite:///:memory:")
    async with engine.connect():
        pass
    await engine.dispose()
    return engine.dialect


@asynccontextmanager
async def fresh_state(keep: timedelta = timedelta(minutes=10)) -> AsyncIterator[Stores]:
    """An empty state that ends with the block."""
    database = Database("sqlite+aiosqlite:///:memory:")
    try:
        await lay_tables(database)
        yield state_in(database, keep)
    finally:
        await database.close()


async def lay_tables(database: Database) -> None:
    """Put empty tables into a database in memory."""
    async with database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        await driver._execute(driver._conn.deserialize, _tables())


@cache
def _tables() -> bytes:
    """All tables as they lie in memory: made for each of a thousand tests, they would take 10 ms one by one."""
    found: list[str] = []

    def note(statement: ExecutableDDLElement, *_: object) -> None:
        found.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine("sqlite://", note)
    metadata.create_all(engine, checkfirst=False)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(";\n".join(found))
        return connection.serialize()


def in_state(data: Path, work: Callable[[Database], Awaitable[None]]) -> None:
    """Change the state that lies in a data folder; it is made if it is not there yet."""

    file = data / "state.sqlite"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        file.write_bytes(migrated())

    async def done() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await work(database)
        await database.close()

    asyncio.run(done())


@cache
def migrated() -> bytes:
    """The file of an empty state as the migrations leave it: they take a tenth of a second."""

    async def make(file: Path) -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await upgrade(database, None)
        await database.close()

    with TemporaryDirectory() as folder:
        file = Path(folder) / "state.sqlite"
        asyncio.run(make(file))
        return file.read_bytes()


async def fill(database: Database, chat: ChatKey) -> None:
    """A row about a chat in every table."""
    await Readers(database, timedelta(minutes=10)).set_language(chat, "ar")
    await Subscriptions(database).follow(Subscription(0, chat, EVERYTHING, "ar"), NOW)
    await Subscriptions(database).set_hours(chat.chat, NIGHT)
    await ToldStatements(database).record(Telling(chat, 7, (Tell("a.b", "x"),), "ar", editable=True), NOW)
    misses = Misses(database)
    id_ = await misses.keep("متى؟", "ar", NOW)
    assert id_
    await misses.consent(id_, chat)
    await Reports(database).add(chat, "ar", ("a.b",), NOW)
    await Unanswered(database).keep([Left(chat.chat % 1000, chat.chat, {"update_id": 1})])
    occasion = EventTime.parse("2024-05-02")
    await Reminders(database).keep(Reminder(0, chat, "meeting", Lead.DAY, "ar", occasion, NOW))
    messages = [
        OutboxMessage(f"{kind}:1:{chat.chat}:0", kind, chat, MessageBody("b", "b"), "ar", NOW, target=7)
        for kind in (MessageKind.UPDATE, MessageKind.EDIT, MessageKind.CORRECTION)
    ]
    await StoredMentions(database).leave_out(chat, LeftOut(Omission.WORDS, "football"))
    async with database.writing() as connection:
        await put(connection, messages, NOW)
        await mentions.advance(connection, (), [(chat, 1)], NOW)
