"""Which updates some process has taken, where several receive them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete

from bot.clocks import utc
from bot.state.batching import Batches
from bot.state.database import Database, inserting, told_plainly
from bot.state.errors import StateError
from bot.state.tables import received
from bot.state.timestamps import seconds

_KEPT = timedelta(days=2)
"""Telegram repeats an update for at most one."""

log = structlog.get_logger(__name__)


class Received:
    """The updates taken by any process; a state that cannot be used costs a line, and an update may be taken twice."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._takes: Batches[int, bool] = Batches(self._take)

    async def take(self, update_id: int) -> bool:
        """Whether nobody has taken the update before; from now on somebody has."""
        try:
            with told_plainly("written"):
                return await self._takes.ask(update_id)
        except StateError as error:
            log.error("an update may be taken twice", reason=str(error))  # noqa: TRY400 - no traceback helps
            return True

    async def expire(self, now: datetime) -> None:
        """Forget updates that cannot come again; to be called now and then."""
        try:
            async with self._database.changing() as connection:
                await connection.execute(delete(received).where(received.c.at <= seconds(now - _KEPT)))
        except StateError as error:
            log.error("old updates stay known for now", reason=str(error))  # noqa: TRY400 - no traceback helps

    async def _take(self, updates: Sequence[int]) -> Sequence[bool]:
        now = seconds(utc())
        rows = [{"update_id": number, "at": now} for number in sorted({*updates})]  # in one order: no deadlock
        async with self._database.writing() as connection:
            insert = inserting(connection, received).values(rows).on_conflict_do_nothing()
            new = set((await connection.execute(insert.returning(received.c.update_id))).scalars())
        return [_taken_out(new, number) for number in updates]


def _taken_out(numbers: set[int], number: int) -> bool:
    """Whether a number was there; the second time it is not."""
    was_there = number in numbers
    numbers.discard(number)
    return was_there
