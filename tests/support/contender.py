"""One of several processes that use the same state: `python -m tests.support.contender URL NUMBER ROUNDS`.

Ends with an error at the first thing that the state refuses; prints the longest that anything took, in milliseconds.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.readers.chat_key import ChatKey
from bot.state.database import Database, inserting
from bot.state.leases import Lease
from bot.state.readers import Readers
from bot.state.tables import readers as table
from knowledge.dialogue import Conversation

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
COUNTER = ChatKey(0)
"""The chat whose row all processes count up."""


async def contend(url: str, number: int, rounds: int) -> float:
    """Read and write in all the ways that the bot does; the longest that anything took, in seconds."""
    database = Database(url)
    readers = Readers(database, timedelta(minutes=10))
    lease = Lease(database, "deliverer", str(number))
    noting = inserting(database.engine, table).on_conflict_do_nothing()
    longest = 0.0

    async def timed(work: Awaitable[object]) -> None:
        nonlocal longest
        began = time.monotonic()
        await work
        longest = max(longest, time.monotonic() - began)

    for turn in range(rounds):
        chat = ChatKey(1 + number * rounds + turn)
        row = {"chat": chat.chat, "thread": 0, "language": "en"}
        await timed(asyncio.gather(*(database.record(noting, [row]) for _ in range(3))))
        await timed(readers.set_language(chat, "ar"))
        await timed(lease.take())
        await timed(count_up(database))
        assert (await readers.known(chat, NOW)).language == "ar"
        await timed(readers.note(chat, Conversation(("talks",)), NOW))
    await database.close()
    return longest


async def count_up(database: Database) -> None:
    """Read, then write what follows from it."""
    row = table.c.chat == COUNTER.chat
    async with database.writing() as connection:
        found = (await connection.execute(select(table.c.spoke_at).where(row).with_for_update())).scalar_one()
        await connection.execute(update(table).where(row).values(spoke_at=found + 1))


if __name__ == "__main__":
    seconds = asyncio.run(contend(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
    sys.stdout.write(f"{seconds * 1000:.0f}\n")
