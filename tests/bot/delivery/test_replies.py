"""Which replies leave first, and which not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from bot.delivery import replies
from bot.delivery.pacing import Pacer
from bot.delivery.replies import PATIENCE, ReplyLane, Shed
from bot.playground.world.rates import Governor


@dataclass
class Rush:
    """Replies that all want to leave at once, on a clock that the lane moves."""

    now: float = 0.0
    sent: list[tuple[float, int]] = field(default_factory=list)
    shed: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pacer = Pacer(25, lambda: self.now)
        self.lane = ReplyLane(self.pacer, self.sleep, frozenset({99}))

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)

    async def reply(self, chat: int) -> None:
        try:
            await self.lane.turn(chat)
        except Shed:
            self.shed.append(chat)
        else:
            self.sent.append((self.now, chat))

    async def all(self, *chats: int) -> None:
        with capture_logs():
            await asyncio.gather(*map(self.reply, chats))

    def chats(self) -> list[int]:
        return [chat for _, chat in self.sent]


@pytest.fixture
def rush() -> Rush:
    return Rush()


async def test_however_many_want_to_leave_telegram_has_nothing_to_refuse(rush: Rush) -> None:
    telegram = Governor(lambda: rush.now)
    await rush.all(*range(1, 150), *[1, 2] * 10, *[-7] * 30)
    for now, chat in rush.sent:
        rush.now = now
        telegram.spend(1, str(chat), is_group=chat < 0)  # it raises what Telegram refuses

    assert {chat: rush.chats().count(chat) for chat in (3, -7)} == {3: 1, -7: 20}


async def test_who_had_less_goes_first(rush: Rush) -> None:
    await rush.all(*[1] * 4, *[2] * 4, *range(10, 40))
    rush.sent.clear()
    await rush.all(1, 2, *range(10, 40), 5, 99)

    assert rush.chats()[-2:] == [1, 2]
    assert 5 in rush.chats()[:8]
    assert rush.chats().index(99) < 8, "operators go before all others"


async def test_when_too_many_wait_whoever_has_most_gives_way_and_no_first_reply_does(
    rush: Rush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "_MOST_WAITING", 10)
    await rush.all(*[1] * 4, *range(10, 60), *[1] * 5)

    assert set(rush.shed) == {1}
    assert set(range(10, 60)) <= set(rush.chats())


async def test_what_nobody_waits_for_any_more_is_not_sent(rush: Rush) -> None:
    await rush.all(*[-7] * 25)

    assert (len(rush.sent), rush.shed) == (20, [-7] * 5)
    assert rush.sent[-1][0] <= PATIENCE


async def test_a_chat_that_telegram_put_off_for_long_is_not_written_to(rush: Rush) -> None:
    rush.lane.put_off(1, PATIENCE + 1)
    await rush.all(1, 2)
    rush.lane.put_off(3, 5)
    await rush.all(3)

    assert (rush.chats(), rush.shed, rush.sent[-1][0]) == ([2, 3], [1], 5.0)


async def test_replies_leave_a_part_to_broadcasts(rush: Rush) -> None:
    told = 0
    for chat in range(1_000_000, 1_002_000):
        rush.now += 0.01
        if not rush.pacer.wait_for_reply(chat):
            rush.pacer.take_reply(chat)
        if not rush.pacer.wait(told + 1):
            told += 1
            rush.pacer.take(told)

    assert 80 <= told <= 120, "a fifth of 25 a second for 20 seconds"


async def test_one_who_is_cancelled_keeps_nobody_waiting(rush: Rush) -> None:
    await rush.all(*range(1, 6))
    waiting = asyncio.create_task(rush.reply(7))
    await asyncio.sleep(0)
    waiting.cancel()
    await rush.all(8)

    assert rush.chats()[-1] == 8
