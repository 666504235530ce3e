from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from inspect import signature
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError

from bot.readers.chat_key import ChatKey
from bot.state.database import Database, Durability
from bot.state.errors import StateInUse, UnusableState
from bot.state.migrating import upgrade
from bot.state.readers import Readers
from bot.state.tables import readers as readers_
from tests.bot.state.conftest import on_disk

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)


@on_disk
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("secure_delete", 1), ("busy_timeout", 5000)])
async def test_every_connection_obeys_the_rules(database: Database, pragma: str, value: object) -> None:
    async with database.reading() as one, database.reading() as two:
        found = {(await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one() for connection in (one, two)}

    assert found == {value}


@on_disk
@pytest.mark.parametrize(("durability", "level"), [(Durability.NORMAL, 1), (Durability.FULL, 2)])
async def test_each_transaction_is_as_durable_as_it_asks_for(
    database: Database, durability: Durability, level: int
) -> None:
    for before in Durability:
        async with database.writing(before):
            pass
        async with database.writing(durability) as connection:
            assert (await connection.execute(text("PRAGMA synchronous"))).scalar_one() == level


async def test_what_is_not_asked_otherwise_outlives_a_power_failure() -> None:
    assert signature(Database.writing).parameters["durability"].default is Durability.FULL


async def test_what_is_recorded_at_the_same_time_is_one_transaction(database: Database) -> None:
    insert, rows = readers_.insert(), [{"chat": chat, "thread": 0, "language": "ar"} for chat in range(10)]
    begun: list[object] = []
    event.listen(database.engine.sync_engine, "begin", begun.append)
    await asyncio.gather(*(database.record(insert, [row]) for row in rows))

    assert len(begun) == 1
    async with database.reading() as connection:
        assert (await connection.execute(select(func.count()).select_from(readers_))).scalar_one() == 10


async def test_what_cannot_be_recorded_keeps_nothing_else_from_it(database: Database) -> None:
    insert, row = readers_.insert(), {"chat": 1, "thread": 0, "language": "ar"}
    same = asyncio.gather(*(database.record(insert, [row]) for _ in range(2)), return_exceptions=True)
    other = database.record(insert, [row | {"chat": 2}])
    (one, two), nothing = await asyncio.gather(same, other)

    assert (one, nothing) == (None, None)
    assert isinstance(two, IntegrityError)


@on_disk
async def test_a_write_holds_the_right_to_write_before_it_reads(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("SELECT * FROM readers"))
        async with database.reading() as other:
            await other.execute(text("PRAGMA busy_timeout=0"))
            with pytest.raises(Exception, match="database is locked"):
                await other.execute(text("INSERT INTO readers (chat, thread) VALUES (1, 0)"))
            await other.invalidate()


async def test_what_breaks_in_the_middle_of_a_write_changes_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO readers (chat, thread, language) VALUES (1, 0, 'ar')"))
            raise RuntimeError

    assert await Readers(database, timedelta(0)).language(ChatKey(1)) is None


@on_disk
async def test_eight_writers_that_read_first_never_find_it_locked(database: Database) -> None:
    """Threads with connections and locks of their own, as processes have them."""
    url, errors = database.url.render_as_string(), list[BaseException]()

    async def count_up() -> None:
        mine = Database(url)
        for _ in range(20):
            async with mine.writing() as connection:
                query = text("SELECT coalesce(max(spoke_at), 0) FROM readers WHERE chat = 1")
                found = (await connection.execute(query)).scalar_one()
                statement = text("REPLACE INTO readers (chat, thread, spoke_at) VALUES (1, 0, :next)")
                await connection.execute(statement, {"next": found + 1})
        await mine.close()

    def work() -> None:
        try:
            asyncio.run(count_up())
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        await asyncio.to_thread(thread.join)
    async with database.reading() as connection:
        counted = (await connection.execute(text("SELECT spoke_at FROM readers"))).scalar_one()

    assert (errors, counted) == ([], 160)


async def test_only_we_can_read_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'state.sqlite'}")
    await upgrade(database, tmp_path / "backups")
    await Readers(database, timedelta(0)).set_language(ChatKey(1), "ar")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()}
    await database.close()

    assert modes == {"state.sqlite": 0o600, "state.sqlite-wal": 0o600, "state.sqlite-shm": 0o600}


@on_disk
async def test_a_second_bot_on_one_state_is_refused(database: Database) -> None:
    second = Database(database.url.render_as_string())
    with database.held(), pytest.raises(StateInUse, match=f"process {os.getpid()}"), second.held():
        pass
    with second.held():
        pass


def test_a_database_server_serves_several_bots() -> None:
    url = "postgresql+asyncpg://u:secret@127.0.0.1:1/x"
    with Database(url).held(), Database(url).held():
        pass


async def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'state.sqlite'}")
    with pytest.raises(UnusableState, match=r"^the state cannot be opened: .*File exists"):
        await upgrade(database, tmp_path)
    await database.close()


async def test_a_missing_server_is_one_line_without_the_password() -> None:
    database = Database("postgresql+asyncpg://u:PASSSECRET@127.0.0.1:1/x")
    with pytest.raises(UnusableState) as raised:
        await upgrade(database, Path("/nonexistent"))
    await database.close()
    assert "PASSSECRET" not in str(raised.value)


@pytest.mark.process
def test_who_keeps_a_file_imports_nothing_of_the_other_database() -> None:
    program = "import sys, bot.state.tables, bot.state.told, bot.state.readers; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    imported = told.stdout.split()

    assert "sqlalchemy.dialects.sqlite" in imported
    assert [one for one in imported if one.startswith("sqlalchemy.dialects.postgresql")] == []
