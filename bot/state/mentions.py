"""What documents say of what readers follow: kept until it is old, told by each subscription up to a mark."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.allowed import EVERY_CHAT, AllowedChats
from bot.readers.chat_key import ChatKey
from bot.readers.mention import LeftOut, Mention, Omission
from bot.readers.subscription import Scope, Subject
from bot.state.database import Database, inserting
from bot.state.publications import FOLLOWERS, Follower, Publications, allowed_chats, followers_of, writable
from bot.state.subscriptions import last_mention
from bot.state.tables import left_out, mention_entities, mentioned, mentions, subscriptions
from bot.state.timestamps import seconds

Connection: TypeAlias = AsyncConnection
"""A transaction, for who plans in it."""

MOST_LEFT_OUT = 50
"""Of a chat or topic."""
_LATELY, _MOST_OF_LATELY = timedelta(days=7), 2_000
_LOOKED_AT = 500
"""Mentions that are searched for words, the newest first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a subscription stands once its mentions are in the outbox."""

    subscription: int
    upto: int
    due: datetime


@dataclass(frozen=True, slots=True)
class StoredMentions:
    """Those of all documents; StateError when the state cannot be used."""

    database: Database
    allowed: AllowedChats = EVERY_CHAT

    def changing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction for what belongs together."""
        return self.database.changing()

    async def newest(self) -> int:
        """The number of the last one; 0: there is none."""
        async with self.database.looking() as connection:
            return int((await connection.execute(last_mention())).scalar_one())

    async def get(self, id_: int) -> Mention | None:
        """One of them; None where it is gone."""
        async with self.database.looking() as connection:
            row = (await connection.execute(select(mentions).where(mentions.c.id == id_))).first()
            return _mention(row) if row else None

    async def since(self, moment: datetime, most: int) -> list[Mention]:
        """The newest since a moment that name anybody, the last first."""
        which = and_(mentions.c.at >= seconds(moment), mentions.c.sentences != "{}")
        query = select(mentions).where(which).order_by(mentions.c.id.desc()).limit(most)
        async with self.database.looking() as connection:
            return list(map(_mention, await connection.execute(query)))

    async def behind(self, newest: int, now: datetime, most: int) -> Sequence[Follower]:
        """Chats with subscriptions whose mentions are due, each with all of those."""
        due = and_(_due(newest, now), writable(), allowed_chats(self.allowed))
        async with self.database.looking() as connection:
            chats = (await connection.execute(select(subscriptions.c.chat).where(due).limit(most))).scalars().all()
            if not chats:
                return ()
            query = FOLLOWERS.where(subscriptions.c.chat.in_(set(chats)), due).order_by(subscriptions.c.id)
            return followers_of((await connection.execute(query)).all())

    async def left_out(self, chat: ChatKey) -> tuple[LeftOut, ...]:
        """What a chat or topic does not want to be told of."""
        async with self.database.looking() as connection:
            return (await omissions(connection, [chat.chat])).get(chat, ())

    async def leave_out(self, chat: ChatKey, wanted: LeftOut) -> bool:
        """Tell a chat of nothing like it any more; False where it leaves out as much as it can."""
        values = {"kind": wanted.kind.value, "text": wanted.text, "chat": chat.chat, "thread": chat.thread or 0}
        async with self.changing() as connection:
            known = (await omissions(connection, [chat.chat])).get(chat, ())
            if len(known) >= MOST_LEFT_OUT:
                return False
            await connection.execute(inserting(connection, left_out).values(values).on_conflict_do_nothing())
        return True

    async def take_in(self, chat: ChatKey, id_: int) -> bool:
        """Tell a chat of it again; False: it was not left out."""
        mine = and_(left_out.c.chat == chat.chat, left_out.c.thread == (chat.thread or 0), left_out.c.id == id_)
        async with self.changing() as connection:
            return bool((await connection.execute(delete(left_out).where(mine))).rowcount)

    async def expire(self, before: datetime) -> None:
        """Forget what is older than a moment."""
        async with self.changing() as connection:
            old = select(mentions.c.id).where(mentions.c.at < seconds(before))
            await connection.execute(delete(mention_entities).where(mention_entities.c.mention.in_(old)))
            await connection.execute(delete(mentions).where(mentions.c.at < seconds(before)))
            await connection.execute(delete(mentioned).where(mentioned.c.at < seconds(before)))


async def heard(
    stored: StoredMentions, readers: Publications, now: datetime
) -> tuple[list[Mention], frozenset[Subject]]:
    """What documents said lately, and what readers follow: what editors are led by."""
    followed = frozenset(one.subject for one, _, _ in await readers.count_followers())
    return await stored.since(now - _LATELY, _MOST_OF_LATELY), followed


async def add(connection: AsyncConnection, found: Iterable[Mention], now: datetime) -> list[Mention]:
    """Keep mentions, in the transaction of what is told of them; the new ones among them, with their numbers."""
    added: list[Mention] = []
    for one in found:
        insert = inserting(connection, mentions).values(_row(one, now)).on_conflict_do_nothing()
        row = (await connection.execute(insert.returning(mentions))).first()
        if row is None:
            continue
        added.append(_mention(row))
        if one.sentences:
            rows = [{"entity": entity, "mention": row.id} for entity in one.sentences]
            await connection.execute(mention_entities.insert(), rows)
    return added


async def concerning(
    connection: AsyncConnection, subject: Subject, kinds: Collection[str], after: int, most: int
) -> list[Mention]:
    """The newest mentions beyond one that may belong to what is followed; `kinds` are the entities of a kind."""
    query = select(mentions).where(mentions.c.id > after).order_by(mentions.c.id.desc())
    match subject.scope:
        case Scope.WORDS:
            query = query.limit(_LOOKED_AT)
        case Scope.ALL:
            query = query.where(mentions.c.sentences != "{}").limit(most)
        case _:
            wanted = (subject.key,) if subject.scope is Scope.ENTITY else kinds
            inside = select(mention_entities.c.mention).where(mention_entities.c.entity.in_(wanted))
            query = query.where(mentions.c.id.in_(inside)).limit(most)
    return list(map(_mention, await connection.execute(query)))


async def told_before(connection: AsyncConnection, chats: Collection[int], after: int) -> dict[ChatKey, set[int]]:
    """Which mentions beyond one each chat or topic was told."""
    found: defaultdict[ChatKey, set[int]] = defaultdict(set)
    query = select(mentioned).where(mentioned.c.chat.in_(chats), mentioned.c.mention > after)
    for row in await connection.execute(query):
        found[ChatKey(row.chat, row.thread or None)].add(row.mention)
    return found


async def omissions(connection: AsyncConnection, chats: Collection[int]) -> dict[ChatKey, tuple[LeftOut, ...]]:
    """What each chat or topic leaves out."""
    found: defaultdict[ChatKey, list[LeftOut]] = defaultdict(list)
    for row in await connection.execute(select(left_out).where(left_out.c.chat.in_(chats)).order_by(left_out.c.id)):
        found[ChatKey(row.chat, row.thread or None)].append(LeftOut(Omission(row.kind), row.text, row.id))
    return {chat: tuple(some) for chat, some in found.items()}


async def advance(
    connection: AsyncConnection, steps: Collection[Heard], told: Collection[tuple[ChatKey, int]], now: datetime
) -> None:
    """Move subscriptions on and remember what was told, in the transaction that puts it into the outbox."""
    if steps:
        change = update(subscriptions).where(subscriptions.c.id == bindparam("one"))
        rows = [{"one": one.subscription, "upto": one.upto, "due": seconds(one.due)} for one in steps]
        await connection.execute(change.values(heard=bindparam("upto"), mentions_at=bindparam("due")), rows)
    if told:
        values = [
            {"chat": chat.chat, "thread": chat.thread or 0, "mention": id_, "at": seconds(now)} for chat, id_ in told
        ]
        await connection.execute(inserting(connection, mentioned).on_conflict_do_nothing(), values)


async def told_since(connection: AsyncConnection, chats: Collection[int], moment: datetime) -> dict[ChatKey, int]:
    """How many mentions each chat or topic was told since a moment."""
    query = select(mentioned.c.chat, mentioned.c.thread, func.count().label("n"))
    query = query.where(mentioned.c.chat.in_(chats), mentioned.c.at >= seconds(moment))
    rows = await connection.execute(query.group_by(mentioned.c.chat, mentioned.c.thread))
    return {ChatKey(row.chat, row.thread or None): row.n for row in rows}


_WANTING = text("subscriptions.tells <> 'facts'")
"""Word for word as their index has it, as in `publications`."""


def _due(newest: int, now: datetime) -> ColumnElement[bool]:
    return and_(
        _WANTING,
        subscriptions.c.mentions_at <= seconds(now),
        or_(~subscriptions.c.prompt, subscriptions.c.heard < newest),
    )


def _row(one: Mention, now: datetime) -> dict[str, Any]:
    return {
        "document": one.document,
        "title": one.title,
        "lead": one.lead,
        "sentences": json.dumps(dict(one.sentences), ensure_ascii=False),
        "publisher": one.publisher,
        "published": one.published.isoformat() if one.published else "",
        "url": one.url,
        "at": seconds(now),
    }


def _mention(row: Row[Any]) -> Mention:
    day = date.fromisoformat(row.published) if row.published else None
    sentences = json.loads(row.sentences)
    return Mention(row.document, row.title, row.lead, sentences, row.publisher, day, row.url, row.id)
