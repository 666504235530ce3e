"""The contract suite: what takes `database` runs on SQLite in memory, SQLite on disk and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import aiosqlite
import pytest

from bot.state.database import Database
from bot.state.personal import Personal
from bot.state.readers import Readers
from tests.support import state
from tests.support.postgres import PostgresServer

KEEP = timedelta(minutes=10)
POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
lasting = pytest.mark.parametrize("place", ["disk", POSTGRES], indirect=True)
"""Only where the state outlives the connection."""
on_disk = pytest.mark.parametrize("place", ["disk"], indirect=True)
"""Only what concerns SQLite's files."""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state as the migrations leave it, to be copied."""
    file = tmp_path_factory.mktemp("state") / "state.sqlite"
    file.write_bytes(state.migrated())
    return file


@pytest.fixture(params=["memory", "disk", POSTGRES])
def place(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AbstractAsyncContextManager[Database]:
    """A state with the newest tables, not yet opened."""
    match request.param:
        case "memory":
            return _in_memory(migrated)
        case "disk":
            return _on_disk(migrated, tmp_path)
        case _:
            return _on_a_server(request.getfixturevalue("postgres"))


@pytest.fixture
async def database(place: AbstractAsyncContextManager[Database]) -> AsyncIterator[Database]:
    async with place as opened:
        yield opened


@pytest.fixture
def readers(database: Database) -> Readers:
    return Readers(database, KEEP)


@pytest.fixture
def personal(database: Database) -> Personal:
    return Personal(database)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _in_memory(migrated: Path) -> AsyncIterator[Database]:
    async with _opened("sqlite+aiosqlite:///:memory:") as opened:
        async with opened.reading() as connection, aiosqlite.connect(migrated) as source:
            target = (await connection.get_raw_connection()).driver_connection
            assert target
            await source.backup(target)
        yield opened


def _on_disk(migrated: Path, folder: Path) -> AbstractAsyncContextManager[Database]:
    file = folder / "state.sqlite"
    copyfile(migrated, file)
    return _opened(f"sqlite+aiosqlite:///{file}")


@asynccontextmanager
async def _on_a_server(server: PostgresServer) -> AsyncIterator[Database]:
    async with server.database() as url, _opened(url) as opened:
        yield opened
