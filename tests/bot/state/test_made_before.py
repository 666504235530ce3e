"""States that earlier releases made themselves, as dumps: two that every later release promises to upgrade, and two of
builds between them, of which the second migration was changed after it had been published."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.state.database import Database
from bot.state.errors import ForeignState
from bot.state.migrating import known_revisions, revision, upgrade
from bot.state.publications import Publications

MADE = Path(__file__).with_name("made")
LAYLA, ANNA = 1010, 1023
EDITED = sorted(MADE.glob("edited-*.sql"))


def played(dump: Path, file: Path) -> Path:
    connection = sqlite3.connect(file)
    connection.executescript(dump.read_text("utf-8"))
    connection.close()
    return file


@asynccontextmanager
async def as_made(dump: Path, folder: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{played(dump, folder / 'state.sqlite')}")
    try:
        yield database
    finally:
        await database.close()


async def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    async with database.reading() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def test_a_state_of_58795b7_is_upgraded_with_its_readers(tmp_path: Path) -> None:
    async with as_made(MADE / "58795b7.sql", tmp_path) as database:
        assert await upgrade(database, tmp_path / "backups") == ("0001", known_revisions()[-1])

        spoken = "SELECT chat, entities FROM readers ORDER BY chat"
        assert await rows(database, spoken) == [(LAYLA, "astana"), (ANNA, "astana")]
        assert await Publications(database).positions() == frozenset()


async def test_a_state_of_c79b2e4_is_upgraded_with_all_that_readers_follow_and_were_told(tmp_path: Path) -> None:
    async with as_made(MADE / "c79b2e4.sql", tmp_path) as database:
        assert await upgrade(database, tmp_path / "backups") == ("0003", known_revisions()[-1])

        zones = "SELECT chat, zone FROM readers ORDER BY chat"
        assert await rows(database, zones) == [(LAYLA, "Asia/Riyadh"), (ANNA, "Asia/Riyadh")]
        followed = "SELECT chat, subject FROM subscriptions ORDER BY chat"
        assert await rows(database, followed) == [(LAYLA, "all"), (ANNA, "all")]
        told = "SELECT chat, statement FROM told ORDER BY chat"
        date = "sco-defence-ministers-2024.date"
        assert await rows(database, told) == [(LAYLA, date), (ANNA, date)]
        assert await Publications(database).positions() == {"k6-2689f586c6f0ff4a"}
        assert len(await rows(database, "SELECT * FROM misses")) == 2


@pytest.mark.parametrize("dump", EDITED, ids=[dump.stem for dump in EDITED])
async def test_a_state_of_the_edited_migration_is_refused_with_the_command_that_helps(
    dump: Path, tmp_path: Path
) -> None:
    async with as_made(dump, tmp_path) as database:
        with pytest.raises(ForeignState, match="marsad db restore"):
            await upgrade(database, tmp_path / "backups")

        assert await revision(database) == "0002"
        assert await rows(database, "SELECT chat, language FROM readers") == [(7, "ar")]
