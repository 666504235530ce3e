"""How a host wants to be asked: its robots.txt, and time between two requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.feeds.fetching import NOTHING_KNOWN, Fetched, FetchFailed, Validators

if TYPE_CHECKING:
    from protego import Protego

_KNOWN_FOR = 24 * 3600.0
_MOST_BYTES = 512 * 1024
_BETWEEN = 1.0
_MOST_BETWEEN = 30.0
_MOST_HOSTS = 2_000
_TOO_MANY = 429

Get = Callable[..., Awaitable[Fetched]]


@dataclass(slots=True)
class _Host:
    """One origin: what it allows, and when it was asked last."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    asked_at: float = -_MOST_BETWEEN
    read_at: float = -_KNOWN_FOR
    rules: Protego | None = None
    """None: everything is allowed."""


@dataclass
class PoliteFetcher:
    """Asks a host for one thing at a time, and for nothing that it does not want to be asked for."""

    get_: Get
    """As `Fetcher.get`."""
    agent: str
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    between: float = _BETWEEN
    """Seconds between two requests to a host that asks for nothing else."""
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)

    async def get(self, url: str, validators: Validators = NOTHING_KNOWN, *, private: bool = False) -> Fetched:
        """As `Fetcher.get`; FetchFailed too where robots.txt keeps us out."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._turn(origin) as host:
            await self._read_rules(host, origin, private=private)
            if host.rules is not None and not host.rules.can_fetch(url, self.agent):
                raise FetchFailed("must not be fetched, says robots.txt")
            await self._wait(host)
            return await self.get_(url, validators, private=private)

    @asynccontextmanager
    async def _turn(self, origin: str) -> AsyncIterator[_Host]:
        if len(self._hosts) > _MOST_HOSTS:
            self._hosts = {name: one for name, one in self._hosts.items() if one.turn.locked()}
        host = self._hosts.setdefault(origin, _Host())
        async with host.turn:
            try:
                yield host
            finally:
                host.asked_at = self.clock()

    async def _read_rules(self, host: _Host, origin: str, *, private: bool) -> None:
        if self.clock() - host.read_at < _KNOWN_FOR:
            return
        from protego import Protego

        try:
            found = await self.get_(f"{origin}/robots.txt", private=private)
        except FetchFailed as error:
            if error.status is None:
                raise
            if not _allows_all(error.status):
                raise FetchFailed(f"has a robots.txt that cannot be read: it {error}", wait=error.wait) from None
            host.rules = None
        else:
            host.rules = Protego.parse((found.body or b"")[:_MOST_BYTES].decode("utf-8", "replace"))
        host.read_at = host.asked_at = self.clock()

    async def _wait(self, host: _Host) -> None:
        asked = host.rules.crawl_delay(self.agent) if host.rules else None
        between = self.between if asked is None else min(max(float(asked), self.between), _MOST_BETWEEN)
        if (left := host.asked_at + between - self.clock()) > 0:
            await self.pause(left)


def _allows_all(status: int) -> bool:
    """A host without rules has none against us (RFC 9309): any answer from 400 to 499 but "too many"."""
    return 400 <= status < 500 and status != _TOO_MANY
