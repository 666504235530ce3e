"""What is kept about a chat: its language, and for some minutes what it last spoke of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database, inserting, reason_of, told_plainly
from bot.state.keys import ChatKey
from bot.state.tables import personal_tables, readers
from knowledge.dialogue import NEW_CONVERSATION, Conversation

__all__ = ["ChatKey", "Readers"]

_KEPT = tuple(column.name for column in readers.columns if not column.primary_key)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Readers:
    """The chats that the bot knows.

    `language`, `recall`, `note` and `expire` log what fails and go on; what a reader asks for raises StateError.
    """

    database: Database
    keep: timedelta
    """How long a conversation may be followed up; zero keeps none."""

    async def language(self, chat: ChatKey) -> str | None:
        """The language chosen in the topic, else in its chat; None: nobody chose."""
        query = (
            select(readers.c.language)
            .where(
                readers.c.chat == chat.chat, readers.c.thread.in_({_thread(chat), 0}), readers.c.language.is_not(None)
            )
            .order_by(readers.c.thread.desc())
            .limit(1)
        )
        row = await self._read(query)
        return row.language if row else None

    async def set_language(self, chat: ChatKey, lang: str | None) -> None:
        """Choose a language for a chat or topic; None: as each question is written."""
        with told_plainly("written"):
            async with self.database.writing() as connection:
                await _put(connection, chat, {"language": lang})
                await _drop_empty(connection)

    async def recall(self, chat: ChatKey, now: datetime) -> Conversation:
        """What the topic last spoke of; empty when that is too long ago."""
        query = select(readers.c.entities).where(_is(chat), readers.c.spoke_at > _deadline(now, self.keep))
        row = await self._read(query) if self.keep else None
        return Conversation(tuple(row.entities.split())) if row else NEW_CONVERSATION

    async def note(self, chat: ChatKey, conversation: Conversation, now: datetime) -> None:
        """Remember what the topic speaks of now."""
        if not self.keep or not conversation.entities:
            return
        values = {"entities": " ".join(conversation.entities), "spoke_at": _seconds(now)}
        try:
            async with self.database.writing() as connection:
                await _put(connection, chat, values)
        except SQLAlchemyError as error:
            log.error("a conversation is not remembered", reason=reason_of(error))  # noqa: TRY400 - it holds the chat

    async def data(self, chat: ChatKey) -> Mapping[str, object]:
        """All that is stored about the whole chat, by name; other topics stand in `topics`. Empty: nothing."""
        with told_plainly("read"):
            async with self.database.reading() as connection:
                rows = (await connection.execute(select(readers).where(readers.c.chat == chat.chat))).all()
        by_thread = {row.thread: _shown(row) for row in rows}
        shown = by_thread.pop(_thread(chat), {})
        return shown | ({"topics": by_thread} if by_thread else {})

    async def forget(self, chat: ChatKey) -> None:
        """Delete everything about the whole chat, its topics included, down to the bytes of SQLite's files."""
        with told_plainly("changed"):
            async with self.database.writing() as connection:
                for table in personal_tables():
                    await connection.execute(delete(table).where(table.c.chat == chat.chat))
            await self.database.scrub()

    async def migrate(self, old: int, new: int) -> None:
        """Give everything of a group to the supergroup that it became; what the new one already chose stays."""
        with told_plainly("changed"):
            async with self.database.writing() as connection:
                for row in (await connection.execute(select(readers).where(readers.c.chat == old))).mappings().all():
                    await _adopt(connection, {**row, "chat": new})
                await connection.execute(delete(readers).where(readers.c.chat == old))
            await self.database.scrub()

    async def expire(self, now: datetime) -> None:
        """Delete conversations that are too old to be followed up; to be called now and then."""
        too_old = readers.c.spoke_at <= _deadline(now, self.keep)
        try:
            async with self.database.writing() as connection:
                cleared = update(readers).where(too_old).values(entities=None, spoke_at=None)
                count = (await connection.execute(cleared)).rowcount
                await _drop_empty(connection)
            if self.database.unclean:
                await self.database.scrub()
            elif count:
                await self.database.empty_log()
        except SQLAlchemyError as error:
            log.error("old conversations stay for now", reason=reason_of(error))  # noqa: TRY400 - no traceback helps

    async def _read(self, query: Any) -> Row[Any] | None:
        """One row; a state that cannot be read costs the reader a follow-up, never the answer."""
        try:
            async with self.database.reading() as connection:
                return (await connection.execute(query)).first()
        except SQLAlchemyError as error:
            log.error("the state cannot be read", reason=reason_of(error))  # noqa: TRY400 - it holds the chat
            return None


async def _put(connection: AsyncConnection, chat: ChatKey, values: Mapping[str, object]) -> None:
    """Set some columns of a row, which is made if it is missing."""
    insert = inserting(connection, readers).values(chat=chat.chat, thread=_thread(chat), **values)
    await connection.execute(insert.on_conflict_do_update(index_elements=["chat", "thread"], set_=values))


async def _adopt(connection: AsyncConnection, row: Mapping[str, object]) -> None:
    """Put a row in; where there is one already, fill only what it leaves open."""
    insert = inserting(connection, readers).values(**row)
    open_ = {name: func.coalesce(readers.c[name], insert.excluded[name]) for name in _KEPT}
    await connection.execute(insert.on_conflict_do_update(index_elements=["chat", "thread"], set_=open_))


async def _drop_empty(connection: AsyncConnection) -> None:
    """A row that says nothing would still say that the chat was here."""
    await connection.execute(delete(readers).where(*(readers.c[name].is_(None) for name in _KEPT)))


def _is(chat: ChatKey) -> ColumnElement[bool]:
    return and_(readers.c.chat == chat.chat, readers.c.thread == _thread(chat))


def _thread(chat: ChatKey) -> int:
    return chat.thread or 0


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _deadline(now: datetime, keep: timedelta) -> int:
    return _seconds(now - keep)


def _shown(row: Row[Any]) -> dict[str, object]:
    shown: dict[str, object] = {}
    if row.language:
        shown["language"] = row.language
    if row.entities:
        shown["entities"] = tuple(row.entities.split())
        shown["spoke_at"] = datetime.fromtimestamp(row.spoke_at, UTC)
    return shown
