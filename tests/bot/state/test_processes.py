"""Several processes on one state; `make bench` runs eight of them, for longer."""

from __future__ import annotations

import asyncio
import sys

import pytest
from sqlalchemy import func, select

from bot.state.database import Database
from bot.state.tables import readers
from tests.bot.state.conftest import lasting
from tests.support.contender import COUNTER


async def contention(database: Database, *, processes: int, rounds: int) -> list[float]:
    """Let processes contend; the longest that anything took in each, in milliseconds."""
    async with database.writing() as connection:
        await connection.execute(readers.insert().values(chat=COUNTER.chat, thread=0, language="ar", spoke_at=0))
    url = database.url.render_as_string(hide_password=False)
    command = (sys.executable, "-W", "error", "-m", "tests.support.contender", url)
    pipe = asyncio.subprocess.PIPE
    started = [
        await asyncio.create_subprocess_exec(*command, str(number), str(rounds), stdout=pipe, stderr=pipe)
        for number in range(processes)
    ]
    said = [await process.communicate() for process in started]
    assert [process.returncode for process in started] == [0] * processes, said
    assert [err for _, err in said] == [b""] * processes
    return [float(out) for out, _ in said]


@pytest.mark.process
@lasting
async def test_processes_that_read_and_write_never_find_the_state_locked_and_lose_nothing(database: Database) -> None:
    await contention(database, processes=3, rounds=20)
    async with database.reading() as connection:
        chats = (await connection.execute(select(func.count()).where(readers.c.entities == "talks"))).scalar_one()
        counted = (await connection.execute(select(readers.c.spoke_at).where(readers.c.chat == COUNTER.chat))).scalar()

    assert (chats, counted) == (60, 60)
