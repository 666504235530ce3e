"""Planner, deliverer and sender together, over HTTP against a Telegram with faults: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.delivery.pacing import Pacer
from bot.playground.actions import ActionVerb
from bot.playground.testing import TelegramServer, telegram_server
from bot.playground.world.model import DialogType, Status
from bot.playground.world.rates import Limits
from bot.state.messages import MessageState
from bot.state.personal import Personal
from tests.bot.state.conftest import on_disk
from tests.support.newsroom import DATE, MOVED, PLACE, Newsroom
from tests.support.wire import Door, Wire, connected, texts

__all__ = ["telegram_server"]

pytestmark = [on_disk, pytest.mark.slow]

LONG = 43_838
"""Seconds of a flood wait that operators really met."""


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the bot has it


@pytest.fixture
async def wire(room: Newsroom, telegram_server: TelegramServer) -> AsyncIterator[Wire]:
    async with connected(room, telegram_server) as wire:
        yield wire


async def test_answers_lost_after_delivery_double_nothing_and_each_is_listed(wire: Wire) -> None:
    await wire.subscribed(60)
    wire.fault("freeze", when="after", skip=19, times=1)  # a time-out
    wire.fault("reset", when="after", skip=30, every=15)
    await wire.tell()
    await wire.eventually()

    assert len(wire.unanswered()) == 3
    assert wire.copies() == [1] * 60
    assert await wire.standing(MessageState.UNCERTAIN) == wire.unanswered()


async def test_what_was_lost_on_its_way_is_listed_and_goes_out_once_an_operator_says_so(wire: Wire) -> None:
    readers = await wire.subscribed(30)
    wire.fault("reset", chat=readers[3].dialog.id, times=1)
    wire.fault("gateway", code=502, chat=readers[4].dialog.id, times=1)
    await wire.tell()
    await wire.eventually()
    missing = await wire.standing(MessageState.UNCERTAIN)
    assert missing == [3, 4]
    assert [place for place, copies in enumerate(wire.copies()) if not copies] == missing

    rows = await wire.rows(MessageState.UNCERTAIN)
    await wire.room.outbox.retry([row.id for row in rows], wire.room.clock())
    await wire.room.deliver()
    assert wire.copies() == [1] * 30


async def test_connections_that_are_refused_deliver_once_when_they_stand_again(
    room: Newsroom, telegram_server: TelegramServer
) -> None:
    door = Door(int(telegram_server.url.rpartition(":")[2]))
    await door.open()
    async with connected(room, telegram_server, f"http://127.0.0.1:{door.port}") as wire:
        await wire.subscribed(30)
        await door.shut()
        await wire.tell()
        assert wire.copies() == [0] * 30
        await door.open()
        await wire.eventually()

        assert wire.copies() == [1] * 30
        assert await wire.rows(MessageState.UNCERTAIN) == []
    await door.shut()


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_what_telegram_could_not_do_is_done_once(wire: Wire, code: int) -> None:
    await wire.subscribed(30)
    wire.fault("error", code=code, every=3)
    await wire.tell()
    await wire.eventually()

    assert wire.copies() == [1] * 30
    assert await wire.room.states() == []


async def test_a_gateway_that_speaks_after_the_delivery_doubles_nothing(wire: Wire) -> None:
    await wire.subscribed(30)
    wire.fault("gateway", when="after", code=502, every=10)
    await wire.tell()
    await wire.eventually()

    assert wire.copies() == [1] * 30
    assert len(await wire.rows(MessageState.UNCERTAIN)) == 3


@pytest.mark.parametrize("seconds", [1, 60, LONG])
async def test_a_flood_wait_of_one_chat_leaves_the_others_alone(wire: Wire, seconds: int) -> None:
    readers = await wire.subscribed(30)
    fault = wire.fault("error", code=429, retry_after=seconds, chat=readers[5].dialog.id)
    await wire.room.publish("b", PLACE, DATE)
    while await wire.room.deliverer.step():
        await asyncio.gather(*wire.room.deliverer._sending)
    assert wire.copies() == [1] * 5 + [0] + [1] * 24
    if seconds > 1:
        await wire.later(seconds - 2)
    assert wire.statuses().count(429) == 1  # it was not asked again before
    wire.server.playground.switch_off(fault)
    await wire.later(3)

    assert wire.copies() == [1] * 30
    assert ("delivery.flood" in wire.room.alerts) is (seconds > 60)


@pytest.mark.parametrize("seconds", [1, 60, LONG])
async def test_a_flood_wait_of_everybody_loses_nothing(wire: Wire, seconds: int) -> None:
    await wire.subscribed(30)
    fault = wire.fault("error", code=429, retry_after=seconds, skip=10)
    await wire.room.publish("b", PLACE, DATE)
    while await wire.room.deliverer.step():
        await asyncio.gather(*wire.room.deliverer._sending)
    assert sum(wire.copies()) == 10
    asked = wire.statuses().count(429)
    assert asked <= wire.room.deliverer.in_flight + 2
    if seconds > 1:
        await wire.later(seconds - 2)
    assert wire.statuses().count(429) == asked
    wire.server.playground.switch_off(fault)
    await wire.later(3)

    assert wire.copies() == [1] * 30


async def test_what_is_paced_meets_no_limit(wire: Wire) -> None:
    wire.server.limit(Limits())
    await wire.subscribed(60)
    group = wire.server.chat(wire.readers[0], type_=DialogType.GROUP)
    await wire.follow(group.id)
    wire.room.deliverer.pacer = Pacer(30, wire.server.clock)
    for version in (DATE,), (DATE, MOVED):
        await wire.room.publish(version[-1].id, *version)
        while await wire.room.outbox.anything_due(wire.room.clock()):
            await wire.room.deliverer.step()
            await asyncio.gather(*wire.room.deliverer._sending)
            wire.server.clock.advance(1 / 16)
            wire.room.clock.forward(seconds=1 / 16)

    assert set(wire.statuses()) == {200}
    assert min(wire.copies()) == max(wire.copies()) >= 2


async def test_one_blocked_reader_is_struck_kept_and_told_all_of_it_on_return(wire: Wire) -> None:
    readers = await wire.subscribed(30)
    readers[5].do(ActionVerb.BLOCK)
    await wire.tell()
    assert await wire.standing(MessageState.HELD) == [5]
    await wire.room.publish("c", MOVED, DATE)
    await wire.later(60)
    assert wire.copies()[5] == 0
    asked = len(wire.statuses())
    readers[5].do(ActionVerb.UNBLOCK)
    await wire.later(60)
    assert len(wire.statuses()) == asked  # nobody knocks at a door that is shut

    await wire.room.outbox.restore(readers[5].dialog.id, wire.room.clock())
    await wire.room.plan()
    await wire.room.deliver()
    [roundup] = texts(readers[5].received())
    assert "25 April" in roundup
    assert "harbour" in roundup


async def test_when_most_sends_fail_alike_nobody_is_struck(wire: Wire) -> None:
    readers = await wire.subscribed(50)
    refused = [one for place, one in enumerate(readers) if place % 5 < 3]  # 60 of a hundred
    for one in refused:
        one.do(ActionVerb.BLOCK)
    await wire.tell()
    assert wire.room.alerts.count("delivery.breaker") == 1
    assert await wire.rows(MessageState.HELD) == []
    for one in refused:
        one.do(ActionVerb.UNBLOCK)
    await wire.eventually()

    assert wire.copies() == [1] * 50


@pytest.mark.parametrize("heard", ["before", "after", "never"])
async def test_a_group_that_becomes_a_supergroup_meanwhile_gets_it_there_once(wire: Wire, heard: str) -> None:
    await wire.subscribed(3)
    group = wire.server.chat(wire.readers[0], type_=DialogType.GROUP)
    personal = Personal(wire.room.database)
    await wire.follow(group.id)
    await wire.room.publish("b", PLACE, DATE)
    wire.server.enters(wire.readers[0], group).do(ActionVerb.UPGRADE)
    assert group.migrated_to
    dialogs = wire.server.playground.world.state.dialogs.values()
    there = next(one for one in dialogs if one.id == group.migrated_to)
    if heard == "before":
        await personal.migrate(group.id, there.id)
    await wire.room.deliver()
    for _ in range(2 if heard == "after" else 0):  # both chats say so
        await personal.migrate(group.id, there.id)
    await wire.room.deliver()
    await wire.room.publish("c", MOVED, DATE)
    await wire.later(60)

    bots = [one for one in there.messages.values() if wire.server.playground.world.is_bots(one)]
    assert ["25 April" in text for text in texts(bots)] == [True, False]
    assert "harbour" in texts(bots)[1]
    assert await wire.room.states() == []


async def test_a_closed_topic_holds_its_own_news_alone(wire: Wire) -> None:
    readers = await wire.subscribed(3)
    forum = wire.server.chat(readers[0], forum=True)
    owner = wire.server.enters(readers[0], forum)
    topic = owner.do(ActionVerb.OPEN_TOPIC, text="Elbe")["topic"]
    await wire.follow(forum.id)
    await wire.follow(forum.id, topic)
    inside = wire.server.enters(readers[0], forum, topic=topic)
    inside.do(ActionVerb.CLOSE_TOPIC)
    await wire.tell()
    await wire.later(60)
    held = [row.chat.thread for row in await wire.rows(MessageState.HELD)]
    assert held == [topic]
    assert len(owner.received()) == 1

    inside.do(ActionVerb.REOPEN_TOPIC)
    await wire.room.outbox.restore(forum.id, wire.room.clock())
    await wire.room.plan()
    await wire.later(60)
    assert len(owner.received()) == 2


async def test_a_channel_without_rights_is_struck_and_the_others_go_on(wire: Wire) -> None:
    readers = await wire.subscribed(12)
    channel = wire.server.chat(readers[0], type_=DialogType.CHANNEL, bot=Status.ADMINISTRATOR)
    owner = wire.server.enters(readers[0], channel)
    await wire.follow(channel.id)
    owner.do(ActionVerb.RESTRICT)
    await wire.tell()
    assert [row.chat.chat for row in await wire.rows(MessageState.HELD)] == [channel.id]
    assert wire.copies() == [1] * 12

    owner.do(ActionVerb.PROMOTE)
    await wire.room.outbox.restore(channel.id, wire.room.clock())
    await wire.room.plan()
    await wire.later(60)
    assert len([one for one in channel.messages.values() if "text" in one]) == 1
