"""What a document and a request without news take of a core, and whether memory stays flat, over hours of 500 feeds.

`ROUNDS` times each feed has something new. `python -m tests.benchmarks.feeds_day` plays the whole day.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli.session import say
from knowledge.answering.engine import Engine
from tests.benchmarks.feeds_day import FEEDS, REQUESTS, TOGETHER, WHOLE, opened_day
from tests.benchmarks.memory import memory

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]

ROUNDS = int(os.environ.get("ROUNDS", "4"))


async def test_a_day_of_five_hundred_feeds(tmp_path: Path, engine: Engine) -> None:
    async with opened_day(tmp_path, engine) as day:
        await day.round(0, news=True)
        first, began, before = day.documents, day.cpu(), memory("VmRSS")
        for number in range(1, ROUNDS + 1):
            await day.round(number, news=True)
            day.clock.forward(hours=1)
            say(f"round {number}: {day.documents - first} documents, {memory('VmRSS'):.0f} MB")
        each = (day.cpu() - began) / (day.documents - first)
        began = day.cpu()
        await day.round(ROUNDS, news=False)
        idle = (day.cpu() - began) / FEEDS
    share = (each * WHOLE + idle * (REQUESTS - WHOLE // TOGETHER)) / 86_400
    say(f"a document {each * 1000:.1f} ms, a request without news {idle * 1000:.1f} ms of a core")
    say(f"a day of {WHOLE:,} documents and {REQUESTS:,} requests: {share:.1%} of a core")
    say(f"memory {before:.0f} -> {memory('VmRSS'):.0f} MB")

    assert day.documents - first == FEEDS * TOGETHER * ROUNDS
