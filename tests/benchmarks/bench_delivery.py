"""The targets of delivery, each as one line of the table in docs/delivery.md: `make bench`, or this file alone.

.venv/bin/pytest -m bench -s --numprocesses 0 --timeout 1800 tests/benchmarks/bench_delivery.py
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.playground.hub import CallRecord
from bot.playground.playground import Playground
from bot.playground.testing import MovableClock, TelegramServer, Visitor
from bot.playground.wiring import Options
from tests.benchmarks import outboxes
from tests.e2e.test_killing import account, finish
from tests.support.broadcast import Broadcast, broadcast
from tests.support.postgres import PostgresServer

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1_800)]

READERS, PERMITTED = 2_000, 30.0
KILLS, KILLS_OF_TWO = 100, 10
_ASK_EVERY = 0.5
_NEARLY = 30
"""The last seconds of a broadcast, or its first, are no measure of its pace: so many messages are left out."""


def say(target: str, measured: str) -> None:
    """One row of the table, with how busy the machine is."""
    sys.stdout.write(f"| {target} | {measured} | {os.getloadavg()[0]:.1f} |\n")


@dataclass
class Asking:
    """Somebody asks something again and again, each time another person, while the others are told the news."""

    server: TelegramServer
    milliseconds: list[float] = field(default_factory=list)

    async def run(self, people: Sequence[Visitor]) -> None:
        for one in people:
            began = time.perf_counter()
            one.says("when the Storm Council?")
            await one.reply(seconds=30)
            self.milliseconds.append((time.perf_counter() - began) * 1_000)
            await asyncio.sleep(_ASK_EVERY)


@pytest.fixture
async def limited() -> AsyncIterator[TelegramServer]:
    """A playground with Telegram's limits, in real time."""
    async with Playground.opened(Options(kept_calls=200_000)) as playground:
        yield TelegramServer(playground, playground.world.add_bot("Marsad", "marsad_bot"), MovableClock())


@pytest.mark.parametrize("state", ["SQLite", "PostgreSQL"])
async def test_a_broadcast_and_questions_meanwhile(
    limited: TelegramServer, tmp_path: Path, postgres: PostgresServer, state: str
) -> None:
    async with (
        postgres.new_database() as url,
        broadcast(limited, tmp_path, url if state == "PostgreSQL" else "") as one,
    ):
        await one.prepare(READERS)
        async with one.process() as process:
            await limited.polled()
            asking = Asking(limited)
            await asking.run(limited.visitors(3))
            asking.milliseconds.clear()
            began = time.time()
            one.publish()
            questions = asyncio.create_task(asking.run(limited.visitors(10_000)))
            await one.over()
            questions.cancel()
            await asyncio.gather(questions, return_exceptions=True)
            process.terminate()
            await process.wait()
        await account(one, kills=0)
        calls = limited.playground.calls.named("sendMessage")
        share = _share([call for call in calls if call.began > began])
        late = statistics.quantiles(asking.milliseconds, n=100)[98]
        first = min(call.began for call in calls if call.began > began and int(call.given["chat_id"]) in one.copies())
        refused = sum(call.status == 429 for call in calls)
        missing, twice = await _lost_and_doubled(one)
        say(f"{state}: from `current` to the first update (≤ 2 s)", f"{first - began:.2f} s")
        say(f"{state}: share of the permitted 30/s (≥ 95 %)", f"{share:.1%}")
        say(
            f"{state}: 429, lost, doubled, uncertain (0)",
            f"{refused}, {missing}, {twice}, {len(await one.uncertain())}",
        )
        say(
            f"{state}: questions meanwhile, p99 (≤ 500 ms)",
            f"{late:.0f} ms of {len(asking.milliseconds)}, median {statistics.median(asking.milliseconds):.0f} ms",
        )

    assert (refused, missing, twice) == (0, 0, 0)
    assert share >= 0.95
    assert late <= 500
    assert first - began <= 2


def _share(calls: Sequence[CallRecord]) -> float:
    """How much of what Telegram permits was used, by news and answers together, while there was something to send."""
    began = sorted(call.began for call in calls)[_NEARLY:-_NEARLY]
    return (len(began) - 1) / (began[-1] - began[0]) / PERMITTED


async def _lost_and_doubled(one: Broadcast) -> tuple[int, int]:
    copies = one.copies()
    return len(await one.missing()), sum(count > 1 for count in copies.values())


async def test_a_hundred_kills(limited: TelegramServer, tmp_path: Path) -> None:
    chance = random.Random(7)
    async with broadcast(limited, tmp_path) as one:
        await one.prepare(READERS)
        one.publish()
        kills = 0
        while kills < KILLS and await one.missing():
            async with one.process() as process:
                if chance.random() < 0.8:  # in the middle of sending
                    await one.delivered(chance.randint(1, int(1.5 * READERS / KILLS)))
                    await asyncio.sleep(chance.uniform(0, 0.05))
                else:  # at any moment of starting, recovering and planning
                    await asyncio.sleep(chance.uniform(0, 2))
                process.kill()
            kills += 1
        await finish(one, kills)
        missing, twice = await _lost_and_doubled(one)
        uncertain = len(await one.uncertain())
        say(f"{KILLS} × `kill -9` while 2,000 are told: lost, doubled (0)", f"{missing}, {twice} after {kills} kills")
        say(f"uncertain (≤ {8 * KILLS})", f"{uncertain}")

    assert kills == KILLS


async def test_kills_with_a_standby(limited: TelegramServer, tmp_path: Path, postgres: PostgresServer) -> None:
    chance, pauses = random.Random(7), []
    async with postgres.new_database() as url, broadcast(limited, tmp_path, url) as one:
        await one.prepare(READERS)
        one.publish()
        async with one.standing() as processes:
            for _ in range(KILLS_OF_TWO):
                await one.delivered(chance.randint(1, int(READERS / KILLS_OF_TWO)))
                pauses.append(await processes.kill_the_leader())
            await one.over()
        await account(one, KILLS_OF_TWO)
        missing, twice = await _lost_and_doubled(one)
        uncertain = len(await one.uncertain())
        say(
            f"PostgreSQL, two processes, {KILLS_OF_TWO} kills: lost, doubled (0)",
            f"{missing}, {twice}; {uncertain} uncertain",
        )
        say("from a kill to the next message of the standby (≤ 15 s)", f"{max(pauses):.1f} s at most")

    assert max(pauses) <= 15


@pytest.mark.parametrize("history", [0, 1_000_000])
async def test_a_hundred_thousand_subscribers(history: int) -> None:
    found = await outboxes.measured(subscribers=100_000, history=history)
    among = f", {history:,} rows of history" if history else ""
    say(f"planning for 100,000{among} (≤ 10 s)", f"{found.planning:.1f} s, longest batch {found.longest:.2f} s")
    say(f"memory of a process that plans{among} (≤ 300 MB)", f"{found.megabytes:.0f} MB")
    say(f"claiming and settling{among} (≥ 1,000 rows/s)", f"{found.rows_per_second:,.0f} with 8 in flight")

    assert found.planning <= 10
    assert found.megabytes <= 300
    assert found.rows_per_second >= 1_000
