"""Who follows what, and until which publication each has been told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import Cadence, Subject, Subscription, Tells
from bot.state import departures
from bot.state.database import Database, inserting
from bot.state.departures import Departures
from bot.state.tables import mentions, publications, readers, subscriptions
from bot.state.timestamps import moment, seconds

_REMEMBERED = 1 << 10
"""Subjects and hours that need not be read again: a hundred thousand subscriptions share a few."""
_COLUMNS = len(subscriptions.columns)


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The subscriptions of all chats; StateError when the state cannot be used."""

    database: Database

    async def follow(self, wanted: Subscription, due: datetime) -> tuple[Subscription, bool]:
        """Subscribe, from the newest publication on; what is followed already stays as it is. Whether it is new."""
        values = _values(wanted) | {"seen": _newest().scalar_subquery(), "due_at": seconds(due)}
        async with self.database.changing() as connection:
            insert = inserting(connection, subscriptions).values(values).on_conflict_do_nothing()
            added = (await connection.execute(insert)).rowcount
            same = and_(_of(wanted.chat), subscriptions.c.subject == str(wanted.subject))
            row = (await connection.execute(select(subscriptions).where(same))).one()
        return subscription_of(row), bool(added)

    async def of(self, chat: ChatKey) -> tuple[Subscription, ...]:
        """What a chat or topic follows, oldest first."""
        async with self.database.looking() as connection:
            query = select(subscriptions).where(_of(chat)).order_by(subscriptions.c.id)
            return tuple(map(subscription_of, await connection.execute(query)))

    async def get(self, chat: ChatKey, id_: int) -> Subscription | None:
        """One subscription of a chat; None where it has ended."""
        return next((one for one in await self.of(chat) if one.id == id_), None)

    async def save(self, changed: Subscription, due: datetime) -> None:
        """Keep what was changed of a subscription; `due` is when it is due next."""
        values = _values(changed) | {"due_at": seconds(due), "mentions_at": 0}
        if changed.wants_mentions:  # who begins with them is told of what comes from now on
            begins = subscriptions.c.tells == Tells.FACTS.value
            values["heard"] = case((begins, last_mention().scalar_subquery()), else_=subscriptions.c.heard)
        await self._write(update(subscriptions).where(_one(changed.chat, changed.id)).values(values))

    async def reschedule(self, chat: int, due: Callable[[Subscription], datetime]) -> None:
        """Set anew when each subscription of a whole chat is due: its zone or its quiet hours have changed."""
        async with self.database.changing() as connection:
            for row in (await connection.execute(select(subscriptions).where(subscriptions.c.chat == chat))).all():
                at = seconds(due(subscription_of(row)))
                await connection.execute(
                    update(subscriptions).where(subscriptions.c.id == row.id).values(due_at=at, mentions_at=0)
                )

    async def hours(self, chat: int) -> Hours:
        """The time zone and the quiet hours of a whole chat."""
        query = select(readers.c.zone, readers.c.quiet_from, readers.c.quiet_to)
        async with self.database.looking() as connection:
            row = (await connection.execute(query.where(readers.c.chat == chat, readers.c.thread == 0))).first()
        return hours_of(row) if row else Hours()

    async def set_hours(self, chat: int, hours: Hours) -> None:
        """Keep the time zone and the quiet hours of a whole chat; `reschedule` is to follow."""
        quiet = hours.quiet
        values = {
            "zone": hours.zone,
            "quiet_from": quiet.start if quiet else None,
            "quiet_to": quiet.end if quiet else None,
        }
        async with self.database.changing() as connection:
            insert = inserting(connection, readers).values(chat=chat, thread=0, **values)
            keys = ["chat", "thread"]
            await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=values))

    async def end(self, chat: ChatKey, id_: int) -> bool:
        """End one subscription; False: there is none."""
        return bool(await self._end(_one(chat, id_)))

    async def end_all(self, chat: ChatKey) -> int:
        """End every subscription of a chat or topic; how many there were."""
        return await self._end(_of(chat))

    async def _end(self, which: Any) -> int:
        async with self.database.changing() as connection:
            names = await _names(connection, which)
            await Departures.of(self.database).note(connection, names)
            await connection.execute(delete(subscriptions).where(which))
            return len(names)

    async def _write(self, change: Any) -> int:
        async with self.database.changing() as connection:
            count: int = (await connection.execute(change)).rowcount
            return count


async def _names(connection: AsyncConnection, which: Any) -> Sequence[str]:
    """What subscriptions are called where their end is written down."""
    query = select(subscriptions.c.chat, subscriptions.c.thread, subscriptions.c.subject).where(which)
    return [departures.subscription(*row) for row in await connection.execute(query)]


_subject = lru_cache(_REMEMBERED)(Subject.parse)
_cadence, _tells = cache(Cadence), cache(Tells)


def subscription_of(row: Row[Any]) -> Subscription:
    """A row that begins with the columns of the table, as a value; by their places, which takes half of the time."""
    id_, chat, thread, subject, lang, cadence, minute, weekday, *rest = row[:_COLUMNS]
    silent, paused, heartbeat, seen, _, tells, prompt, heard, mentions_at = rest
    return Subscription(
        id_,
        ChatKey(chat, thread or None),
        _subject(subject),
        lang,
        _cadence(cadence),
        minute,
        weekday,
        silent,
        paused,
        heartbeat,
        seen,
        _tells(tells),
        prompt,
        heard,
        moment(mentions_at) if mentions_at > 0 else None,
    )


def with_reader(table: Table) -> Select[Any]:
    """Rows of a table by chat and topic, with what is known of who reads there: language, hours, and any strike."""
    topics = readers.alias()
    chosen = (func.coalesce(topics.c[name], readers.c[name]).label(name) for name in ("language", "struck_at"))
    hours = (readers.c.zone, readers.c.quiet_from, readers.c.quiet_to)
    whole = and_(readers.c.chat == table.c.chat, readers.c.thread == 0)
    topic = and_(topics.c.chat == table.c.chat, topics.c.thread == table.c.thread)
    joined = table.outerjoin(readers, whole).outerjoin(topics, topic)
    return select(*table.columns, *chosen, *hours).select_from(joined)


def hours_of(row: Any) -> Hours:
    """The hours that stand in a row of `readers`."""
    return _hours(row.zone, row.quiet_from, row.quiet_to)


@lru_cache(_REMEMBERED)
def _hours(zone: str | None, start: int | None, end: int | None) -> Hours:
    return Hours(zone, None if start is None or end is None else Quiet(start, end))


def _values(one: Subscription) -> dict[str, Any]:
    return {
        "chat": one.chat.chat,
        "thread": one.chat.thread or 0,
        "subject": str(one.subject),
        "lang": one.lang,
        "cadence": one.cadence.value,
        "minute": one.minute,
        "weekday": one.weekday,
        "silent": one.silent,
        "paused": one.paused,
        "heartbeat": one.heartbeat,
        "tells": one.tells.value,
        "prompt": one.prompt,
    }


def last_mention() -> Select[Any]:
    """The number of the last mention; 0: there is none."""
    return select(func.coalesce(func.max(mentions.c.id), 0))


def _newest() -> Select[Any]:
    return select(func.coalesce(func.max(publications.c.id), 0))


def _of(chat: ChatKey) -> ColumnElement[bool]:
    return and_(subscriptions.c.chat == chat.chat, subscriptions.c.thread == (chat.thread or 0))


def _one(chat: ChatKey, id_: int) -> ColumnElement[bool]:
    return and_(_of(chat), subscriptions.c.id == id_)
