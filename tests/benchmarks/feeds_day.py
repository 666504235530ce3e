"""A whole day of 500 feeds with 50,000 documents, played as fast as it goes: `python -m tests.benchmarks.feeds_day`.

A server of this process stands for the world, and its share is counted too. Feeds are taken apart by the process that
does it for a running bot; each document goes through archive, ledger, story and links into the state, and is planned
for a hundred readers. After each hour of the day the newest document is searched for, in words that it alone has.

    python -m tests.benchmarks.feeds_day [DOCUMENTS [unsearched]]

Fewer documents than 50,000 are the first hours of the same day. Unsearched, the memory is that of watching alone; who
searches maps an index of the archive, which grows with it and is not the process's own (decision 20). With `TMPDIR` in
memory nothing waits for a disk, which takes no core.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering import Answerer
from bot.cli.session import say
from bot.context import Stores, state_in
from bot.delivery.late_answers import LateAnswers
from bot.delivery.mentioning import MentionPlanner
from bot.feeds.bringing import Bringing
from bot.feeds.fetching import Fetcher
from bot.feeds.ledger import Ledger
from bot.feeds.listing import Feed, FeedKind
from bot.feeds.manners import PoliteFetcher
from bot.feeds.noting import Noting
from bot.feeds.poller import FeedPoller
from bot.feeds.taking import Taking
from bot.feeds.taking_apart import TakingApart
from bot.garbage_collection import one_heap
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import Scope, Subject, Subscription, Tells
from bot.state.database import Database
from bot.state.migrating import upgrade
from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.schema import opened
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from tests.benchmarks.feed_reports import own_word, report
from tests.benchmarks.memory import memory
from tests.benchmarks.processor import cpu_seconds
from tests.support.clock import Clock
from tests.support.feed_world import FeedWorld, feed_world, rss
from tests.support.newsroom import wordings

FEEDS, TOGETHER, WHOLE = 500, 4, 50_000
_READERS = 100
REQUESTS = 30_000
"""In a day; those that find nothing are spread among the others."""
_HOURS = 24


@dataclass
class Day:
    """The parts of a bot that watch feeds, and what they have taken so far."""

    world: FeedWorld
    poller: FeedPoller
    noting: Noting
    planner: MentionPlanner
    apart: TakingApart
    engine: Engine
    clock: Clock
    feeds: list[Feed]
    documents: int = 0
    requests: int = 0
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))

    async def round(self, number: int, *, news: bool) -> None:
        """Each feed is asked once."""
        if news:
            for feed in range(FEEDS):
                listed = [report(feed, number * TOGETHER + one) for one in range(TOGETHER)]
                self.world.serve_with_tag(f"/{feed}", rss(listed), f'"{number}"')
        self.documents += sum(await asyncio.gather(*map(self._polled, self.feeds)))
        self.requests += FEEDS
        while await self.noting.step() or await self.planner.step():
            pass

    async def _polled(self, feed: Feed) -> int:
        async with self._places:
            return (await self.poller.poll(feed)).new

    async def searched(self, number: int) -> float:
        """Seconds in which the newest document of the last feed is found, by a word that it alone has."""
        word = own_word(FEEDS - 1, number * TOGETHER)
        began = time.perf_counter()
        found = await asyncio.to_thread(self.engine.searcher.search, word, top=1)
        assert found and word in str(found[0].document and found[0].document.title), word
        return time.perf_counter() - began

    def cpu(self) -> float:
        """Seconds of a core that this process and the one that takes feeds apart have taken."""
        process = self.apart.apart.process
        return time.process_time() + (cpu_seconds(process.pid) if process else 0)


async def main(documents: int = WHOLE, *, searched: bool = True) -> None:
    """Play it, a line for each hour with news."""
    one_heap()  # as `run` does
    rounds = documents // (FEEDS * TOGETHER)
    idle = round(REQUESTS / FEEDS * documents / WHOLE) - rounds
    engine = Engine(compiler.in_memory(read_folder(Folder.locate(Path("knowledge")))))
    with TemporaryDirectory() as place:
        async with opened_day(Path(place), engine) as day:
            await day.round(0, news=True)
            first, began, real = day.documents, day.cpu(), time.perf_counter()
            say("| documents | ms of a core each | searched in | this process | its own | taker | archive | index |")
            say("|---|---|---|---|---|---|---|---|")
            for number in range(1, rounds + 1):
                before, cpu = day.documents, day.cpu()
                await day.round(number, news=True)
                each = (day.cpu() - cpu) / max(1, day.documents - before)
                found = await day.searched(number) if searched else 0.0
                day.clock.forward(hours=_HOURS / rounds)
                for _ in range(number * idle // rounds - (number - 1) * idle // rounds):
                    await day.round(number, news=False)
                say(_line(day, first, each, found, Path(place)))
            spent, took = day.cpu() - began, time.perf_counter() - real
    share = spent / (_HOURS * 3600 * documents / WHOLE)
    say(f"\n{day.documents - first:,} documents, {day.requests - FEEDS:,} requests: {spent:.0f} s of a core")
    say(f"of {_HOURS * documents / WHOLE:g} h: {share:.1%} of a core; played in {took:.0f} s")


def _line(day: Day, first: int, each: float, found: float, place: Path) -> str:
    process = day.apart.apart.process
    worker = memory("VmRSS", process.pid) if process else 0
    size = sum(one.stat().st_size for one in place.glob("archive.sqlite*")) / 1e6
    own = f"{memory('VmRSS'):.0f} MB | {memory('RssAnon'):.0f} MB"
    memories = f"{own} | {worker:.0f} MB | {size:.0f} MB | {_index(place):.0f} MB"
    return f"| {day.documents - first:,} | {each * 1000:.1f} | {found * 1000:.0f} ms | {memories} |"


def _index(place: Path) -> float:
    """What a search reads of the archive, in MB."""
    with contextlib.closing(opened(place / "archive.sqlite")) as archive:
        return float(archive.execute("SELECT sum(length(data)) FROM segment_array").fetchone()[0]) / 1e6


@contextlib.asynccontextmanager
async def opened_day(place: Path, engine: Engine) -> AsyncIterator[Day]:
    """The evening before, in a folder that holds nothing yet."""
    database = Database(f"sqlite+aiosqlite:///{place}/state.sqlite")
    async with feed_world() as world, contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        await upgrade(database, None)
        day = await _opened(place, state_in(database, timedelta(minutes=10)), world, engine)
        stack.push_async_callback(day.poller.bringing.close)
        yield day


async def _opened(place: Path, state: Stores, world: FeedWorld, engine: Engine) -> Day:
    clock, apart = Clock(), TakingApart()
    ledger, archive = Ledger(place / "feeds.sqlite"), Archive(place / "archive.sqlite")
    fetcher = Fetcher("Marsad/1 (benchmark)")
    bringing = Bringing(fetcher, PoliteFetcher(fetcher.get, "Marsad", between=0.0), apart, lambda: clock().date())
    poller = FeedPoller(place / "feeds.yaml", ledger, bringing, Taking(archive, ledger), now=clock)
    searching = Engine(engine.knowledge, elsewhere=ArchiveDoor(archive.path))
    late = LateAnswers(lambda question, lang: Answerer.open(lambda: searching).answer(question, lang=lang), wordings())
    noting = Noting(ledger, archive, state.mentions, state.misses, late, lambda: searching, clock)
    planner = MentionPlanner(state.mentions, lambda: searching.knowledge, wordings(), clock)
    for chat in range(1, _READERS + 1):
        subject = Subject(Scope.ENTITY, ("india", "kazakhstan", "astana")[chat % 3])
        wanted = Subscription(0, ChatKey(chat), subject, "en", tells=Tells.MENTIONS, prompt=bool(chat % 2))
        kept, _ = await state.subscriptions.follow(wanted, clock())
        await state.subscriptions.save(kept, clock())
    feeds = [Feed(f"f{n}", FeedKind.FEED, f"{world.url}/{n}", private=True) for n in range(FEEDS)]
    return Day(world, poller, noting, planner, apart, searching, clock, feeds)


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:2]), searched="unsearched" not in sys.argv))
