"""What waits to be sent, is being sent, and was sent: one row for each message to each chat.

Telegram knows no key against doubles. So a row is marked `sending` before its request leaves, and whatever is found
so after a crash is uncertain: it is told to the operators, who settle it, and never sent again by itself.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.allowed import AllowedChats
from bot.state.database import Database, inserting
from bot.state.delivery_step import NOT_ALLOWED, Settlement, Turn
from bot.state.messages import (
    KILLED,
    NEWS,
    SENDABLE,
    Doubt,
    MessageKind,
    MessageState,
    OutboxMessage,
    Outgoing,
    discard,
    doubted,
    outgoing,
    row_of,
)
from bot.state.tables import bodies, outbox, readers, reminders, subscriptions, told
from bot.state.timestamps import seconds

_BATCH = 1_000
_RESTING = tuple(
    state.value for state in (MessageState.SENT, MessageState.FAILED, MessageState.UNCERTAIN, MessageState.HELD)
)
"""States in which nothing happens to a row by itself."""


Policy: TypeAlias = Mapping[Doubt, MessageState]
"""What becomes of messages of which nobody knows whether they arrived, by the reason; no policy sends them again."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The rows of all chats; StateError when the state cannot be used."""

    database: Database

    @contextlib.asynccontextmanager
    async def turn(self, now: datetime) -> AsyncIterator[Turn]:
        """A transaction; nothing of it holds unless the block ends well."""
        async with self.database.changing() as connection:
            yield Turn(connection, now)

    async def recover(self, now: datetime, policy: Policy = MappingProxyType({})) -> list[Outgoing]:
        """Settle what somebody was sending who is gone: uncertain, but for edits, which may be made twice.

        Where the `policy` has decided what becomes of such, that is what they become.
        """
        async with self.turn(now) as turn:
            query = SENDABLE.where(outbox.c.state == MessageState.SENDING.value)
            left = [outgoing(row) for row in await turn.connection.execute(query)]
            await turn.settle([_abandoned(row, policy.get(Doubt.KILLED, MessageState.UNCERTAIN)) for row in left])
        return [row for row in left if row.kind is not MessageKind.EDIT]

    async def anything_due(self, now: datetime) -> bool:
        """Whether the time of any row has come."""
        due = and_(outbox.c.state == MessageState.QUEUED.value, outbox.c.not_before <= seconds(now))
        async with self.database.looking() as connection:
            return (await connection.execute(select(outbox.c.id).where(due).limit(1))).first() is not None

    async def listed(self, state: MessageState | None = None, *, after: int = 0, most: int = 1_000) -> list[Outgoing]:
        """Rows in a state, or all that are not sent, oldest first, from the one after an id on."""
        wanted = outbox.c.state == state.value if state else outbox.c.state != MessageState.SENT.value
        async with self.database.looking() as connection:
            query = SENDABLE.where(wanted, outbox.c.id > after).order_by(outbox.c.id).limit(most)
            return [outgoing(row) for row in await connection.execute(query)]

    async def each(self, state: MessageState | None = None) -> AsyncIterator[Outgoing]:
        """As `listed`, however many there are."""
        after: int | None = 0
        while after is not None:
            rows = await self.listed(state, after=after)
            for row in rows:
                yield row
            after = rows[-1].id if rows else None

    async def doubtful(self, reason: Doubt | None = None) -> list[int]:
        """The ids of every uncertain row, or of those that are it for one reason."""
        return await self._found(doubted(reason))

    async def given_up(self) -> list[int]:
        """The ids of every failed row."""
        return await self._found(outbox.c.state == MessageState.FAILED.value)

    async def _found(self, which: ColumnElement[bool]) -> list[int]:
        async with self.database.looking() as connection:
            return await _ids(connection, which)

    async def counts(self) -> Mapping[MessageState, int]:
        """How many rows stand where; those that were sent are not counted."""
        async with self.database.looking() as connection:
            return await counted(connection)

    async def settle(self, ids: Collection[int], state: MessageState, now: datetime) -> list[int]:
        """Say of uncertain or failed rows that they were sent, or not; the ids of those that were such."""
        open_ = (MessageState.UNCERTAIN.value, MessageState.FAILED.value)
        async with self.turn(now) as turn:
            found = await _among(turn.connection, ids, open_)
            await _set(turn.connection, found, state=state.value, changed_at=seconds(now))
            if state is MessageState.FAILED:
                await _untell(turn.connection, found)
        return found

    async def retry(self, ids: Collection[int], now: datetime) -> list[int]:
        """Send uncertain, failed or held rows again; the ids of those that were such."""
        open_ = (MessageState.UNCERTAIN.value, MessageState.FAILED.value, MessageState.HELD.value)
        async with self.turn(now) as turn:
            found = await _among(turn.connection, ids, open_)
            fresh = {"state": MessageState.QUEUED.value, "attempts": 0, "error": None, "not_before": seconds(now)}
            await _set(turn.connection, found, **fresh, changed_at=seconds(now))
            await _untell(turn.connection, found)
        return found

    async def restore(self, chat: int, now: datetime) -> None:
        """A chat is back: what was held for it goes on, and its news come as one roundup."""
        async with self.turn(now) as turn:
            held = and_(outbox.c.chat == chat, outbox.c.state == MessageState.HELD.value)
            await take_back(turn.connection, held, now)
            await turn.pardon([chat])

    async def let_in(self, allowed: AllowedChats, now: datetime) -> None:
        """What was held for chats that are allowed now goes on, their news as one roundup."""
        held = and_(outbox.c.state == MessageState.HELD.value, outbox.c.error == NOT_ALLOWED)
        async with self.turn(now) as turn:
            chats = (await turn.connection.execute(select(outbox.c.chat).where(held).distinct())).scalars().all()
            back = and_(held, outbox.c.chat.in_([chat for chat in chats if chat in allowed]))
            await take_back(turn.connection, back, now)
            goes_on = {"state": MessageState.QUEUED.value, "error": None, "not_before": seconds(now)}
            await turn.connection.execute(update(outbox).where(back).values(goes_on))

    async def expire(self, before: datetime, grace: timedelta, now: datetime) -> None:
        """Delete rows that rest since before a moment, and give chats up that stayed away for the grace.

        What still waits for its turn stays; news that were held are planned anew if their chat comes back.
        """
        too_long = seconds(now - grace)
        async with self.turn(now) as turn:
            execute = turn.connection.execute
            await execute(delete(subscriptions).where(_struck(subscriptions, too_long)))
            await execute(delete(reminders).where(_struck(reminders, too_long)))
            await discard(turn.connection, and_(_struck(outbox, too_long), outbox.c.state == MessageState.HELD.value))
            await execute(update(readers).where(readers.c.struck_at < too_long).values(struck_at=None))
            old = and_(outbox.c.state.in_(_RESTING), outbox.c.changed_at < seconds(before))
            await take_back(turn.connection, and_(old, outbox.c.state == MessageState.HELD.value), now)
            await discard(turn.connection, old)


async def put(connection: AsyncConnection, messages: Sequence[OutboxMessage], now: datetime) -> None:
    """Put messages into the outbox, in the transaction of their cause; what is there already stays."""
    texts = {message.body.hash: message.body for message in messages}
    if texts:
        rows = [
            {"hash": key, "html": one.html, "plain": one.plain, "buttons": json.dumps(one.buttons)}
            for key, one in sorted(texts.items())
        ]
        insert = inserting(connection, bodies)
        # Written even where it is there: nobody can then delete it before these messages are seen to need it.
        held = insert.on_conflict_do_update(index_elements=["hash"], set_={"plain": insert.excluded.plain})
        await connection.execute(held, rows)
    for start in range(0, len(messages), _BATCH):
        rows = [row_of(message, now) for message in messages[start : start + _BATCH]]
        await connection.execute(inserting(connection, outbox).on_conflict_do_nothing(), rows)


async def counted(connection: AsyncConnection) -> Mapping[MessageState, int]:
    """How many rows stand where, without those that were sent."""
    open_ = outbox.c.state != MessageState.SENT.value
    query = select(outbox.c.state, func.count()).where(open_).group_by(outbox.c.state)
    return {MessageState(state): count for state, count in await connection.execute(query)}


async def take_back(connection: AsyncConnection, which: Any, now: datetime) -> None:
    """Delete news that nobody got yet; the subscriptions stand where they stood, and are due."""
    news = and_(which, outbox.c.kind.in_(NEWS))
    rows = (await connection.execute(select(outbox.c.cursors).where(news))).scalars().all()
    cursors: dict[int, int] = {}
    for text in rows:
        for id_, seen in cursors_of(text):
            cursors[id_] = min(seen, cursors.get(id_, seen))
    if cursors:
        change = update(subscriptions).where(subscriptions.c.id == bindparam("one"))
        values = [{"one": id_, "seen": seen, "due_at": seconds(now)} for id_, seen in cursors.items()]
        await connection.execute(change.values(seen=bindparam("seen"), due_at=bindparam("due_at")), values)
    await discard(connection, news)


def cursors_of(text: str) -> Iterable[tuple[int, int]]:
    """The cursors that a row carries."""
    return ((int(id_), int(seen)) for id_, _, seen in (one.partition(":") for one in text.split()))


def _struck(table: Table, before: int) -> Any:
    """Rows of chats that were struck before a moment, or of their topics that were."""
    mine = and_(readers.c.chat == table.c.chat, readers.c.thread.in_((0, table.c.thread)))
    return select(readers.c.chat).where(mine, readers.c.struck_at < before).exists()


def _abandoned(row: Outgoing, state: MessageState) -> Settlement:
    if row.kind is MessageKind.EDIT:
        return Settlement(row, MessageState.QUEUED)
    return Settlement(row, state, error=KILLED)


async def _ids(connection: AsyncConnection, which: Any) -> list[int]:
    return list((await connection.execute(select(outbox.c.id).where(which).order_by(outbox.c.id))).scalars())


async def _among(connection: AsyncConnection, ids: Collection[int], states: Sequence[str]) -> list[int]:
    """Those of the ids whose rows stand in one of the states."""
    found: list[int] = []
    for some in in_parts(ids):
        found += await _ids(connection, and_(outbox.c.id.in_(some), outbox.c.state.in_(states)))
    return found


async def _set(connection: AsyncConnection, ids: Collection[int], **values: Any) -> None:
    for some in in_parts(ids):
        await connection.execute(update(outbox).where(outbox.c.id.in_(some)).values(values))


async def _untell(connection: AsyncConnection, ids: Collection[int]) -> None:
    """What may have been told was not."""
    for some in in_parts(ids):
        await connection.execute(delete(told).where(told.c.message.in_([-id_ for id_ in some])))


def in_parts(ids: Collection[int]) -> Iterator[list[int]]:
    """As many at a time as one statement takes, in order."""
    ordered = sorted(ids)
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
