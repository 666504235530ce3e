"""How long from the moment at which a document is fetched until a reader has it, and until it can be found.

A real process watches 100 feeds, which bring a document a second; forty readers each follow a word that one document
alone has, and want to hear of it at once. The world and the Telegram are servers of this process.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.session import say
from bot.playground.testing import TelegramServer, Visitor, telegram_server
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import Aspect, Scope, Subject, Subscription, Tells
from bot.state.database import Database
from bot.state.subscriptions import Subscriptions
from tests.benchmarks.feed_reports import own_word, report
from tests.e2e.test_playground import serving
from tests.e2e.test_run import home
from tests.support.feed_world import FeedWorld, feed_world, rss
from tests.support.state import NOW, in_state

__all__ = ["home", "telegram_server"]

pytestmark = pytest.mark.bench

FEEDS, READERS, SEARCHED, GOAL = 100, 40, 5, 60.0
"""All feeds lie on one host, which is asked once a second: 86,400 documents a day."""
_PATIENCE = 900.0


class Fetched:
    """When the new document of each feed was fetched first."""

    def __init__(self, world: FeedWorld) -> None:
        self.world = world
        self.at: dict[int, float] = {}
        self.done = [asyncio.Event() for _ in range(FEEDS)]

    def serve(self, feed: int) -> None:
        """From now on it has something new."""
        body = rss([replace(report(feed, 1), date=""), report(feed, 0)])

        async def answer(_: web.Request) -> web.Response:
            self.at.setdefault(feed, time.perf_counter())
            self.done[feed].set()
            return web.Response(body=body)

        self.world.pages[f"/{feed}"] = answer


async def told(reader: Visitor) -> float:
    """When the next message comes."""
    await reader.reply(seconds=_PATIENCE)
    return time.perf_counter()


async def found(reader: Visitor, fetched: Fetched, feed: int) -> float:
    """Seconds from fetching until a search finds it."""
    await fetched.done[feed].wait()
    word = own_word(feed, 1)
    while True:
        reader.says(f"/search {word}")
        if "Report" in (await reader.reply(seconds=60))["text"]:
            return time.perf_counter() - fetched.at[feed]
        await asyncio.sleep(0.5)


@pytest.mark.timeout(1_800)
async def test_a_new_document_is_found_and_told_within_a_minute(home: Path, telegram_server: TelegramServer) -> None:
    readers = telegram_server.visitors(READERS + SEARCHED)
    await asyncio.to_thread(in_state, home / "data", lambda database: follow(database, readers[:READERS]))
    async with feed_world() as world:
        listed = "".join(f"  f{n}: {{url: {world.url}/{n}, private: true, every: 1m}}\n" for n in range(FEEDS))
        (home / "feeds.yaml").write_text(f"feeds:\n{listed}")
        fetched = Fetched(world)
        for feed in range(FEEDS):
            world.serve(f"/{feed}", rss([report(feed, 0)]))
        async with serving(home, telegram_server, {"MARSAD_FEEDS__FILE": str(home / "feeds.yaml")}):
            await asyncio.gather(*(world.answered(f"/{feed}") for feed in range(FEEDS)))
            waiting = [asyncio.create_task(told(one)) for one in readers[:READERS]]
            searching = [
                asyncio.create_task(found(one, fetched, READERS + number))
                for number, one in enumerate(readers[READERS:])
            ]
            for feed in range(FEEDS):
                fetched.serve(feed)
            arrived = await asyncio.gather(*waiting)
            searched = await asyncio.gather(*searching)
    took = [at - fetched.at[feed] for feed, at in enumerate(arrived)]
    say(f"\n{len(fetched.at)} of {FEEDS} feeds were asked meanwhile")
    say(f"from fetched to told: median {statistics.median(took):.1f} s, longest {max(took):.1f} s (≤ {GOAL:.0f})")
    say(f"from fetched to found: median {statistics.median(searched):.1f} s, longest {max(searched):.1f} s")

    assert max(*took, *searched) <= GOAL


async def follow(database: Database, readers: list[Visitor]) -> None:
    """Each follows a word of its own, and wants what is written of it at once."""
    kept = Subscriptions(database)
    for number, one in enumerate(readers):
        wanted = Subscription(0, ChatKey(one.dialog.id), Subject(Scope.WORDS, own_word(number, 1)), "en")
        made, _ = await kept.follow(wanted, NOW)
        await kept.save(made.with_(Aspect.TELLS, list(Tells).index(Tells.MENTIONS)).with_(Aspect.PROMPT, 1), NOW)
