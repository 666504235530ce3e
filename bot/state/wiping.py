"""Takes what was deleted out of the bytes of SQLite's file: once a minute at most, for all who asked until then.

Rewriting the file keeps every writer waiting (127 MB: seconds), so no reader sets it off, and it outlives a restart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import and_, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state import counters
from bot.state.counters import Counter
from bot.state.database import Database, told_plainly
from bot.state.errors import StateError
from bot.state.tables import counters as table

log = structlog.get_logger(__name__)


async def ask_for(connection: AsyncConnection) -> None:
    """Have the file written anew for what this transaction deletes."""
    await counters.write(connection, Counter.UNCLEAN, await counters.read(connection, Counter.UNCLEAN) + 1)


@dataclass(frozen=True, slots=True)
class Wiping:
    """To be done now and then; what keeps it from that is logged, and it is tried again the next time."""

    database: Database

    async def wipe(self, _now: datetime) -> None:
        """Write the file anew if somebody asked for that; a database server sees to its own files."""
        try:
            with told_plainly("wiped"):
                asked = await self._asked()
                if asked and await self.database.scrub():
                    await self._done(asked)
        except StateError as error:
            log.warning("deleted rows stand in the file for now", reason=str(error))

    async def _asked(self) -> int:
        async with self.database.reading() as connection:
            return await counters.read(connection, Counter.UNCLEAN)

    async def _done(self, asked: int) -> None:
        """Nobody waits any more, but for who has asked meanwhile."""
        same = and_(table.c.name == Counter.UNCLEAN.value, table.c.value == asked)
        async with self.database.writing() as connection:
            await connection.execute(delete(table).where(same))
