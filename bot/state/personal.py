"""All that is kept about a chat, over every table: shown, deleted, or taken along into a supergroup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Row, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.readers.personal_data import Kept
from bot.readers.schedule import Hours
from bot.state.database import Database, told_plainly
from bot.state.departures import Departures, all_of
from bot.state.messages import MessageState, discard
from bot.state.moving import move
from bot.state.reminders import reminder_of
from bot.state.subscriptions import hours_of, subscription_of
from bot.state.tables import (
    left_out,
    mentioned,
    misses,
    outbox,
    personal_tables,
    publications,
    readers,
    reminders,
    reports,
    subscriptions,
    told,
)
from bot.state.timestamps import moment
from bot.state.wiping import ask_for

_OPEN = (MessageState.QUEUED.value, MessageState.SENDING.value, MessageState.HELD.value)


@dataclass(frozen=True, slots=True)
class Personal:
    """What `/mydata` and `/forget` are about; StateError when the state cannot be used."""

    database: Database

    @property
    def notes_departures(self) -> bool:
        """Whether it is written down, in code, what a copy that is put back must not bring back."""
        return self.database.beside is not None or self.database.is_in_memory

    async def data(self, chat: ChatKey) -> Kept:
        """All that is kept about a chat, as seen from one of its topics."""
        async with self.database.looking() as connection:
            return await _kept(connection, chat)

    async def forget(self, chat: ChatKey) -> bool:
        """Delete everything about the whole chat, its topics included; whether there was anything.

        The bytes of SQLite's file follow within a minute, with those of all who asked meanwhile.
        """
        with told_plainly("changed"):
            if not await self.keeps(chat.chat):
                return False
            async with self.database.writing() as connection:
                await Departures.of(self.database).note(connection, [all_of(chat.chat)])
                await erase(connection, chat.chat)
                await ask_for(connection)
        return True

    async def migrate(self, old: int, new: int) -> None:
        """Give everything of a group to the supergroup that it became, and leave no trace of its former number."""
        with told_plainly("changed"):
            if not await self.keeps(old):
                return
            async with self.database.writing() as connection:
                await move(connection, old, new)
                await ask_for(connection)

    async def keeps(self, chat: int) -> bool:
        """Whether anything is kept about a chat; asked before changes, for whoever writes keeps all others waiting."""
        async with self.database.looking() as connection:
            for table in personal_tables():
                query = select(table.c.chat).where(table.c.chat == chat).limit(1)
                if (await connection.execute(query)).first():
                    return True
        return False


async def erase(connection: AsyncConnection, chat: int) -> None:
    """Delete every row about a chat, and what only its messages said."""
    await discard(connection, outbox.c.chat == chat)
    for table in personal_tables():
        await connection.execute(delete(table).where(table.c.chat == chat))
    # How far corrections are planned is told by a chat's number; those beyond the one below are the same.
    mine = publications.c.corrected == chat
    await connection.execute(update(publications).where(mine).values(corrected=chat - 1))


async def _kept(connection: AsyncConnection, chat: ChatKey) -> Kept:
    here, thread = chat.chat, chat.thread or 0

    async def rows(query: Executable) -> list[Row[Any]]:
        return list((await connection.execute(query)).all())

    by_thread = {row.thread: row for row in await rows(select(readers).where(readers.c.chat == here))}
    whole, topic = by_thread.get(0), by_thread.get(thread)
    followed = await rows(select(subscriptions).where(subscriptions.c.chat == here).order_by(subscriptions.c.id))
    reminded = await rows(select(reminders).where(reminders.c.chat == here).order_by(reminders.c.due_at))
    since = select(func.count().label("n"), func.min(told.c.at).label("since")).where(told.c.chat == here)
    [said] = await rows(since)
    state = case((outbox.c.state.in_(_OPEN), "open"), else_="done").label("state")
    counts = select(state, func.count().label("n")).where(outbox.c.chat == here).group_by(state)
    messages = {row.state: row.n for row in await rows(counts)}
    waiting = await rows(select(misses.c.id, misses.c.text).where(misses.c.chat == here).order_by(misses.c.id))
    omitted = await rows(select(left_out).where(left_out.c.chat == here).order_by(left_out.c.id))
    [mentions] = await rows(select(func.count().label("n")).where(mentioned.c.chat == here))
    [mistakes] = await rows(select(func.count().label("n")).where(reports.c.chat == here))
    return Kept(
        language=next((row.language for row in (topic, whole) if row and row.language), None),
        entities=tuple(topic.entities.split()) if topic and topic.entities else (),
        spoke_at=moment(topic.spoke_at) if topic and topic.spoke_at is not None else None,
        hours=hours_of(whole) if whole else Hours(),
        struck_at=moment(whole.struck_at) if whole and whole.struck_at is not None else None,
        subscriptions=tuple(subscription_of(row) for row in followed if row.thread == thread),
        reminders=tuple(reminder_of(row) for row in reminded if row.thread == thread),
        looked_at=moment(topic.looked_at) if topic and topic.looked_at is not None else None,
        questions=tuple((row.id, row.text) for row in waiting),
        left_out=tuple(row.text for row in omitted if row.thread == thread),
        mentioned=mentions.n,
        told=said.n,
        told_since=None if said.since is None else moment(said.since),
        waiting=messages.get("open", 0),
        sent=messages.get("done", 0),
        reports=mistakes.n,
        topics=len({*by_thread, *(row.thread for row in (*followed, *reminded, *omitted))} - {thread}),
    )
