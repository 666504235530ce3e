"""What a feed brings at one time, wherever in the network it lies: its items, made sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.feeds.fetching import NOTHING_KNOWN, Fetched, Fetcher, FetchFailed, Validators
from bot.feeds.items import FeedItem, Parsed, sound
from bot.feeds.listing import Feed, FeedKind
from bot.feeds.manners import PoliteFetcher
from bot.feeds.taking_apart import TakingApart

MOST_PAGES = 20
"""Fetched of one feed at one time; the rest waits for the next."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of asking a feed."""

    items: tuple[FeedItem, ...] = ()
    validators: Validators = NOTHING_KNOWN
    title: str = ""
    language: str | None = None
    notes: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Bringing:
    """Asks feeds, and for the pages behind their items."""

    fetcher: Fetcher
    polite: PoliteFetcher
    apart: TakingApart
    today: Callable[[], date]

    async def from_(self, feed: Feed, validators: Validators) -> Brought:
        """What a feed lists now; FetchFailed says why that is nothing."""
        fetched = await self.polite.get(feed.address, validators, private=feed.private)
        if fetched.body is None:
            return Brought(validators=validators, unchanged=True)
        parsed, children = await self.apart.listed(feed.kind, fetched)
        for child in children:
            parsed = replace(parsed, items=(*parsed.items, *(await self._child(feed, child)).items))
        items, wrong = sound(parsed.items, fetched.address, self.today())
        notes = (*parsed.warnings, *wrong, *_moved(fetched))
        return Brought(items, fetched.validators, parsed.title, parsed.language, notes)

    async def with_pages(self, feed: Feed, items: Iterable[FeedItem]) -> list[FeedItem]:
        """The items with the texts of the pages behind them, where these say more; a page may fail."""
        return [await self._with_page(feed, one) for one in items]

    async def close(self) -> None:
        """End what asks."""
        await self.apart.close()
        await self.fetcher.close()

    async def _with_page(self, feed: Feed, item: FeedItem) -> FeedItem:
        if not item.link:
            return item
        try:
            found = await self.apart.article(await self.polite.get(item.link, private=feed.private))
        except FetchFailed:
            return item
        text = found.text if len(found.text) > len(item.text) else item.text
        day = found.proposed.date
        stated = day.first if day and day.precision == 3 else None
        return replace(
            item, text=text, title=item.title or found.proposed.title or "", published=item.published or stated
        )

    async def _child(self, feed: Feed, address: str) -> Parsed:
        try:
            fetched = await self.polite.get(address, private=feed.private)
            return (await self.apart.listed(FeedKind.SITEMAP, fetched))[0]
        except FetchFailed:
            return Parsed()


def _moved(fetched: Fetched) -> tuple[str, ...]:
    return (f"has moved for ever to {fetched.address}; change its address",) if fetched.moved else ()
