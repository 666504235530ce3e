"""What watching 500 feeds with 50,000 documents a day takes of a core, and whether memory stays flat.

A day is played as fast as it goes: a server of this machine stands for the world, feeds are taken apart by the process
that does it for a running bot, and every document goes through archive, stories and links. `ROUNDS` times each feed has
something new; the rest of a day's requests find nothing changed.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from functools import cache
from pathlib import Path

import pytest

from bot.cli.session import say
from bot.feeds.bringing import Bringing
from bot.feeds.fetching import Fetcher
from bot.feeds.ledger import Ledger
from bot.feeds.listing import Feed, FeedKind
from bot.feeds.manners import PoliteFetcher
from bot.feeds.poller import FeedPoller
from bot.feeds.taking import Taking
from bot.feeds.taking_apart import TakingApart
from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.linking import Linker
from tests.benchmarks.memory import memory
from tests.benchmarks.processor import cpu_seconds
from tests.support.clock import Clock
from tests.support.feed_world import Entry, FeedWorld, feed_world, rss

pytestmark = pytest.mark.bench

FEEDS, ROUNDS, LISTED = 500, int(os.environ.get("ROUNDS", "4")), 4
POLLS_A_DAY, DOCUMENTS_A_DAY = 500 * 60, 50_000
"""Assumed: a quarter of the documents come with others, so that 30,000 requests find something 12,500 times."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Made-up words, common and rare as words are."""
    chance = random.Random(1)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(20_000)]
    return words, [1 / (rank + 10) for rank in range(len(words))]


def sentences(seed: int) -> str:
    """A text of twenty sentences."""
    chance = random.Random(seed)
    return " ".join(f"{' '.join(chance.choices(*vocabulary(), k=15)).capitalize()}." for _ in range(20))


def item(feed: int, number: int) -> Entry:
    seed = feed * 10_000 + number
    place = ("India", "Kazakhstan", "Astana", "nobody")[seed % 4]
    text = f"Envoys of {place} met. {sentences(seed)}"
    return Entry(f"Report {seed} of {place}", text, f"/page/{seed}", f"tag:{seed}")


def fill(world: FeedWorld, round_: int) -> None:
    """Each feed lists one more than before."""
    for feed in range(FEEDS):
        body = rss([item(feed, number) for number in range(round_, round_ - LISTED, -1)])
        world.serve_with_tag(f"/{feed}", body, f'"{round_}"')


async def polled(poller: FeedPoller, feeds: list[Feed], places: asyncio.Semaphore) -> int:
    async def one(feed: Feed) -> int:
        async with places:
            return (await poller.poll(feed)).new

    return sum(await asyncio.gather(*map(one, feeds)))


@pytest.mark.timeout(3600)
async def test_a_day_of_five_hundred_feeds(tmp_path: Path, engine: Engine) -> None:
    clock = Clock()
    ledger, archive = Ledger(tmp_path / "feeds.sqlite"), Archive(tmp_path / "archive.sqlite")
    fetcher = Fetcher("Marsad/1 (benchmark)")
    apart = TakingApart()
    bringing = Bringing(fetcher, PoliteFetcher(fetcher.get, "Marsad", between=0.0), apart, lambda: clock().date())
    poller = FeedPoller(tmp_path / "feeds.yaml", ledger, bringing, Taking(archive, ledger), now=clock)
    linker = Linker(engine.reader.names, engine.knowledge.entities)
    places = asyncio.Semaphore(8)
    async with feed_world() as world:
        feeds = [Feed(f"f{n}", FeedKind.FEED, f"{world.url}/{n}", private=True) for n in range(FEEDS)]
        fill(world, 0)
        began = cpu(apart)
        first = await polled(poller, feeds, places)
        say(f"\nfirst time: {first} documents, {(cpu(apart) - began) / first * 1000:.1f} ms of a core each")
        began, before = cpu(apart), memory("VmRSS")
        new = 0
        for round_ in range(1, ROUNDS + 1):
            fill(world, round_)
            clock.forward(hours=1)
            new += await polled(poller, feeds, places)
            for one in ledger.unnoted(FEEDS):
                source = archive.get(one.id).source
                linker.sentences(source.title or "", source.text)
            ledger.note([one.number for one in ledger.unnoted(FEEDS * 2)])
            say(f"round {round_}: {new} documents, {memory('VmRSS'):.0f} MB")
        each = (cpu(apart) - began) / new
        began = cpu(apart)
        await polled(poller, feeds, places)
        idle = (cpu(apart) - began) / FEEDS
        share = (each * DOCUMENTS_A_DAY + idle * (POLLS_A_DAY - DOCUMENTS_A_DAY // 4)) / 86_400
        say(f"a document {each * 1000:.1f} ms, a request without news {idle * 1000:.1f} ms of a core")
        say(f"a day of 50,000 documents and 30,000 requests: {share:.1%} of a core")
        say(f"memory {before:.0f} -> {memory('VmRSS'):.0f} MB")
        await bringing.close()

    assert new == FEEDS * ROUNDS


def cpu(apart: TakingApart) -> float:
    """Seconds of a core that this process, and the one that takes feeds apart, have taken."""
    process = apart.apart.process
    return time.process_time() + (cpu_seconds(process.pid) if process else 0)
