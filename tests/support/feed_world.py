"""A world of feeds with every fault that was ever seen, on a server of this machine."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape

from aiohttp import web

from tests.support.ports import served

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BODY = (
    "The ministers of defence met in the capital on Tuesday and agreed to hold joint drills next spring, "
    "an official of the ministry told reporters after the session number {n} of that week had ended."
)


@dataclass(frozen=True)
class Entry:
    """An entry as a feed writes it."""

    title: str
    text: str = ""
    link: str = ""
    guid: str = ""
    date: str = "Mon, 01 Apr 2024 09:00:00 GMT"


def entry(n: int, **given: str) -> Entry:
    """One of many that differ."""
    words = " ".join(f"word{n}x{k}" for k in range(12))
    usual = {
        "title": f"Report {n}",
        "text": f"{BODY.format(n=n)} {words}",
        "link": f"/page/{n}",
        "guid": f"tag:{n}",
    }
    return Entry(**{**usual, **given})


def rss(entries: Iterable[Entry], title: str = "Coast News", head: str = '<?xml version="1.0"?>') -> bytes:
    """RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.link)}</link>"
        f"<guid isPermaLink='false'>{escape(one.guid)}</guid><pubDate>{one.date}</pubDate>"
        f"<description>{escape(one.text)}</description></item>"
        for one in entries
    )
    return f'{head}<rss version="2.0"><channel><title>{escape(title)}</title>{items}</channel></rss>'.encode()


def atom(entries: Iterable[Entry]) -> bytes:
    """Atom 1.0."""
    items = "".join(
        f"<entry><title>{escape(one.title)}</title><link href='{escape(one.link)}'/><id>{escape(one.guid)}</id>"
        f"<updated>2024-04-01T09:00:00Z</updated><summary>{escape(one.text)}</summary></entry>"
        for one in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Atom Wire</title>{items}</feed>".encode()


def json_feed(entries: Iterable[Entry]) -> bytes:
    """JSON Feed 1.1."""
    items = [{"id": one.guid, "url": one.link, "title": one.title, "content_text": one.text} for one in entries]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}).encode()


@dataclass
class FeedWorld:
    """Serves what it is given by path, and counts who asked."""

    url: str = ""
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    _events: defaultdict[str, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    def serve(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        """Answer with the same every time; a header's name with _ for -."""
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_: web.Request) -> web.Response:
            return web.Response(body=content, status=status, headers=named)

        self.pages[path] = answer

    def serve_with_tag(self, path: str, body: bytes, tag: str) -> None:
        """Answer 304 to whoever has it."""

        async def answer(request: web.Request) -> web.Response:
            if request.headers.get("If-None-Match") == tag:
                return web.Response(status=304)
            return web.Response(body=body, headers={"ETag": tag})

        self.pages[path] = answer

    async def answered(self, path: str) -> None:
        """Wait until somebody has asked for it."""
        await self._events[path].wait()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Any request."""
        self.asked[request.path] += 1
        self.agents.add(request.headers.get("User-Agent", ""))
        self._events[request.path].set()
        answer = self.pages.get(request.path)
        return await answer(request) if answer else web.Response(status=404)


async def slowly(request: web.Request) -> web.StreamResponse:
    """A byte now and then, for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.05)


def bomb(size: int) -> bytes:
    """Much in little."""
    return gzip.compress(b"<rss>" + b" " * size, 9)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (c, c - 1, c - 1, c - 1, c - 1) for c in b"bcdefghijklmnopqrst")
    + b"]><rss version='2.0'><channel><title>&t;</title><item><title>&t;</title></item></channel></rss>"
)
"""Entities that stand for four others each."""


@asynccontextmanager
async def feed_world() -> AsyncIterator[FeedWorld]:
    """The server, at a port of its own."""
    world = FeedWorld()
    application = web.Application()
    application.router.add_get("/{path:.*}", world.handle)
    async with served(application) as world.url:
        yield world
