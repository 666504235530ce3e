"""Who does what only one process may do: it holds a lease, which ends by itself when the process does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database, inserting
from bot.state.tables import leases

SECONDS = 9
"""How long a lease holds; with `RENEWED` and a whole second of rounding a standby takes over within 14 s of a kill."""
RENEWED = 3
"""Seconds from one renewal, or attempt to take it, to the next."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One process's claim to a lease; StateError when the state cannot be used.

    All moments are the database's: the clocks of the machines need not agree.
    """

    database: Database
    name: str
    holder: str
    """Who we are; no two processes have the same."""

    async def take(self) -> bool:
        """Take the lease, or renew it where it is ours; False: another process has it."""
        now = _now(self.database)
        async with self.database.changing() as connection:
            insert = inserting(connection, leases).values(name=self.name, holder=self.holder, until=now + SECONDS)
            free = or_(leases.c.holder == self.holder, leases.c.until <= now)
            taken = {"holder": insert.excluded.holder, "until": insert.excluded.until}
            claim = insert.on_conflict_do_update(index_elements=["name"], set_=taken, where=free)
            return bool((await connection.execute(claim)).rowcount)

    async def release(self) -> None:
        """Give the lease up, so that another need not wait for its end; nothing happens where it is not ours."""
        ours = and_(leases.c.name == self.name, leases.c.holder == self.holder)
        async with self.database.changing() as connection:
            await connection.execute(delete(leases).where(ours))

    async def holds(self, connection: AsyncConnection) -> bool:
        """Whether the lease is ours until a transaction ends: who would take it meanwhile waits for that."""
        ours = and_(leases.c.name == self.name, leases.c.holder == self.holder, leases.c.until > _now(self.database))
        query = select(leases.c.name).where(ours).with_for_update()  # SQLite has one writer at a time anyway
        return (await connection.execute(query)).first() is not None


def _now(database: Database) -> ColumnElement[Any]:
    if database.is_sqlite:
        return cast(func.strftime("%s", "now"), BigInteger)
    return cast(func.floor(func.extract("epoch", func.clock_timestamp())), BigInteger)
