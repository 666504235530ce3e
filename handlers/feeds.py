"""/feeds: how the feeds are that are watched, and what lets one alone until the next start."""

from __future__ import annotations

import asyncio

from bot.feeds.health import FeedHealth
from bot.feeds.ledger import ledger_of
from bot.feeds.listing import Feed, read_feeds
from bot.interface.buttons.presses import PauseFeed
from bot.interface.pages.feeds import FeedsPages, WatchedFeed
from bot.interface.words.markup import Page
from bot.settings.values import Settings
from handlers.incoming import Incoming
from knowledge.errors import KnowledgeError


async def show(incoming: Incoming) -> None:
    """Tell an operator how each feed is."""
    await incoming.reply(await _page(incoming))


async def pause(incoming: Incoming, press: PauseFeed) -> None:
    """Let a feed alone until the next start, or go on with it."""
    ledger = ledger_of(incoming.services.settings)
    await asyncio.to_thread(ledger.pause, press.name, paused=bool(press.paused))
    await incoming.edit(await _page(incoming))


async def _page(incoming: Incoming) -> Page:
    pages, settings = await incoming.pages(), incoming.services.settings
    try:
        feeds = await asyncio.to_thread(_watched, settings)
    except (KnowledgeError, OSError) as error:
        return pages.simple("feeds.broken", what=str(error))
    return FeedsPages(pages.wording).page(feeds) if feeds else pages.simple("feeds.none")


def _watched(settings: Settings) -> list[WatchedFeed]:
    ledger, file = ledger_of(settings), settings.feeds.file
    return [_seen(one, ledger.health(one.name, one.address)) for one in (read_feeds(file) if file else ())]


def _seen(feed: Feed, health: FeedHealth) -> WatchedFeed:
    return WatchedFeed(feed.name, health.state, health.brought, health.new_at, health.problem)
