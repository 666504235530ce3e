"""What readers want to be reminded of: one row for each event, lead and chat, until it is in the outbox."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours
from bot.state import departures
from bot.state.database import Database, inserting
from bot.state.departures import Departures
from bot.state.messages import SENDABLE, MessageKind, MessageState, discard
from bot.state.subscriptions import hours_of, with_reader
from bot.state.tables import outbox, reminders
from bot.state.timestamps import moment, seconds

MOST = 50
"""Reminders of a chat or topic."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder, with what is known of whoever wants it."""

    reminder: Reminder
    lang: str
    hours: Hours
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Reminders:
    """Those of all chats; StateError when the state cannot be used."""

    database: Database

    async def keep(self, wanted: Reminder) -> Reminder | None:
        """Keep a reminder, or its new moment where it is kept already; None where a chat has as many as it can."""
        made = _values(wanted)
        new = {name: made[name] for name in ("occasion", "due_at")}
        keys = ["chat", "thread", "entity", "lead"]
        async with self.database.changing() as connection:
            here = await connection.execute(select(reminders).where(_of(wanted.chat)))
            kept = {(row.entity, row.lead) for row in here}
            if len(kept) >= MOST and (wanted.entity, wanted.lead.value) not in kept:
                return None
            insert = inserting(connection, reminders).values(made)
            await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new))
            same = [reminders.c[name] == made[name] for name in keys]
            return reminder_of((await connection.execute(select(reminders).where(*same))).one())

    async def of(self, chat: ChatKey) -> tuple[Reminder, ...]:
        """Those of a chat or topic, the next one first."""
        query = select(reminders).where(_of(chat)).order_by(reminders.c.due_at, reminders.c.id)
        async with self.database.looking() as connection:
            return tuple(map(reminder_of, await connection.execute(query)))

    async def end(self, chat: ChatKey, id_: int) -> bool:
        """Take one back; False: there is none."""
        one = and_(_of(chat), reminders.c.id == id_)
        async with self.database.changing() as connection:
            rows = (await connection.execute(select(reminders).where(one))).all()
            names = [departures.reminder(row.chat, row.thread, row.entity, row.lead) for row in rows]
            await Departures.of(self.database).note(connection, names)
            await connection.execute(delete(reminders).where(one))
        return bool(rows)

    async def reschedule(self, chat: int, due: Callable[[Reminder], datetime | None]) -> None:
        """Set anew when each reminder of a whole chat is due: its zone has changed."""
        async with self.database.changing() as connection:
            found = (await connection.execute(select(reminders).where(reminders.c.chat == chat))).all()
            kept = map(reminder_of, found)
            await move(connection, [replace(one, due=at) for one in kept if (at := due(one))])

    def changing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction for what belongs together."""
        return self.database.changing()

    async def anything_due(self, now: datetime) -> bool:
        """Whether the time of any reminder has come."""
        query = select(reminders.c.id).where(reminders.c.due_at <= seconds(now)).limit(1)
        async with self.database.looking() as connection:
            return (await connection.execute(query)).first() is not None


async def next_chats(connection: AsyncConnection, after: int, most: int) -> list[int]:
    """The chats beyond one that have reminders, in order."""
    query = select(reminders.c.chat).where(reminders.c.chat > after).distinct().order_by(reminders.c.chat)
    return list((await connection.execute(query.limit(most))).scalars())


async def of_chats(connection: AsyncConnection, chats: Collection[int]) -> list[Reminded]:
    """All reminders of some chats."""
    return await _found(connection, reminders.c.chat.in_(chats))


async def due(connection: AsyncConnection, now: datetime, most: int) -> list[Reminded]:
    """Those whose time has come, the longest waiting first."""
    return await _found(connection, reminders.c.due_at <= seconds(now), most)


async def drop(connection: AsyncConnection, ids: Collection[int]) -> None:
    """Delete reminders, in the transaction that puts what is told of them into the outbox."""
    if ids:
        await connection.execute(delete(reminders).where(reminders.c.id.in_(ids)))


async def move(connection: AsyncConnection, moved: Iterable[Reminder]) -> None:
    """Give reminders another moment, of another day perhaps."""
    rows = [{"one": one.id, "at": seconds(one.due), "day": str(one.occasion)} for one in moved]
    if rows:
        change = update(reminders).where(reminders.c.id == bindparam("one"))
        await connection.execute(change.values(due_at=bindparam("at"), occasion=bindparam("day")), rows)


async def take_back(connection: AsyncConnection, is_wrong: Callable[[Reminder], bool]) -> None:
    """Reminders that wait in the outbox and tell another day than holds now are kept as before they were planned."""
    waits = outbox.c.state.in_((MessageState.QUEUED.value, MessageState.HELD.value))
    rows = await connection.execute(SENDABLE.where(waits, outbox.c.kind == MessageKind.REMINDER.value))
    wrong = {row.id: one for row in rows.all() if (one := planned(row.dedupe, row.lang)) and is_wrong(one)}
    if wrong:
        await connection.execute(
            inserting(connection, reminders).on_conflict_do_nothing(), list(map(_values, wrong.values()))
        )
        await discard(connection, outbox.c.id.in_(wrong))


def name_of(reminder: Reminder) -> str:
    """What a reminder is called in the outbox: by what it is about, when that is, and when it comes."""
    one, chat = reminder, reminder.chat
    parts = (chat.chat, chat.thread or 0, one.entity, one.lead.value, seconds(one.due), one.occasion)
    return ":".join(("reminder", *map(str, parts)))


def planned(name: str, lang: str) -> Reminder | None:
    """The reminder that `name_of` named; None for another message."""
    kind, *parts = name.split(":", 6)
    if kind != "reminder" or len(parts) != 6:
        return None
    chat, thread, entity, lead, due_at, occasion = parts
    key = ChatKey(int(chat), int(thread) or None)
    return Reminder(0, key, entity, Lead(lead), lang, EventTime.parse(occasion), moment(int(due_at)))


def reminder_of(row: Any) -> Reminder:
    """A row of the table as a value."""
    key = ChatKey(row.chat, row.thread or None)
    occasion = EventTime.parse(row.occasion)
    return Reminder(row.id, key, row.entity, Lead(row.lead), row.lang, occasion, moment(row.due_at))


async def _found(connection: AsyncConnection, which: ColumnElement[bool], most: int | None = None) -> list[Reminded]:
    query = with_reader(reminders).where(which).order_by(reminders.c.due_at, reminders.c.id).limit(most)
    return [
        Reminded(reminder_of(row), row.language or row.lang, hours_of(row), row.struck_at is not None)
        for row in await connection.execute(query)
    ]


def _values(one: Reminder) -> dict[str, Any]:
    return {
        "chat": one.chat.chat,
        "thread": one.chat.thread or 0,
        "entity": one.entity,
        "lead": one.lead.value,
        "lang": one.lang,
        "occasion": str(one.occasion),
        "due_at": seconds(one.due),
    }


def _of(chat: ChatKey) -> ColumnElement[bool]:
    return and_(reminders.c.chat == chat.chat, reminders.c.thread == (chat.thread or 0))
