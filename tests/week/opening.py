"""Opens a week: a playground, a world of feeds, a knowledge folder, a state and a bot, all on one clock."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from pathlib import Path

from bot.app import build, services
from bot.clocks import Clocks
from bot.context import state_in
from bot.delivery_parts import lease_of
from bot.memory.health import Health
from bot.playground.playground import Playground
from bot.playground.testing import MovableClock, TelegramServer, Visitor
from bot.playground.wiring import Options
from bot.playground.world.rates import Limits
from bot.publishing.library import Library
from bot.publishing.served import Served
from bot.settings.environment import load
from bot.settings.values import Settings
from bot.state.database import Database
from bot.state.leases import RENEWED
from bot.state.migrating import upgrade
from knowledge.curation.folder import Folder
from tests.support.clock import Clock
from tests.support.feed_world import feed_world
from tests.support.folders import KnowledgeFolder
from tests.week import facts
from tests.week.facts import START
from tests.week.playing import BEFORE, Week
from tests.week.press import Press, Story, stories
from tests.week.readers import Reader, readers


@contextlib.asynccontextmanager
async def week(place: Path, count: int, reports: int, days: int = facts.DAYS) -> AsyncIterator[Week]:
    """So many readers and reports, in a folder that holds nothing yet."""
    told = stories(reports, days)
    async with opened(place, lambda server: server.visitors(count), readers, told, days) as one:
        yield one


@contextlib.asynccontextmanager
async def opened(
    place: Path,
    people_of: Callable[[TelegramServer], list[Visitor]],
    readers_of: Callable[[list[int]], list[Reader]],
    told: Sequence[Story],
    days: int,
) -> AsyncIterator[Week]:
    """A week of these people, who wish for what they wish."""
    clock = Clock(START - BEFORE)
    options = Options(limits=Limits(), clock=lambda: clock().timestamp(), kept_calls=1_000)
    async with (
        contextlib.AsyncExitStack() as stack,
        feed_world() as world,
        Playground.opened(options) as playground,
    ):
        server = TelegramServer(playground, playground.world.add_bot("Marsad", "marsad_bot"), MovableClock())
        people = people_of(server)
        press = Press(world, place / "drop", told)
        press.write(clock())
        (place / "feeds.yaml").write_text(press.listing())
        folder = KnowledgeFolder.made(place / "kb")
        facts.write(folder, 0)
        settings = _settings(place, server)
        served = Served(Library(Folder.locate(folder.root), settings.data, now=clock), now=clock)
        database = Database(settings.database_url.get_secret_value())
        stack.push_async_callback(database.close)
        await upgrade(database, None)
        state = state_in(database, timedelta(minutes=10))
        clocks = Clocks(clock, lambda: clock().timestamp(), clock.pause)
        given = services(settings, served, state, Health("polling"), library=served.library, clocks=clocks)
        application = build(settings, given)
        await stack.enter_async_context(application)
        leading = asyncio.create_task(_lead(database))
        stack.callback(leading.cancel)
        wanted = readers_of([one.dialog.id for one in people])
        one = Week(clock, server, people, wanted, press, folder, served, given, application, days)
        yield one
        assert one.parts.poller
        await one.parts.poller.bringing.close()


def _settings(place: Path, server: TelegramServer) -> Settings:
    environ = {
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_BOT_TOKEN": server.token,
        "MARSAD_DATA": str(place / "data"),
        "MARSAD_FEEDS__FILE": str(place / "feeds.yaml"),
        "MARSAD_ANSWERS__QUESTIONS_PER_MINUTE": "1000",
    }
    return load(environ, default_path=place / "config.yaml")


async def _lead(database: Database) -> None:
    """Keep the lease, whose moments are those of the database."""
    while True:
        await lease_of(database).take()
        await asyncio.sleep(RENEWED)
