from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Scope, Subject, Subscription
from bot.state.database import Database
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.moving import move
from bot.state.outbox import Outbox, put
from bot.state.subscriptions import Subscriptions
from bot.state.told import Tell, Telling, misled, write
from bot.state.told_before import known

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
OLD, NEW = -5, -1_005
HOURS = Hours("Asia/Almaty", Quiet(22 * 60, 7 * 60))
SUMMIT = Subject(Scope.ENTITY, "astana-summit")


def message(kind: MessageKind) -> OutboxMessage:
    return OutboxMessage(kind.value, kind, ChatKey(OLD), MessageBody("x", "x"), "ar", NOW, target=10)


@pytest.mark.parametrize("times", [1, 2])
async def test_everything_goes_along_once(database: Database, times: int) -> None:
    subscriptions, outbox = Subscriptions(database), Outbox(database)
    await subscriptions.follow(Subscription(0, ChatKey(OLD), EVERYTHING, "ar"), NOW)
    await subscriptions.follow(Subscription(0, ChatKey(OLD, 3), SUMMIT, "ar"), NOW)
    await subscriptions.follow(Subscription(0, ChatKey(NEW), EVERYTHING, "en"), NOW)
    await subscriptions.set_hours(OLD, HOURS)
    held = message(MessageKind.CORRECTION)._replace(state=MessageState.HELD)
    async with database.writing() as connection:
        await put(connection, [message(MessageKind.UPDATE), message(MessageKind.EDIT), held], NOW)
        await write(connection, [Telling(ChatKey(OLD), 10, (Tell("a", "1"),), "ar", editable=True)], NOW)
    for _ in range(times):
        async with database.writing() as connection:
            await move(connection, OLD, NEW)

    assert [one.lang for one in await subscriptions.of(ChatKey(NEW))] == ["en"]  # it had chosen already
    assert [one.subject for one in await subscriptions.of(ChatKey(NEW, 3))] == [SUMMIT]
    assert await subscriptions.of(ChatKey(OLD)) == ()
    assert await subscriptions.hours(NEW) == HOURS
    rows = await outbox.listed()
    assert {(row.kind, row.chat.chat, row.target, row.state) for row in rows} == {
        (MessageKind.UPDATE, NEW, None, MessageState.QUEUED),
        (MessageKind.CORRECTION, NEW, None, MessageState.QUEUED),
    }


async def test_news_that_wait_in_both_go_out_once(database: Database) -> None:
    update = message(MessageKind.UPDATE)
    messages = [update._replace(dedupe=f"news:2:{chat}:0:abc", chat=ChatKey(chat)) for chat in (OLD, NEW)]
    async with database.writing() as connection:
        await put(connection, messages, NOW)
        await move(connection, OLD, NEW)

    assert [row.chat.chat for row in await Outbox(database).listed()] == [NEW]


async def test_what_was_told_there_is_corrected_here_without_pointing_at_another_message(database: Database) -> None:
    async with database.writing() as connection:
        await write(connection, [Telling(ChatKey(OLD), 10, (Tell("a", "1"),), "ar", editable=True)], NOW)
        await move(connection, OLD, NEW)
        assert set(await known(connection, [NEW], {"a": ("", NOW)})) == {ChatKey(NEW)}
        [one] = await misled(connection, [NEW], {"a": "2"})

    [message] = one.messages
    assert (message.message < 0, message.editable) == (True, False)
