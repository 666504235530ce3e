"""A backup that is put back brings back nobody who has left, and tells nobody anything twice unasked."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.subscription import Cadence, Scope, Subject
from bot.state.database import Database
from bot.state.departures import Departures
from bot.state.errors import NewerState, UnusableState
from bot.state.messages import MessageState
from bot.state.migrating import backup
from bot.state.personal import Personal
from bot.state.reminders import Reminders
from bot.state.restoring import Announced, Restored, Restoring, restoring
from knowledge.changes import GONE, fingerprint
from tests.bot.state.conftest import on_disk
from tests.support.newsroom import DATE, MOVED, PLACE, Newsroom

pytestmark = [on_disk, pytest.mark.slow]

LEAVES, ENDS, STAYS, DAILY = 1, 2, 3, 4
TALKS = Subject(Scope.ENTITY, "talks")

Account = Callable[[Restoring], Awaitable[None]]


@pytest.fixture
async def room(database: Database) -> Newsroom:
    """Four readers, who have been told of nothing yet, and one of whom was told a date in an answer."""
    room = Newsroom(database)
    await room.publish("a", PLACE, DATE)
    for chat in (LEAVES, ENDS, STAYS):
        await room.follow(chat)
        await room.follow(chat, TALKS)
    await room.follow(DAILY, cadence=Cadence.DAILY, heartbeat=True)
    await room.tell(STAYS, 7, DATE)
    return room


@pytest.fixture
async def copy(room: Newsroom, tmp_path: Path) -> Path:
    return await backup(room.database, tmp_path / "backups")


async def live_on(room: Newsroom) -> None:
    """What happens after the copy: everybody is told, one leaves, one ends one of two subscriptions."""
    await room.publish("b", PLACE, MOVED)
    await room.deliver()
    await Personal(room.database).forget(ChatKey(LEAVES))
    [_, second] = await room.subscriptions.of(ChatKey(ENDS))
    await room.subscriptions.end(ChatKey(ENDS), second.id)


async def restore(room: Newsroom, copy: Path, account: Account) -> Restored:
    """The copy in the place of the state."""
    await room.database.close()
    async with restoring(copy, room.database) as restoring_:
        deleted = await restoring_.apply_departures()
        await account(restoring_)
        done = await restoring_.finish(copy.parent, deleted)
    room.sent.clear()
    room.planner, room.deliverer = room.another_planner(), room.another("here")
    return done


def as_told(room: Newsroom) -> Account:
    async def account(one: Restoring) -> None:
        held = dict.fromkeys(await one.told(), GONE)
        held |= {one.id: fingerprint(one) for one in room.served.statements.values() if one.id in held}
        await one.as_told(Announced(room.served.version, held), room.clock())

    return account


async def as_it_is(_: Restoring) -> None:
    """Told again."""


async def test_taken_as_told_nobody_hears_anything_twice_and_the_next_news_arrive(room: Newsroom, copy: Path) -> None:
    await live_on(room)
    done = await restore(room, copy, as_told(room))
    await room.plan()
    room.clock.forward(seconds=61)
    await room.plan()
    await room.deliver()
    again = list(room.sent)
    await room.publish("c", PLACE)
    await room.deliver()

    assert (again, done.deleted, done.subscriptions) == ([], 2, 4)
    assert {row.chat.chat for row in room.sent} == {ENDS, STAYS}


async def test_sent_again_it_reaches_those_who_stayed_and_nobody_who_left(room: Newsroom, copy: Path) -> None:
    await live_on(room)
    await restore(room, copy, as_it_is)
    await room.plan()
    await room.deliver()

    assert {row.chat.chat for row in room.sent} == {ENDS, STAYS}
    assert (await Personal(room.database).data(ChatKey(LEAVES))).empty
    assert [one.subject for one in await room.subscriptions.of(ChatKey(ENDS))] != []
    assert len(await room.subscriptions.of(ChatKey(ENDS))) == 1


async def test_what_waited_when_the_copy_was_made_counts_as_told(room: Newsroom, tmp_path: Path) -> None:
    await room.publish("b", PLACE, MOVED)
    copy = await backup(room.database, tmp_path / "backups")
    await room.deliver()
    await restore(room, copy, as_told(room))
    await room.plan()
    await room.deliver()

    assert room.sent == []
    assert await room.outbox.counts() == {}
    await room.publish("c", PLACE, DATE)
    await room.deliver()
    assert {row.chat.chat for row in room.sent} == {LEAVES, ENDS, STAYS}


async def test_who_comes_back_after_leaving_is_there_if_the_copy_is_later(room: Newsroom, tmp_path: Path) -> None:
    await Personal(room.database).forget(ChatKey(LEAVES))
    await room.follow(LEAVES)
    copy = await backup(room.database, tmp_path / "backups")
    done = await restore(room, copy, as_it_is)

    assert done.deleted == 0
    assert len(await room.subscriptions.of(ChatKey(LEAVES))) == 1


async def test_deletions_before_and_after_a_restore_are_applied_to_the_next_one(room: Newsroom, copy: Path) -> None:
    await Personal(room.database).forget(ChatKey(LEAVES))
    await restore(room, copy, as_it_is)
    await Personal(room.database).forget(ChatKey(STAYS))
    done = await restore(room, copy, as_it_is)

    assert done.deleted == 2
    assert [one.number for one in Departures(room.database.file).read()] == [1, 2]


@pytest.mark.parametrize("sound", [True, False])
async def test_the_state_that_was_there_is_kept(room: Newsroom, copy: Path, *, sound: bool) -> None:
    await live_on(room)
    await room.database.close()
    file = room.database.file
    assert file
    if not sound:
        file.write_bytes(file.read_bytes()[:5_000])
    before = file.read_bytes()
    done = await restore(room, copy, as_it_is)

    assert done.saved
    assert done.saved.parent == copy.parent
    if not sound:
        assert done.saved.read_bytes() == before
    assert [one.name for one in copy.parent.parent.iterdir() if "restoring" in one.name] == []


def no_copies(folder: Path, copy: Path) -> None:
    (folder / "torn").write_bytes(copy.read_bytes()[:30_000])
    (folder / "text").write_text("hello" * 1_000)
    (folder / "empty").touch()
    with sqlite3.connect(folder / "other") as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()


async def test_what_is_no_copy_of_a_state_changes_nothing(room: Newsroom, copy: Path, tmp_path: Path) -> None:
    before = await room.states(), await room.subscriptions.of(ChatKey(STAYS))
    no_copies(tmp_path, copy)
    for name in ("torn", "text", "empty", "other"):
        with pytest.raises(UnusableState, match="is no copy of a state"):
            await restore(room, tmp_path / name, as_it_is)

    assert (await room.states(), await room.subscriptions.of(ChatKey(STAYS))) == before


async def test_a_copy_of_a_later_version_is_left_alone(room: Newsroom, copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(NewerState):
        await restore(room, copy, as_it_is)


async def test_nobody_who_left_stands_in_a_byte_of_what_is_restored(room: Newsroom, copy: Path, tmp_path: Path) -> None:
    leaver = ChatKey(7_654_321_098_765)
    await room.follow(leaver.chat)
    later = await backup(room.database, tmp_path / "backups")
    await Personal(room.database).forget(leaver)
    await restore(room, later, as_it_is)
    await room.database.close()

    number = leaver.chat.to_bytes(6, "big")
    assert number in later.read_bytes()
    assert room.database.file
    assert number not in room.database.file.read_bytes()


async def test_messages_that_nobody_knows_the_fate_of_are_still_the_operators_to_settle(
    room: Newsroom, tmp_path: Path
) -> None:
    await room.publish("b", PLACE, MOVED)
    async with room.outbox.turn(room.clock()) as turn:
        await turn.mark(await room.outbox.listed(), "gone")
    await room.outbox.recover(room.clock())
    copy = await backup(room.database, tmp_path / "backups")
    await restore(room, copy, as_told(room))

    assert set(await room.outbox.counts()) == {MessageState.UNCERTAIN}


async def test_where_the_list_of_deletions_is_lost_it_is_said(room: Newsroom, tmp_path: Path) -> None:
    await Personal(room.database).forget(ChatKey(LEAVES))
    copy = await backup(room.database, tmp_path / "backups")
    (tmp_path / "state.sqlite.departed").unlink()
    with capture_logs() as logged:
        await restore(room, copy, as_it_is)

    assert [line["event"][:40] for line in logged if line["log_level"] == "warning"] == [
        "the list of what was deleted is not besi"
    ]


async def test_a_state_that_is_no_file_is_left_to_the_tools_of_its_database(copy: Path) -> None:
    state = Database("sqlite+aiosqlite:///:memory:")
    with pytest.raises(UnusableState, match="tools of its database"):
        async with restoring(copy, state):
            pass
    await state.close()


async def test_a_reminder_that_was_taken_back_or_has_come_does_not_come_back(room: Newsroom, tmp_path: Path) -> None:
    reminders, chat, later = Reminders(room.database), ChatKey(STAYS), room.clock() + timedelta(days=2)
    kept = [
        await reminders.keep(Reminder(0, chat, "meeting", lead, "en", EventTime.parse("2024-04-25"), due))
        for lead, due in ((Lead.DAY, room.clock()), (Lead.MORNING, later), (Lead.HOUR, later))
    ]
    copy = await backup(room.database, tmp_path / "backups")
    room.clock.forward(hours=1)
    assert kept[1]
    await reminders.end(chat, kept[1].id)
    await restore(room, copy, as_told(room))

    assert [one.lead for one in await reminders.of(chat)] == [Lead.HOUR]
