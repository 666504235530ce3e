"""What chats were told already, or wait to be told, so that nobody is told the same twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.state.messages import MessageKind, MessageState, tells_of
from bot.state.tables import outbox, told
from bot.state.timestamps import moment
from bot.state.told import Tell


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What a chat or topic was told of some statements."""

    at_all: AbstractSet[str] = frozenset()
    """However they were worded."""
    as_now: AbstractSet[str] = frozenset()
    """In the words that hold now, since these were published."""


NOTHING_TOLD = ToldBefore()


async def known(
    connection: AsyncConnection, chats: Collection[int], worded: Mapping[str, tuple[str, datetime]]
) -> Mapping[ChatKey, ToldBefore]:
    """What each chat or topic was told, or waits to be, of statements with their fingerprints and since when they hold.

    An old message that was written anew told nothing new: what it holds now counts as told when it was sent.
    """
    at_all: defaultdict[ChatKey, set[str]] = defaultdict(set)
    as_now: defaultdict[ChatKey, set[str]] = defaultdict(set)
    for chat, tell, at in await _tells(connection, chats, worded) if chats and worded else ():
        fingerprint, since = worded[tell.statement]
        at_all[chat].add(tell.statement)
        if tell.fingerprint == fingerprint and at >= since:
            as_now[chat].add(tell.statement)
    return {chat: ToldBefore(some, as_now[chat]) for chat, some in at_all.items()}


async def _tells(
    connection: AsyncConnection, chats: Collection[int], statements: Collection[str]
) -> list[tuple[ChatKey, Tell, datetime]]:
    columns = (told.c.chat, told.c.thread, told.c.statement, told.c.fingerprint, told.c.at)
    query = select(*columns).where(told.c.chat.in_(chats), told.c.statement.in_(statements))
    sent = [
        (ChatKey(row.chat, row.thread or None), Tell(row.statement, row.fingerprint), moment(row.at))
        for row in await connection.execute(query)
    ]
    return [*sent, *[one async for one in _under_way(connection, chats) if one[1].statement in statements]]


async def _under_way(
    connection: AsyncConnection, chats: Collection[int]
) -> AsyncIterator[tuple[ChatKey, Tell, datetime]]:
    """What messages tell that are to be sent or are being sent: it counts as told when they were planned."""
    columns = (outbox.c.chat, outbox.c.thread, outbox.c.tells, outbox.c.changed_at)
    open_ = outbox.c.state.in_((MessageState.QUEUED.value, MessageState.SENDING.value))
    news = outbox.c.kind != MessageKind.EDIT.value
    query = select(*columns).where(open_, news, outbox.c.chat.in_(chats), outbox.c.tells != "")
    for row in await connection.execute(query):
        for tell in tells_of(row.tells):
            yield ChatKey(row.chat, row.thread or None), tell, moment(row.changed_at)
