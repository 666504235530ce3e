"""Another reader's `/subscribe` beside 30 `/forget`, on a state of 127 MB: before and after in one run."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import pytest

from bot.readers.chat_key import ChatKey
from bot.readers.subscription import EVERYTHING, Subscription
from bot.state.database import Database
from bot.state.personal import Personal
from bot.state.subscriptions import Subscriptions
from bot.state.wiping import Wiping
from tests.bot.state.conftest import database, migrated, on_disk, place

__all__ = ["database", "migrated", "place"]
pytestmark = [pytest.mark.bench, pytest.mark.timeout(900), on_disk]

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
READER = 5_000_000_000
_MEGABYTES = 127
_ASK = 30
_FILL = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO told (chat, thread, message, statement, fingerprint, lang, editable, at)
SELECT 4000000000 + i / 20, 0, i, 'storm-council.attendance-' || (i % 50), hex(randomblob(16)), 'en', 1, 0 FROM n
"""

Forget = Callable[[int], Awaitable[object]]


async def test_another_reader_subscribes_beside_thirty_who_forget(database: Database) -> None:
    await _fill(database)
    personal, wiping = Personal(database), Wiping(database)

    async def before(chat: int) -> None:
        """As it was: everyone who asked, known or not, had the file written anew."""
        await personal.forget(ChatKey(chat))
        await database.scrub()

    async def after(chat: int) -> None:
        await personal.forget(ChatKey(chat))

    known, unknown = range(4_000_000_000, 4_000_000_000 + _ASK), range(1, _ASK + 1)
    await _measured(database, "before, 30 chats that nobody knows", before, unknown)
    await _measured(database, "after,  30 chats that nobody knows", after, unknown)
    await _measured(database, "before, 30 readers", before, known)
    later = range(4_000_000_100, 4_000_000_100 + _ASK)
    await _measured(database, "after,  30 readers", after, later)

    async def wipe(_: int) -> None:
        await wiping.wipe(NOW)

    await _measured(database, "after,  beside what follows once within the minute", wipe, [0])


async def _measured(database: Database, name: str, forget: Forget, chats: Sequence[int]) -> None:
    """Let all ask at once, and another reader subscribe just after them."""
    asked = [asyncio.create_task(_timed(forget(chat))) for chat in chats]
    await asyncio.sleep(0.02)
    subscribed = await _timed(_subscribe(database))
    took = sorted(await asyncio.gather(*asked))
    await Subscriptions(database).end_all(ChatKey(READER))
    sys.stdout.write(
        f"{name} ({_megabytes(database)} MB): /subscribe {subscribed * 1000:.0f} ms; "
        f"/forget {took[len(took) // 2] * 1000:.0f} ms in the middle, {took[-1] * 1000:.0f} ms at most\n"
    )


def _megabytes(database: Database) -> int:
    return database.file.stat().st_size >> 20 if database.file else _MEGABYTES


async def _subscribe(database: Database) -> None:
    await Subscriptions(database).follow(Subscription(0, ChatKey(READER), EVERYTHING, "ar"), NOW)


async def _timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _fill(database: Database) -> None:
    first, step = 1, 100_000
    while database.file and database.file.stat().st_size < _MEGABYTES << 20:
        async with database.writing() as connection:
            await connection.exec_driver_sql(
                _FILL.replace(":first", str(first)).replace(":last", str(first + step - 1))
            )
        await database.empty_log()
        first += step
