"""A few numbers that the state keeps about itself."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import inserting
from bot.state.tables import counters


class Counter(StrEnum):
    """What is counted."""

    DEPARTURES = "departures"
    """The number of the last deletion that was written down for a restore."""
    UNCLEAN = "unclean"
    """How often something was deleted that may still stand in the bytes of the file."""


async def read(connection: AsyncConnection, counter: str) -> int:
    """Its value; 0 where it was never set."""
    query = select(counters.c.value).where(counters.c.name == str(counter))
    return (await connection.execute(query)).scalar_one_or_none() or 0


async def write(connection: AsyncConnection, counter: str, value: int) -> None:
    """Set it."""
    insert = inserting(connection, counters).values(name=str(counter), value=value)
    changed = {"value": insert.excluded.value}
    await connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=changed))
