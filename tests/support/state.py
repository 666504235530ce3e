"""A state for tests that are not about migrations: real SQLite, in memory, with the newest tables."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.app import state_in
from bot.context import State
from bot.state.database import Database
from bot.state.tables import metadata


@asynccontextmanager
async def fresh_state(keep: timedelta = timedelta(minutes=10)) -> AsyncIterator[State]:
    """An empty state that ends with the block."""
    database = Database("sqlite+aiosqlite:///:memory:")
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        yield state_in(database, keep)
    finally:
        await database.close()
