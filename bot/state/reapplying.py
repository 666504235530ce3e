"""Deletes again what readers have had deleted since a state was copied that was put back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state import counters, departures
from bot.state.database import Database
from bot.state.departures import Departures
from bot.state.errors import UnusableState
from bot.state.personal import erase
from bot.state.tables import misses, personal_tables, reminders, subscriptions
from bot.state.wiping import ask_for

log = structlog.get_logger(__name__)


async def reapply(database: Database) -> None:
    """At a start: a state that knows of fewer deletions than the list beside it was put back by other tools than ours.

    Where it is not known what they were, that is said and the start goes on.
    """
    known = Departures.of(database)
    if not known.last():
        return
    try:
        async with database.changing() as connection:
            if known.last() <= await counters.read(connection, known.counter):
                return
            count = await apply(connection, known)
            await ask_for(connection)
    except UnusableState as error:
        log.warning("who has left since this state was copied may come back", reason=str(error))
    else:
        log.warning("this state was put back: what was deleted since is deleted again", deletions=count)


async def apply(connection: AsyncConnection, known: Departures) -> int:
    """Delete what was deleted since a state was copied; how many of the deletions concerned something in it.

    UnusableState where that is not known.
    """
    seen = await counters.read(connection, known.counter)
    if known.last() < seen:
        log.warning("the list of what was deleted is not beside the state: who has left since may come back")
    gone = known.since(seen)
    await counters.write(connection, known.counter, known.last())
    if not gone:
        return 0
    kept = await _kept(connection)
    leaving = [kept[name] for hash_, name in known.hashed(kept).items() if hash_ in gone]
    for delete_it in leaving:
        await delete_it()
    return len(leaving)


async def _kept(connection: AsyncConnection) -> Mapping[str, Callable[[], Awaitable[object]]]:
    """What deletes each thing that a reader may have had deleted, by the name under which that is written down."""
    chats: set[int | None] = set()
    for table in personal_tables():
        chats.update((await connection.execute(select(table.c.chat).distinct())).scalars())
    found: dict[str, Callable[[], Awaitable[object]]] = {
        departures.all_of(chat): partial(erase, connection, chat) for chat in chats if chat is not None
    }
    follows = select(subscriptions.c.chat, subscriptions.c.thread, subscriptions.c.subject, subscriptions.c.id)
    for *names, id_ in await connection.execute(follows):
        ended = delete(subscriptions).where(subscriptions.c.id == id_)
        found[departures.subscription(*names)] = partial(connection.execute, ended)
    reminded = select(reminders.c.chat, reminders.c.thread, reminders.c.entity, reminders.c.lead, reminders.c.id)
    for *names, id_ in await connection.execute(reminded):
        ended = delete(reminders).where(reminders.c.id == id_)
        found[departures.reminder(*names)] = partial(connection.execute, ended)
    for chat, id_ in await connection.execute(select(misses.c.chat, misses.c.id).where(misses.c.chat.is_not(None))):
        found[departures.question(chat, id_)] = partial(connection.execute, delete(misses).where(misses.c.id == id_))
    return found
