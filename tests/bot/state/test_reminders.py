"""Reminders as rows: kept once for each event and lead, moved, taken back, and never more than a chat may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours
from bot.state import reminders
from bot.state.database import Database
from bot.state.messages import MessageBody, MessageKind, OutboxMessage
from bot.state.moving import move
from bot.state.outbox import Outbox, put
from bot.state.reminders import MOST, Reminders, name_of
from bot.state.subscriptions import Subscriptions

NOW = datetime(2024, 4, 20, 12, tzinfo=UTC)
CHAT, TOPIC = ChatKey(-100), ChatKey(-100, 5)
DAY = Reminder(0, CHAT, "meeting", Lead.DAY, "en", EventTime.parse("2024-04-25"), NOW + timedelta(days=4))


async def test_a_reminder_is_kept_once_and_takes_the_new_moment(database: Database) -> None:
    kept = Reminders(database)
    first = await kept.keep(DAY)
    again = await kept.keep(replace(DAY, due=DAY.due + timedelta(hours=1)))
    await kept.keep(replace(DAY, chat=TOPIC))

    assert first
    assert again == replace(first, due=DAY.due + timedelta(hours=1))
    assert await kept.of(CHAT) == (again,)


async def test_no_chat_has_more_than_it_may(database: Database) -> None:
    kept = Reminders(database)
    for number in range(MOST):
        assert await kept.keep(replace(DAY, entity=f"meeting-{number}"))

    assert await kept.keep(DAY) is None
    assert await kept.keep(replace(DAY, entity="meeting-0")) is not None


async def test_what_is_due_comes_with_the_language_and_the_hours_of_its_reader(database: Database) -> None:
    kept = Reminders(database)
    await Subscriptions(database).set_hours(CHAT.chat, Hours("Africa/Cairo"))
    await kept.keep(DAY)
    await kept.keep(replace(DAY, lead=Lead.MORNING, due=DAY.due + timedelta(days=1)))
    assert not await kept.anything_due(DAY.due - timedelta(seconds=1))
    async with kept.changing() as connection:
        [found] = await reminders.due(connection, DAY.due, 10)
        await reminders.drop(connection, [found.reminder.id])

    assert (found.reminder.lead, found.lang, found.hours, found.struck) == (
        Lead.DAY,
        "en",
        Hours("Africa/Cairo"),
        False,
    )
    assert [one.lead for one in await kept.of(CHAT)] == [Lead.MORNING]


async def test_one_that_waits_with_a_wrong_day_is_a_reminder_again(database: Database) -> None:
    kept = Reminders(database)
    message = OutboxMessage(name_of(DAY), MessageKind.REMINDER, CHAT, MessageBody("a", "a"), "en", NOW)
    other = message._replace(dedupe=name_of(replace(DAY, entity="talks")), body=MessageBody("b", "b"))
    async with kept.changing() as connection:
        await put(connection, [message, other], NOW)
        await reminders.take_back(connection, lambda one: one.entity == "meeting")

    assert [replace(one, id=0) for one in await kept.of(CHAT)] == [DAY]
    assert [row.body.plain for row in await Outbox(database).listed()] == ["b"]


async def test_a_group_that_becomes_a_supergroup_keeps_its_reminders_once(database: Database) -> None:
    kept = Reminders(database)
    await kept.keep(DAY)
    await kept.keep(replace(DAY, lead=Lead.MORNING))
    await kept.keep(replace(DAY, chat=ChatKey(-200)))
    async with kept.changing() as connection:
        await move(connection, CHAT.chat, -200)

    assert sorted(one.lead for one in await kept.of(ChatKey(-200))) == [Lead.DAY, Lead.MORNING]
    assert await kept.of(CHAT) == ()
