"""What was taken from Telegram and not answered when the bot had to stop: it waits for the next start."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from bot.clocks import utc
from bot.state.database import Database, inserting, told_plainly
from bot.state.tables import unanswered
from bot.state.timestamps import seconds
from bot.state.wiping import ask_for
from knowledge.files import strict_json

_KEPT = timedelta(days=1)
"""As long as Telegram keeps what it could not deliver."""


@dataclass(frozen=True, slots=True)
class Left:
    """An update as Telegram wrote it, and the chat that it is about."""

    number: int
    chat: int
    update: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The updates of all processes; StateError when the state cannot be used."""

    database: Database

    async def keep(self, left: Sequence[Left]) -> None:
        """Keep updates until the next start."""
        now = seconds(utc())
        rows = [{"update_id": one.number, "chat": one.chat, "body": json.dumps(one.update), "at": now} for one in left]
        with told_plainly("written"):
            async with self.database.writing() as connection:
                await connection.execute(inserting(connection, unanswered).values(rows).on_conflict_do_nothing())

    async def take(self) -> list[dict[str, Any]]:
        """What was kept, in its order; from now on it is not."""
        async with self.database.changing() as connection:
            taken = delete(unanswered).returning(*unanswered.columns)
            rows = (await connection.execute(taken)).all()
            if rows:
                await ask_for(connection)
        since = seconds(utc() - _KEPT)
        fresh = sorted((row for row in rows if row.at > since), key=lambda row: int(row.update_id))
        return [strict_json.loads(row.body) for row in fresh]
