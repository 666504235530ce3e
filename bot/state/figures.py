"""Figures of the state for whoever watches the bot: read in one go, of nobody in particular."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database, told_plainly
from bot.state.errors import UnusableState
from bot.state.messages import MessageState
from bot.state.outbox import counted
from bot.state.tables import misses, outbox, subscriptions
from bot.state.timestamps import seconds

PATIENCE = 3.0
"""Seconds for a database that hangs."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of what there is now."""

    outbox: Mapping[MessageState, int] = field(default_factory=dict)
    """Messages by where they stand, without those that were sent."""
    oldest_queued: float = 0.0
    """Seconds since the oldest message that may go was due; 0: none is."""
    subscribers: int = 0
    """Chats that follow anything."""
    subscriptions: int = 0
    misses: int = 0
    """Questions that were kept because they had no answer."""


async def probe(database: Database) -> None:
    """Ask the database anything; StateError when it does not answer."""
    async with _looking(database) as connection:
        await connection.execute(text("SELECT 1"))


@contextlib.asynccontextmanager
async def _looking(database: Database) -> AsyncIterator[AsyncConnection]:
    with told_plainly("read"):
        try:
            async with asyncio.timeout(PATIENCE), database.reading() as connection:
                yield connection
        except TimeoutError:
            raise UnusableState(f"the state has not answered for {PATIENCE:.0f} s") from None


async def figures(database: Database, now: datetime) -> Figures:
    """Read all; StateError when the state cannot be used."""
    oldest = select(func.min(outbox.c.not_before)).where(outbox.c.state == MessageState.QUEUED.value)
    followed = select(func.count(subscriptions.c.chat.distinct()), func.count())
    async with _looking(database) as connection:
        counts = await counted(connection)
        due = (await connection.execute(oldest)).scalar_one()
        subscribers, number = (await connection.execute(followed.select_from(subscriptions))).one()
        missed = (await connection.execute(select(func.count()).select_from(misses))).scalar_one()
    waits = max(0.0, seconds(now) - due) if due is not None else 0.0
    return Figures(counts, waits, subscribers, number, missed)
