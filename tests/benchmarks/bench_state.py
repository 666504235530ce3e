"""What the state costs, and what several processes do to it. `make bench` prints the figures."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.readers.chat_key import ChatKey
from bot.state.database import Database, Durability
from bot.state.readers import Readers
from knowledge.dialogue import Conversation
from tests.bot.state.conftest import database, lasting, migrated, on_disk, place
from tests.bot.state.test_processes import contention

__all__ = ["database", "migrated", "place"]
pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
_TIMES = 1_000
_LEADER = """
import asyncio, sys
from bot.delivery.leading import Leader
from bot.state.database import Database
from bot.state.leases import Lease
async def work():
    print("leads", flush=True)
    await asyncio.Event().wait()
asyncio.run(Leader(Lease(Database(sys.argv[1]), "deliverer", sys.argv[2]), work).run())
"""


@lasting
@pytest.mark.parametrize("abreast", [1, 50])
async def test_a_look_and_a_note(database: Database, abreast: int) -> None:
    readers = Readers(database, timedelta(minutes=10))
    look = await _cost(lambda number: readers.known(ChatKey(number % 200), NOW), abreast)
    note = await _cost(lambda number: readers.note(ChatKey(number % 200), Conversation(("talks",)), NOW), abreast)
    _tell(database, f"{abreast} abreast: a look {look}, a note {note}")


@on_disk
async def test_what_outliving_a_power_failure_costs(database: Database) -> None:
    async def write(durability: Durability, _: int) -> None:
        async with database.writing(durability) as connection:
            await connection.exec_driver_sql("REPLACE INTO readers (chat, thread, language) VALUES (1, 0, 'ar')")

    for durability in (*Durability, *Durability):
        _tell(database, f"a commit, {durability}: {await _cost(partial(write, durability), 1)}")


@lasting
async def test_eight_processes(database: Database) -> None:
    began = time.perf_counter()
    longest = await contention(database, processes=8, rounds=100)
    seconds = time.perf_counter() - began
    _tell(
        database, f"8 processes, {8 * 100 * 8} reads and writes in {seconds:.1f} s; the longest {max(longest):.0f} ms"
    )


@lasting
async def test_a_standby_takes_over_from_a_killed_leader(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    async with _leader(url, "first") as first:
        await _leads(first)
        async with _leader(url, "second") as second:
            await asyncio.sleep(4)  # it has found the lease taken
            began = time.perf_counter()
            first.kill()
            await _leads(second)
    seconds = time.perf_counter() - began
    _tell(database, f"a standby leads {seconds:.1f} s after the leader was killed")

    assert seconds <= 15


@contextlib.asynccontextmanager
async def _leader(url: str, holder: str) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _LEADER, url, holder, stdout=pipe)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def _leads(process: asyncio.subprocess.Process) -> None:
    """Wait until it says that it leads; the log, on the same stream, is passed over."""
    assert process.stdout
    while (line := await process.stdout.readline()) != b"leads\n":
        assert line


async def _cost(work: Callable[[int], Awaitable[object]], abreast: int) -> str:
    """What one of many calls takes."""
    numbers = iter(range(_TIMES))

    async def some() -> None:
        for number in numbers:
            await work(number)

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(some() for _ in range(abreast)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return f"{wall / _TIMES * 1000:.2f} ms ({cpu / _TIMES * 1000:.2f} of a core)"


def _tell(database: Database, line: str) -> None:
    sys.stdout.write(f"{database.url.get_backend_name()}: {line}\n")
