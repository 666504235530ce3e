"""A state that breaks while the bot runs: what a reader asks of it is one plain error, answers go on, and when it works
again everything does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.errors import UnusableState
from bot.state.readers import Readers
from knowledge.dialogue import Conversation
from tests.support.postgres import PostgresServer

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
READER, TALKS = ChatKey(7_000_000_001), Conversation(("talks",))


@contextlib.asynccontextmanager
async def pragma(database: Database, broken: str, mended: str) -> AsyncIterator[None]:
    """A pragma on every connection, present and new."""

    def set_to(value: str) -> None:
        def prepare(connection: object, _record: object) -> None:
            connection.execute(f"PRAGMA {value}")  # type: ignore[attr-defined]

        event.listen(database.engine.sync_engine, "connect", prepare)

    set_to(broken)
    await database.engine.dispose()
    yield
    set_to(mended)
    await database.engine.dispose()


def read_only(database: Database) -> AbstractAsyncContextManager[None]:
    return pragma(database, "query_only=ON", "query_only=OFF")


def full(database: Database) -> AbstractAsyncContextManager[None]:
    return pragma(database, "max_page_count=1", "max_page_count=1000000")


@contextlib.asynccontextmanager
async def corrupt(database: Database) -> AsyncIterator[None]:
    await database.empty_log()
    await database.engine.dispose()
    assert database.file
    whole = database.file.read_bytes()
    database.file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    yield
    await database.engine.dispose()
    for name in ("", "-wal", "-shm"):
        database.file.with_name(database.file.name + name).unlink(missing_ok=True)
    database.file.write_bytes(whole)


SQLITE = {"read-only": read_only, "full": full, "corrupt": corrupt}


@contextlib.asynccontextmanager
async def breaking(database: Database, trouble: str, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    if trouble == "gone":
        postgres: PostgresServer = request.getfixturevalue("postgres")
        await postgres.close_doors()
        yield
        await postgres.open_doors()
    else:
        async with SQLITE[trouble](database):
            yield


@pytest.mark.parametrize(
    ("place", "trouble"),
    [
        ("disk", "read-only"),
        ("disk", "full"),
        ("disk", "corrupt"),
        pytest.param("postgres", "gone", marks=pytest.mark.postgres),
    ],
    indirect=["place"],
)
async def test_answers_go_on_without_the_state_and_with_it_when_it_works_again(
    readers: Readers, trouble: str, request: pytest.FixtureRequest
) -> None:
    await readers.note(READER, TALKS, NOW)
    with capture_logs() as logged:
        async with breaking(readers.database, trouble, request):
            await readers.known(READER, NOW)
            await readers.note(READER, Conversation(("x" * 10_000,)), NOW)
            await readers.expire(NOW)
            with pytest.raises(UnusableState) as raised:
                await readers.set_language(READER, "x" * 5_000)
    line = str(raised.value)

    assert line.startswith("the state cannot be ")
    assert "\n" not in line
    assert str(READER.chat) not in line + str(logged)
    assert {entry["log_level"] for entry in logged} == {"error"}
    assert (await readers.known(READER, NOW)).conversation == TALKS
    await readers.set_language(READER, "ar")
    assert await readers.language(READER) == "ar"
