"""Which statement was told in which message, so that whoever was told a wrong one can be told the correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Insert, and_, delete, false, func, not_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.state.database import Database, Inserting, inserting, told_plainly
from bot.state.errors import StateError
from bot.state.tables import readers, subscriptions, told
from bot.state.timestamps import moment, seconds

_AWAY = and_(readers.c.chat == told.c.chat, readers.c.thread == 0, readers.c.struck_at.is_not(None))
"""The reader of what was told, where the chat cannot be written to."""

log = structlog.get_logger(__name__)


class Tell(NamedTuple):
    """A statement as it was worded when it was told."""

    statement: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A message that told something."""

    chat: ChatKey
    message: int
    """Negative where nothing can refer to it: it may have arrived, or its group has become a supergroup."""
    tells: tuple[Tell, ...]
    lang: str
    editable: bool = False
    """Whether the message holds these statements and nothing else, so that it can be written anew."""
    at: datetime | None = None
    """When it was sent; None: now."""
    counted: tuple[Tell, ...] = ()
    """What an editable message only counts beside what it holds in words."""


@dataclass(frozen=True, slots=True)
class Misled:
    """A chat or topic that was told what is worded otherwise now."""

    chat: ChatKey
    lang: str
    """The one chosen, else that of its news, else that of what it was told last."""
    struck: bool
    was: tuple[Tell, ...]
    """What it was told, each statement once, as it was told last."""
    messages: tuple[Telling, ...]
    """The messages that told any of it, with everything that each told."""


class ToldStatements:
    """The record of all chats."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._telling = _telling_again(inserting(database.engine, told))

    async def record(self, telling: Telling, now: datetime) -> None:
        """Remember what a message told; what fails is logged, the reader has the answer."""
        try:
            with told_plainly("written"):
                await self.database.record(self._telling, _rows([telling], now))
        except StateError as error:
            log.error("what was told is not remembered", reason=str(error))  # noqa: TRY400 - no traceback helps

    async def last(self, chat: ChatKey, message: int | None = None) -> tuple[str, ...]:
        """The statements that a message told, or the last one that told any; none where that is not known."""
        here = and_(told.c.chat == chat.chat, told.c.thread == (chat.thread or 0))
        latest = select(told.c.message).where(here).order_by(told.c.id.desc()).limit(1).scalar_subquery()
        asked = told.c.message == (latest if message is None else message)
        async with self.database.reading() as connection:
            rows = await connection.execute(select(told.c.statement).where(here, asked).order_by(told.c.id))
            return tuple(rows.scalars())

    async def forget(self, chat: ChatKey, messages: Collection[int]) -> None:
        """Messages tell something else from now on; what fails is logged."""
        these = and_(told.c.chat == chat.chat, told.c.message.in_(messages))
        try:
            async with self.database.changing() as connection:
                await connection.execute(delete(told).where(these))
        except StateError as error:
            log.error("what was told is not forgotten", reason=str(error))  # noqa: TRY400 - no traceback helps

    async def expire(self, before: datetime) -> int:
        """Forget what was told before a moment; how many statements."""
        async with self.database.changing() as connection:
            count: int = (await connection.execute(delete(told).where(told.c.at < seconds(before)))).rowcount
            return count


async def write(connection: AsyncConnection, tellings: Iterable[Telling], now: datetime) -> None:
    """Add messages to the record; one that is there already gets the new fingerprints."""
    if rows := _rows(tellings, now):
        await connection.execute(_telling_again(inserting(connection, told)), rows)


def _rows(tellings: Iterable[Telling], now: datetime) -> list[dict[str, object]]:
    return [
        {
            "chat": one.chat.chat,
            "thread": one.chat.thread or 0,
            "message": one.message,
            "statement": tell.statement,
            "fingerprint": tell.fingerprint,
            "lang": one.lang,
            "editable": one.editable,
            "at": seconds(now),
        }
        for one in tellings
        for tell in one.tells
    ]


def _telling_again(insert: Inserting) -> Insert:
    """Writes what a message tells; one that told it before tells it as it is now."""
    keys = ["chat", "message", "statement"]
    return insert.on_conflict_do_update(index_elements=keys, set_={"fingerprint": insert.excluded.fingerprint})


async def put_right(connection: AsyncConnection, chat: ChatKey, tells: Iterable[Tell]) -> None:
    """A chat has been told the correction of statements: nothing that it was told before is wrong any more."""
    for tell in tells:
        mine = and_(told.c.chat == chat.chat, told.c.thread == (chat.thread or 0))
        change = update(told).where(mine, told.c.statement == tell.statement)
        await connection.execute(change.values(fingerprint=tell.fingerprint))


async def told_of(connection: AsyncConnection, statements: Collection[str]) -> Mapping[ChatKey, set[str]]:
    """Which of these statements every chat or topic was told, however they were worded then."""
    found: defaultdict[ChatKey, set[str]] = defaultdict(set)
    columns = (told.c.chat, told.c.thread, told.c.statement)
    rows = await connection.execute(select(*columns).where(told.c.statement.in_(statements)).distinct())
    for chat, thread, statement in rows:
        found[ChatKey(chat, thread or None)].add(statement)
    return found


async def misled_chats(connection: AsyncConnection, held: Mapping[str, str], after: int) -> list[int]:
    """The chats beyond `after` that were told a statement with another fingerprint than it has now, in order.

    `held` has the present fingerprint of every statement that may have been told otherwise.
    """
    query = select(told.c.chat).where(_stale(held), told.c.chat > after).distinct().order_by(told.c.chat)
    return list((await connection.execute(query)).scalars())


async def misled(connection: AsyncConnection, chats: Sequence[int], held: Mapping[str, str]) -> Sequence[Misled]:
    """What these chats were told otherwise than it is held now, by chat and topic."""
    rows = (await connection.execute(_everything_told(chats, _stale(held)))).all()
    by_chat: defaultdict[ChatKey, list[Any]] = defaultdict(list)
    for row in rows:
        by_chat[ChatKey(row.chat, row.thread or None)].append(row)
    return [_misled(chat, of_chat, held) for chat, of_chat in by_chat.items()]


async def count_misled(connection: AsyncConnection, held: Mapping[str, str]) -> tuple[int, int]:
    """How many chats were told otherwise, and how many of them cannot be reached."""
    query = select(func.count(told.c.chat.distinct()), func.count(readers.c.chat.distinct()))
    row = (await connection.execute(query.select_from(told.outerjoin(readers, _AWAY)).where(_stale(held)))).one()
    return row[0], row[1]


async def count_edits(connection: AsyncConnection, lang: str, held: Mapping[str, str]) -> int:
    """How many messages in a language told otherwise and can be written anew, in chats that can be reached."""
    away = select(readers.c.chat).where(_AWAY).exists()
    anew = and_(_stale(held), told.c.lang == lang, told.c.editable, told.c.message > 0, not_(away))
    messages = select(told.c.chat, told.c.message).where(anew).distinct().subquery()
    return (await connection.execute(select(func.count()).select_from(messages))).scalar_one()


def _stale(held: Mapping[str, str]) -> Any:
    """Rows that tell it otherwise; as a list of pairs, for SQLite takes no more than a thousand conditions."""
    if not held:
        return false()
    as_held = tuple_(told.c.statement, told.c.fingerprint).in_(held.items())
    return and_(told.c.statement.in_(held), not_(as_held))


def _everything_told(chats: Sequence[int], stale: Any) -> Any:
    """Every row of the messages that hold something stale."""
    messages = select(told.c.chat, told.c.message).where(told.c.chat.in_(chats), stale).distinct().subquery()
    here = and_(told.c.chat == messages.c.chat, told.c.message == messages.c.message)
    reader = and_(readers.c.chat == told.c.chat, readers.c.thread == 0)
    follows = and_(subscriptions.c.chat == told.c.chat, subscriptions.c.thread == told.c.thread)
    first = select(subscriptions.c.lang).where(follows).order_by(subscriptions.c.id).limit(1).correlate(told)
    topics = readers.alias()
    topic = and_(topics.c.chat == told.c.chat, topics.c.thread == told.c.thread)
    chosen = func.coalesce(topics.c.language, readers.c.language).label("language")
    columns = (*told.columns, chosen, readers.c.struck_at, first.scalar_subquery().label("subscribed"))
    joined = told.join(messages, here).outerjoin(readers, reader).outerjoin(topics, topic)
    return select(*columns).select_from(joined).order_by(told.c.chat, told.c.thread, told.c.id)


def _misled(chat: ChatKey, rows: Sequence[Any], held: Mapping[str, str]) -> Misled:
    was = {row.statement: Tell(row.statement, row.fingerprint) for row in rows if _differs(row, held)}
    by_message: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_message[row.message].append(row)
    messages = tuple(_telling(chat, message, rows_) for message, rows_ in by_message.items())
    lang = rows[-1].language or rows[-1].subscribed or rows[-1].lang
    return Misled(chat, lang, rows[-1].struck_at is not None, tuple(was.values()), messages)


def _telling(chat: ChatKey, message: int, rows: Sequence[Any]) -> Telling:
    """A message that holds some statements in words and counts others is editable for the first of them only."""
    editable = any(row.editable for row in rows)
    worded, counted = (
        tuple(Tell(row.statement, row.fingerprint) for row in rows if bool(row.editable) is said)
        for said in (editable, not editable)
    )
    return Telling(chat, message, worded, rows[0].lang, editable, moment(rows[0].at), counted)


def _differs(row: Any, held: Mapping[str, str]) -> bool:
    return row.statement in held and bool(row.fingerprint != held[row.statement])
