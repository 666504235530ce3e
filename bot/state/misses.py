"""Questions that had no answer: for the curator without their askers, and for those who want to be told later."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

import structlog
from sqlalchemy import Row, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.state.batching import Batches
from bot.state.database import Database, Durability, told_plainly
from bot.state.departures import Departures, question
from bot.state.errors import StateError
from bot.state.tables import misses
from bot.state.timestamps import moment, seconds

MOST_WAITING = 20
"""Questions of one chat that can wait for an answer."""

log = structlog.get_logger(__name__)

_KEEP = misses.insert().returning(misses.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True)
class Miss:
    """A question without an answer; `chat` is where one wants to be told, None: nobody does."""

    id: int
    text: str
    lang: str
    asked_on: datetime
    """The beginning of the day: the moment would say more of the asker than anybody needs."""
    chat: ChatKey | None = None
    again: bool = False
    """Whether its reader had asked the like before: readers are counted, not wordings."""


class Misses:
    """The unanswered questions of all chats; StateError when the state cannot be used."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._keeping: Batches[Mapping[str, object], int] = Batches(self._kept)

    async def keep(self, text: str, lang: str, now: datetime, *, again: bool = False) -> int | None:
        """Keep a question without its asker; its id, or None where that failed, which is logged."""
        day = seconds(datetime.combine(now.astimezone(UTC), time(), UTC))
        row = {"text": text, "lang": lang, "at": day, "again": again}
        try:
            with told_plainly("written"):
                return await self._keeping.ask(row)
        except StateError as error:
            log.error("a question without an answer is not kept", reason=str(error))  # noqa: TRY400 - no traceback helps
            return None

    async def _kept(self, rows: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Their ids; a third of all questions is kept, and a transaction costs as much as an answer."""
        async with self.database.writing(Durability.NORMAL) as connection:
            return [int(id_) for id_ in (await connection.execute(_KEEP, rows)).scalars()]

    async def consent(self, id_: int, chat: ChatKey) -> Miss | None:
        """Keep the chat with a question; that the chat has asked it is for the caller to know.

        None where it is gone, another's, or too many of the chat wait already.
        """
        async with self.database.changing() as connection:
            mine = (await connection.execute(select(misses).where(misses.c.chat == chat.chat))).all()
            one = (await connection.execute(select(misses).where(misses.c.id == id_))).first()
            if known := next((row for row in mine if row.id == id_ or _same(row, one, chat)), None):
                return _miss(known)
            if one is None or one.chat is not None or len(mine) >= MOST_WAITING:
                return None
            values = {"chat": chat.chat, "thread": chat.thread or 0}
            await connection.execute(update(misses).where(misses.c.id == id_).values(values))
            return replace(_miss(one), chat=chat)

    async def of(self, chat: int) -> tuple[Miss, ...]:
        """The questions that wait for a whole chat, oldest first."""
        return await self._read(misses.c.chat == chat)

    async def waiting(self) -> tuple[Miss, ...]:
        """Every question whose asker wants to be told, oldest first."""
        return await self._read(misses.c.chat.is_not(None))

    async def all(self) -> tuple[Miss, ...]:
        """Every question, oldest first."""
        return await self._read(misses.c.id.is_not(None))

    async def cancel(self, chat: int, id_: int) -> bool:
        """Delete a question of a chat; False: there is none."""
        which = and_(misses.c.id == id_, misses.c.chat == chat)
        async with self.database.changing() as connection:
            if (await connection.execute(select(misses.c.id).where(which))).first() is None:
                return False
            await Departures.of(self.database).note(connection, [question(chat, id_)])
            await connection.execute(delete(misses).where(which))
            return True

    async def expire(self, before: datetime) -> int:
        """Delete what was asked before a moment; how many questions."""
        return await self._delete(misses.c.at < seconds(before))

    async def _read(self, which: Any) -> tuple[Miss, ...]:
        async with self.database.looking() as connection:
            return tuple(map(_miss, await connection.execute(select(misses).where(which).order_by(misses.c.id))))

    async def _delete(self, which: Any) -> int:
        async with self.database.changing() as connection:
            count: int = (await connection.execute(delete(misses).where(which))).rowcount
            return count


async def answered(connection: AsyncConnection, ids: Collection[int]) -> None:
    """Delete questions, in the transaction that puts their answers into the outbox."""
    await connection.execute(delete(misses).where(misses.c.id.in_(ids)))


def _same(row: Row[Any], one: Row[Any] | None, chat: ChatKey) -> bool:
    return one is not None and row.text == one.text and row.thread == (chat.thread or 0)


def _miss(row: Row[Any]) -> Miss:
    chat = None if row.chat is None else ChatKey(row.chat, row.thread or None)
    return Miss(row.id, row.text, row.lang, moment(row.at), chat, bool(row.again))
