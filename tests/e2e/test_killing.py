"""`kill -9` in the middle of a broadcast: every reader has exactly one copy or stands as uncertain; nobody is missed.

`make bench` does the same to 2,000 readers a hundred times.
"""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.playground.actions import ActionVerb
from bot.playground.testing import TelegramServer, telegram_server
from tests.support.broadcast import Broadcast, broadcast, doubled
from tests.support.postgres import PostgresServer

__all__ = ["telegram_server"]

pytestmark = [pytest.mark.process, pytest.mark.timeout(180)]

READERS, KILLS, IN_FLIGHT = 60, 3, 8


async def test_a_process_that_is_killed_again_and_again_loses_and_doubles_nothing(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    async with broadcast(telegram_server, tmp_path) as one:
        await one.prepare(READERS)
        one.publish()
        assert await kill(one, KILLS, random.Random(7)) == KILLS
        await finish(one, KILLS)


async def test_reminders_are_neither_lost_nor_doubled_by_kills(telegram_server: TelegramServer, tmp_path: Path) -> None:
    async with broadcast(telegram_server, tmp_path) as one:
        await one.prepare(READERS)
        await one.remind()
        kills = await kill(one, KILLS, random.Random(11))
        assert kills
        await finish(one, kills)
        said = {text for reader in one.readers for message in reader.received() if (text := message["text"])}

    assert all("Storm Council" in text or "مجلس العاصفة" in text for text in said)


@pytest.mark.postgres
async def test_on_postgresql_the_other_process_goes_on(
    telegram_server: TelegramServer, tmp_path: Path, postgres: PostgresServer
) -> None:
    async with postgres.new_database() as url, broadcast(telegram_server, tmp_path, url) as one:
        await one.prepare(READERS)
        async with one.receiving() as first, one.receiving() as second:
            one.publish()
            await one.delivered(12)
            killed = await one.leader()
            (first if first.pid == killed else second).kill()
            await one.run_out()
            await one.over()

            assert await one.leader() != killed
            (second if first.pid == killed else first).terminate()
            await asyncio.gather(first.wait(), second.wait())
        await account(one, kills=1)


async def test_a_reader_who_had_blocked_the_bot_is_told_on_return(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    async with broadcast(telegram_server, tmp_path) as one:
        await one.prepare(10)
        one.readers[0].do(ActionVerb.BLOCK)
        async with one.process():
            one.publish()
            await one.delivered(9)
            one.readers[0].do(ActionVerb.UNBLOCK)

            assert "4 " in (await one.readers[0].reply(seconds=30))["text"]


async def kill(one: Broadcast, times: int, chance: random.Random) -> int:
    """Kill process after process when some more messages have arrived, at once or when it has heard so."""
    most = 2 * len(one.readers) // (times + 1)
    for done in range(times):
        async with one.process() as process:
            going_on = await one.delivered(chance.randint(1, most))
            for _ in range(chance.randint(0, 30)):
                await asyncio.sleep(0)  # the playground gets on with its answers
            process.kill()
        if not going_on:
            return done
    return times


async def finish(one: Broadcast, kills: int) -> None:
    """Let a last process end the work, and see where everybody stands."""
    before = one.starts()
    async with one.process() as process:
        await one.over()
        await one.ready(before)
        process.terminate()
        assert await process.wait() == 0
    await account(one, kills)


async def account(one: Broadcast, kills: int) -> None:
    """Nobody twice, nobody missed, and no more uncertain than were on their way."""
    copies, uncertain = one.copies(), await one.uncertain()
    assert doubled(copies) == []
    assert {chat for chat, count in copies.items() if not count} <= uncertain
    assert len(uncertain) <= kills * IN_FLIGHT
    assert await one.open() == 0
