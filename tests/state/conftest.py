from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.state.database import Database
from bot.state.migrating import upgrade
from bot.state.readers import Readers

KEEP = timedelta(minutes=10)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state as the migrations leave it, to be copied: Alembic takes a tenth of a second."""
    folder = tmp_path_factory.mktemp("state")

    async def make() -> None:
        database = Database(f"sqlite+aiosqlite:///{folder / 'state.sqlite'}")
        await upgrade(database, folder)
        await database.close()

    asyncio.run(make())
    return folder / "state.sqlite"


@pytest.fixture
async def database(tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    file = tmp_path / "state.sqlite"
    copyfile(migrated, file)
    opened = Database(f"sqlite+aiosqlite:///{file}")
    yield opened
    await opened.close()


@pytest.fixture
def readers(database: Database) -> Readers:
    return Readers(database, KEEP)
