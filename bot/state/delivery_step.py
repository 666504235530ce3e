"""One step of whoever delivers, as one transaction: settle what came back, take what goes out next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.state import told as ledger
from bot.state.database import inserting
from bot.state.messages import KINDS, SENDABLE, MessageKind, MessageState, Outgoing, outgoing
from bot.state.tables import outbox, readers
from bot.state.timestamps import seconds
from bot.state.told import Telling

NOT_ALLOWED = "not allowed"
"""Why a row is held whose chat the operator does not allow."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of a row after a send."""

    row: Outgoing
    state: MessageState
    message: int | None = None
    error: str | None = None
    not_before: datetime | None = None
    """For one that is queued again."""
    counts: bool = False
    """Whether this was an attempt that may not be repeated for ever."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A transaction under way."""

    connection: AsyncConnection
    now: datetime

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Write down what became of rows; one that was deleted meanwhile stays deleted."""
        there = await self._still_sending([one.row.id for one in settlements])
        valid = [
            replace(one, row=replace(one.row, chat=there[one.row.id])) for one in settlements if one.row.id in there
        ]
        if valid:
            await self.connection.execute(_SETTLE, [self._settled(one) for one in valid])
            await self._tell(valid)

    async def waiting(self, most: int) -> Iterator[Outgoing]:
        """Rows whose time has come, the longest waiting first; each is decoded when it is looked at."""
        due = and_(outbox.c.state == MessageState.QUEUED.value, outbox.c.not_before <= seconds(self.now))
        query = SENDABLE.where(due, outbox.c.kind.in_(KINDS)).order_by(outbox.c.not_before, outbox.c.id).limit(most)
        return map(outgoing, await self.connection.execute(query))

    async def mark(self, rows: Iterable[Outgoing], holder: str) -> None:
        """Mark rows as being sent; once this is committed their requests may leave."""
        values = {"state": MessageState.SENDING.value, "holder": holder, "changed_at": seconds(self.now)}
        ids = [row.id for row in rows]
        if ids:
            await self.connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(values))

    async def put_off(self, chat: int, until: datetime) -> None:
        """Let nothing of a chat go before a moment, so that its messages stay in order."""
        mine = and_(
            outbox.c.chat == chat, outbox.c.state == MessageState.QUEUED.value, outbox.c.not_before < seconds(until)
        )
        await self.connection.execute(update(outbox).where(mine).values(not_before=seconds(until)))

    async def strike(self, keys: Iterable[ChatKey]) -> None:
        """Note that chats, or topics, cannot be written to, and hold what waits for them."""
        for key in keys:
            values = {"chat": key.chat, "thread": key.thread or 0, "struck_at": seconds(self.now)}
            insert = inserting(self.connection, readers).values(values)
            kept = {"struck_at": func.coalesce(readers.c.struck_at, insert.excluded.struck_at)}
            await self.connection.execute(insert.on_conflict_do_update(index_elements=["chat", "thread"], set_=kept))
            topic = [outbox.c.thread == key.thread] if key.thread else []
            mine = and_(outbox.c.chat == key.chat, outbox.c.state == MessageState.QUEUED.value, *topic)
            await self.connection.execute(update(outbox).where(mine).values(state=MessageState.HELD.value))

    async def shut_out(self, chat: int) -> None:
        """Hold what waits for a chat that may not be written to."""
        mine = and_(outbox.c.chat == chat, outbox.c.state == MessageState.QUEUED.value)
        held = {"state": MessageState.HELD.value, "error": NOT_ALLOWED, "changed_at": seconds(self.now)}
        await self.connection.execute(update(outbox).where(mine).values(held))

    async def pardon(self, chats: Collection[int]) -> None:
        """Take the strikes of chats back, those of their topics too, and send what was held for them."""
        change = update(readers).where(readers.c.chat.in_(chats)).values(struck_at=None)
        await self.connection.execute(change)
        mine = and_(outbox.c.chat.in_(chats), outbox.c.state == MessageState.HELD.value)
        await self.connection.execute(update(outbox).where(mine).values(state=MessageState.QUEUED.value))

    async def _still_sending(self, ids: Sequence[int]) -> Mapping[int, ChatKey]:
        query = select(outbox.c.id, outbox.c.chat, outbox.c.thread)
        rows = await self.connection.execute(
            query.where(outbox.c.id.in_(ids), outbox.c.state == MessageState.SENDING.value)
        )
        return {row.id: ChatKey(row.chat, row.thread or None) for row in rows}

    def _settled(self, settlement: Settlement) -> dict[str, Any]:
        return {
            "row": settlement.row.id,
            "state": settlement.state.value,
            "message": settlement.message,
            "error": settlement.error,
            "not_before": seconds(settlement.not_before or self.now),
            "attempts": settlement.row.attempts + settlement.counts,
            "changed_at": seconds(self.now),
        }

    async def _tell(self, settlements: Sequence[Settlement]) -> None:
        """What arrived, or may have, was told."""
        arrived = [one for one in settlements if one.state in (MessageState.SENT, MessageState.UNCERTAIN)]
        for one in arrived:
            if one.row.kind is MessageKind.CORRECTION:
                await ledger.put_right(self.connection, one.row.chat, one.row.tells)
        await ledger.write(self.connection, chain.from_iterable(map(_tellings, arrived)), self.now)


_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("state", "message", "error", "not_before", "attempts", "changed_at")})
)


def _tellings(settlement: Settlement) -> Iterator[Telling]:
    """What a send told, in words and counted; where it became no message that we know, a negative number stands for it.

    Of what is only counted nothing can be written anew, so that is not editable.
    """
    row = settlement.row
    known = row.target if row.kind is MessageKind.EDIT else settlement.message
    editable = (
        row.kind in (MessageKind.UPDATE, MessageKind.DIGEST, MessageKind.EDIT) and settlement.state is MessageState.SENT
    )
    message = known or -row.id
    yield Telling(row.chat, message, row.tells, row.lang, editable)
    yield Telling(row.chat, message, row.counted, row.lang)
