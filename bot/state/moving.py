"""A group that became a supergroup: everything of it goes along, in one transaction."""

from __future__ import annotations

from sqlalchemy import and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import inserting
from bot.state.messages import MessageKind, MessageState, discard
from bot.state.tables import (
    left_out,
    mentioned,
    misses,
    outbox,
    readers,
    reminders,
    reports,
    subscriptions,
    told,
    unanswered,
)

_KEPT = tuple(column.name for column in readers.columns if not column.primary_key)
_FORMER = 2**40
"""Beyond the numbers that stand for a message of which nobody knows whether it arrived: those of its outbox row."""


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Give everything of a chat to another one; what that one has already stays as it is."""
    await _readers(connection, old, new)
    await _subscriptions(connection, old, new)
    await _reminders(connection, old, new)
    await _mentions(connection, old, new)
    await _outbox(connection, old, new)
    # Messages are numbered anew there: nothing can refer to these any more. Small negative numbers are taken already.
    former = case((told.c.message > 0, -_FORMER - told.c.message), else_=told.c.message)
    unknown = {"chat": new, "message": former, "editable": False}
    await connection.execute(update(told).where(told.c.chat == old).values(unknown))
    await connection.execute(update(misses).where(misses.c.chat == old).values(chat=new))
    await connection.execute(update(reports).where(reports.c.chat == old).values(chat=new, prompt=None))
    await connection.execute(delete(unanswered).where(unanswered.c.chat == old))


async def _readers(connection: AsyncConnection, old: int, new: int) -> None:
    for row in (await connection.execute(select(readers).where(readers.c.chat == old))).mappings().all():
        insert = inserting(connection, readers).values(**{**row, "chat": new, "struck_at": None})
        open_ = {name: func.coalesce(readers.c[name], insert.excluded[name]) for name in _KEPT}
        keys = ["chat", "thread"]
        await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=open_))
    await connection.execute(delete(readers).where(readers.c.chat == old))


async def _subscriptions(connection: AsyncConnection, old: int, new: int) -> None:
    there = subscriptions.alias()
    same = and_(
        there.c.chat == new,
        there.c.thread == subscriptions.c.thread,
        there.c.subject == subscriptions.c.subject,
    )
    twice = select(there.c.id).where(same).exists()
    await connection.execute(delete(subscriptions).where(subscriptions.c.chat == old, twice))
    await connection.execute(update(subscriptions).where(subscriptions.c.chat == old).values(chat=new))


async def _reminders(connection: AsyncConnection, old: int, new: int) -> None:
    there = reminders.alias()
    names = (reminders.c.thread, reminders.c.entity, reminders.c.lead)
    same = and_(there.c.chat == new, *(there.c[name.key] == name for name in names))
    twice = select(there.c.id).where(same).exists()
    await connection.execute(delete(reminders).where(reminders.c.chat == old, twice))
    await connection.execute(update(reminders).where(reminders.c.chat == old).values(chat=new))


async def _mentions(connection: AsyncConnection, old: int, new: int) -> None:
    for table, names in ((mentioned, ("thread", "mention")), (left_out, ("thread", "kind", "text"))):
        there = table.alias()
        same = and_(there.c.chat == new, *(there.c[name] == table.c[name] for name in names))
        await connection.execute(delete(table).where(table.c.chat == old, select(there.c.chat).where(same).exists()))
        await connection.execute(update(table).where(table.c.chat == old).values(chat=new))


async def _outbox(connection: AsyncConnection, old: int, new: int) -> None:
    mine = outbox.c.chat == old
    await discard(connection, and_(mine, outbox.c.kind == MessageKind.EDIT.value))
    held = outbox.c.state == MessageState.HELD.value
    goes_on = case((held, MessageState.QUEUED.value), else_=outbox.c.state)
    name = func.replace(outbox.c.dedupe, f":{old}:", f":{new}:")
    there = outbox.alias()  # somebody may have subscribed there before we heard that the group is the same
    same = and_(there.c.chat == new, there.c.dedupe == name)
    await discard(connection, and_(mine, select(there.c.id).where(same).exists()))
    await connection.execute(update(outbox).where(mine).values(chat=new, target=None, state=goes_on, dedupe=name))
