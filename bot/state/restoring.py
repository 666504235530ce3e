"""Puts a copy of a SQLite state back: without what was deleted since, and telling nobody anything twice unasked.

Everything is prepared in a file aside, which then takes the place of the state in one step.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database, told_plainly
from bot.state.delivery_step import Settlement, Turn
from bot.state.departures import Departures
from bot.state.errors import StateError, UnusableState
from bot.state.messages import SENDABLE, MessageState, outgoing
from bot.state.migrating import backup, upgrade
from bot.state.publications import NEWEST, Advance, advance
from bot.state.reapplying import apply
from bot.state.subscriptions import hours_of, subscription_of
from bot.state.swapping import keep_damaged, remove, swap, take_in
from bot.state.tables import misses, outbox, publications, readers, reminders, subscriptions, told, unanswered
from bot.state.timestamps import seconds

_ON_ITS_WAY = (MessageState.QUEUED.value, MessageState.SENDING.value)


@dataclass(frozen=True, slots=True)
class Announced:
    """The version that readers have been told of by now."""

    version: str
    held: Mapping[str, str]
    """The fingerprint of each statement that anybody may have been told, as it is worded in it."""
    answered: Collection[int] = ()
    """The waiting questions that it answers."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    deleted: int
    """How many of the deletions since the copy concerned something in it."""
    subscriptions: int
    saved: Path | None
    """Where the state lies that stood there before; None where there was none."""


@dataclass(frozen=True, slots=True)
class Restoring:
    """A copy that is being put back, in a file aside."""

    state: Database
    aside: Database

    async def told(self) -> set[str]:
        """The statements that somebody was told."""
        async with self.aside.looking() as connection:
            return set((await connection.execute(select(told.c.statement).distinct())).scalars())

    async def apply_departures(self) -> int:
        """Delete what readers have had deleted since; how many of their wishes concerned something in the copy."""
        async with self.aside.changing() as connection:
            await connection.execute(delete(unanswered))  # by now it has been answered
            return await apply(connection, Departures.of(self.state))

    async def as_told(self, announced: Announced, now: datetime) -> None:
        """Let everybody stand as if everything that was published or waited had been told."""
        async with self.aside.changing() as connection:
            publication = await _publication(connection, announced.version, now)
            await _settle(connection, now)
            await connection.execute(delete(reminders).where(reminders.c.due_at <= seconds(now)))
            await advance(connection, await _steps(connection, publication, now))
            await _put_right(connection, announced.held)
            await connection.execute(delete(misses).where(misses.c.id.in_(announced.answered)))

    async def finish(self, backups: Path, deleted: int) -> Restored:
        """Take the place of the state, which is kept among the backups."""
        with told_plainly("restored"):
            async with self.aside.reading() as connection:
                followed = (await connection.execute(select(func.count()).select_from(subscriptions))).scalar_one()
            await self.aside.scrub()
            await self.aside.close()
            saved = await _saved(self.state, backups)
            swap(_file(self.aside), _file(self.state))
        return Restored(deleted, followed, saved)


@contextlib.asynccontextmanager
async def restoring(copy: Path, state: Database) -> AsyncIterator[Restoring]:
    """A copy to be put in the place of a state that nobody uses; nothing has changed before `finish`."""
    aside = Database(f"sqlite+aiosqlite:///{_file(state).with_name(f'{_file(state).name}.restoring')}")
    try:
        with told_plainly("restored"):
            take_in(copy, _file(aside))
        await upgrade(aside, None)
        yield Restoring(state, aside)
    finally:
        await aside.close()
        remove(_file(aside))


def _file(database: Database) -> Path:
    if database.file is None:
        raise UnusableState("this state is no file: put it back with the tools of its database")
    return database.file


async def _publication(connection: AsyncConnection, version: str, now: datetime) -> int:
    """The announcement of a version, all of whose corrections are planned."""
    newest = (await connection.execute(NEWEST)).first()
    if newest and newest.version == version:
        await connection.execute(update(publications).where(publications.c.id == newest.id).values(corrected=None))
        return int(newest.id)
    values = {"version": version, "at": seconds(now), "changed": ""}
    made = await connection.execute(publications.insert().values(values).returning(publications.c.id))
    return int(made.scalar_one())


async def _settle(connection: AsyncConnection, now: datetime) -> None:
    """What was on its way has arrived by now, as far as anybody knows."""
    waits = outbox.c.state.in_(_ON_ITS_WAY)
    await connection.execute(update(outbox).where(waits).values(state=MessageState.SENDING.value))
    rows = await connection.execute(SENDABLE.where(outbox.c.state == MessageState.SENDING.value))
    await Turn(connection, now).settle([Settlement(outgoing(row), MessageState.SENT) for row in rows.all()])


async def _steps(connection: AsyncConnection, publication: int, now: datetime) -> list[Advance]:
    """Every subscription has seen a publication, and is due when its next digest would be."""
    whole = (readers.c.chat == subscriptions.c.chat) & (readers.c.thread == 0)
    columns = (*subscriptions.columns, readers.c.zone, readers.c.quiet_from, readers.c.quiet_to)
    rows = await connection.execute(select(*columns).select_from(subscriptions.outerjoin(readers, whole)))
    return [Advance(row.id, publication, hours_of(row).next_digest(now, subscription_of(row))) for row in rows.all()]


async def _put_right(connection: AsyncConnection, held: Mapping[str, str]) -> None:
    """Nobody is to be corrected any more about what they were told."""
    for statement, fingerprint in held.items():
        stale = (told.c.statement == statement, told.c.fingerprint != fingerprint)
        await connection.execute(update(told).where(*stale).values(fingerprint=fingerprint))


async def _saved(state: Database, backups: Path) -> Path | None:
    """The state that stood there before among the backups, as it is where it cannot be read any more."""
    file = _file(state)
    if not file.exists() or not file.stat().st_size:
        return None
    try:
        return await backup(state, backups)
    except StateError:
        return keep_damaged(file, backups)
    finally:
        await state.close()
