"""What is kept about a chat: its language, and for some minutes what it last spoke of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Insert, Row, Select, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.readers.chat_memory import Known
from bot.state.batching import Batches
from bot.state.database import Database, Inserting, inserting, told_plainly
from bot.state.errors import StateError
from bot.state.tables import readers
from bot.state.timestamps import moment, seconds
from knowledge.dialogue import NEW_CONVERSATION, Conversation

__all__ = ["ChatKey", "Readers"]

_KEPT = tuple(column.name for column in readers.columns if not column.primary_key)

_KNOWN: Select[Any] = select(
    readers.c.chat,
    readers.c.thread,
    readers.c.language,
    readers.c.entities,
    readers.c.spoke_at,
    readers.c.zone,
    readers.c.struck_at,
).where(
    readers.c.chat.in_(bindparam("chats", expanding=True)), readers.c.thread.in_(bindparam("threads", expanding=True))
)

log = structlog.get_logger(__name__)


class Readers:
    """The chats that the bot knows.

    `known`, `language`, `note` and `expire` log what fails and go on; what a reader asks for raises StateError.
    """

    def __init__(self, database: Database, keep: timedelta) -> None:
        """`keep`: how long a conversation may be followed up; zero keeps none."""
        self.database = database
        self._keep = keep
        self._lookups: Batches[ChatKey, Sequence[Row[Any]]] = Batches(self._look_up)
        self._noting = _noting(inserting(database.engine, readers))

    async def known(self, chat: ChatKey, now: datetime) -> Known:
        """All that the bot must know to answer; a state that cannot be read knows nobody."""
        whole, topic = await self._rows(chat)
        spoken = _conversation(topic, _deadline(now, self._keep))
        return Known(_language(whole, topic), spoken, whole.zone if whole else None, _struck_at(whole, topic))

    async def language(self, chat: ChatKey) -> str | None:
        """The language chosen in the topic, else in its chat; None: nobody chose."""
        return _language(*await self._rows(chat))

    async def set_language(self, chat: ChatKey, lang: str | None) -> None:
        """Choose a language for a chat or topic; None: as each question is written."""
        with told_plainly("written"):
            async with self.database.writing() as connection:
                await _put(connection, chat, {"language": lang})
                await _drop_empty(connection)

    async def note(self, chat: ChatKey, conversation: Conversation, now: datetime) -> None:
        """Remember what the topic speaks of now."""
        if not self._keep:
            return
        row = {
            "chat": chat.chat,
            "thread": _thread(chat),
            "entities": " ".join(conversation.entities),
            "spoke_at": seconds(now),
        }
        try:
            with told_plainly("written"):
                await self.database.record(self._noting, [row])
        except StateError as error:
            log.error("a conversation is not remembered", reason=str(error))  # noqa: TRY400 - no traceback helps

    async def looks(self, chat: ChatKey, now: datetime) -> datetime | None:
        """Note that a chat asks for what is new; when it did so last, None: never."""
        mine = and_(readers.c.chat == chat.chat, readers.c.thread == _thread(chat))
        with told_plainly("written"):
            async with self.database.writing() as connection:
                last = (await connection.execute(select(readers.c.looked_at).where(mine))).scalar_one_or_none()
                await _put(connection, chat, {"looked_at": seconds(now)})
        return None if last is None else moment(last)

    async def expire(self, now: datetime) -> None:
        """Delete conversations that are too old to be followed up; to be called now and then."""
        too_old = readers.c.spoke_at <= _deadline(now, self._keep)
        try:
            with told_plainly("changed"):
                async with self.database.writing() as connection:
                    cleared = update(readers).where(too_old).values(entities=None, spoke_at=None)
                    count = (await connection.execute(cleared)).rowcount
                    await _drop_empty(connection)
                if count:
                    await self.database.empty_log()
        except StateError as error:
            log.error("old conversations stay for now", reason=str(error))  # noqa: TRY400 - no traceback helps

    async def _rows(self, chat: ChatKey) -> tuple[Row[Any] | None, Row[Any] | None]:
        """What stands about a whole chat, and about the topic."""
        try:
            with told_plainly("read"):
                rows = {row.thread: row for row in await self._lookups.ask(chat)}
        except StateError as error:
            log.error("a chat is not known", reason=str(error))  # noqa: TRY400 - no traceback helps
            return None, None
        return rows.get(0), rows.get(_thread(chat))

    async def _look_up(self, chats: Sequence[ChatKey]) -> Sequence[Sequence[Row[Any]]]:
        """For each chat the rows of the chat itself and of all topics that somebody asks for."""
        among = {"chats": [*{chat.chat for chat in chats}], "threads": [*{0, *map(_thread, chats)}]}
        found = defaultdict[int, list[Row[Any]]](list)
        async with self.database.reading() as connection:
            for row in await connection.execute(_KNOWN, among):
                found[row.chat].append(row)
        return [found[chat.chat] for chat in chats]


def _language(whole: Row[Any] | None, topic: Row[Any] | None) -> str | None:
    return (topic and topic.language) or (whole and whole.language)


def _conversation(topic: Row[Any] | None, deadline: int) -> Conversation:
    if topic is None or topic.spoke_at is None or topic.spoke_at <= deadline:
        return NEW_CONVERSATION
    return Conversation(tuple(topic.entities.split()))


def _struck_at(*rows: Row[Any] | None) -> datetime | None:
    return next((moment(row.struck_at) for row in rows if row is not None and row.struck_at is not None), None)


async def _put(connection: AsyncConnection, chat: ChatKey, values: Mapping[str, object]) -> None:
    """Set some columns of a row, which is made if it is missing."""
    insert = inserting(connection, readers).values(chat=chat.chat, thread=_thread(chat), **values)
    await connection.execute(insert.on_conflict_do_update(index_elements=["chat", "thread"], set_=values))


async def _drop_empty(connection: AsyncConnection) -> None:
    """A row that says nothing would still say that the chat was here."""
    await connection.execute(delete(readers).where(*(readers.c[name].is_(None) for name in _KEPT)))


def _noting(insert: Inserting) -> Insert:
    """Sets what a topic speaks of, in a row that is made if it is missing."""
    new = insert.excluded
    values = {"entities": new.entities, "spoke_at": new.spoke_at}
    return insert.on_conflict_do_update(index_elements=["chat", "thread"], set_=values)


def _thread(chat: ChatKey) -> int:
    return chat.thread or 0


def _deadline(now: datetime, keep: timedelta) -> int:
    return seconds(now - keep)
