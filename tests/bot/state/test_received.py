from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from bot.state.database import Database
from bot.state.received import Received
from tests.bot.state.conftest import lasting


async def test_an_update_is_taken_once(database: Database) -> None:
    received = Received(database)

    assert [await received.take(7), await received.take(8), await received.take(7)] == [True, True, False]


async def test_the_same_update_delivered_twice_at_once_is_taken_once(database: Database) -> None:
    received = Received(database)

    assert sorted(await asyncio.gather(*(received.take(7) for _ in range(3)))) == [False, False, True]


@lasting
async def test_of_several_processes_one_takes_each_update(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    opened = [Database(url) for _ in range(4)]
    try:
        takers = [Received(each) for each in opened]
        taken = await asyncio.gather(*(taker.take(number) for number in range(30) for taker in takers))
    finally:
        await asyncio.gather(*(each.close() for each in opened))

    assert [sum(taken[start : start + 4]) for start in range(0, 120, 4)] == [1] * 30


async def test_what_cannot_come_again_is_forgotten(database: Database) -> None:
    received, now = Received(database), datetime.now(UTC)
    await received.take(7)
    await received.expire(now + timedelta(days=1))
    assert not await received.take(7)
    await received.expire(now + timedelta(days=3))
    assert await received.take(7)


async def test_a_state_that_cannot_be_used_keeps_no_update_from_its_answer() -> None:
    database = Database("postgresql+asyncpg://nobody@/nothing?host=/nonexistent")
    with capture_logs() as logged:
        assert await Received(database).take(7)
        await Received(database).expire(datetime.now(UTC))
    await database.close()

    assert [line["log_level"] for line in logged] == ["error", "error"]
