"""One address asked once: politely, within bounds, and every step of the way looked at."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.clocks import utc
from bot.feeds.addresses import PrivateAddress, PublicAddresses, refuse_private

MOST_BYTES = 8 * 1024 * 1024
"""Of what is fetched, packed and unpacked."""
SECONDS = 30.0
_MOST_STEPS = 5
_MOVED = (301, 302, 303, 307, 308)
_FOR_EVER = (301, 308)
_GONE = 410
_NOT_MODIFIED = 304
_CHUNK = 64 * 1024
_LONGEST_WAIT = timedelta(days=1)
_MOST_OF_A_TAG = 1024


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell by whether something has changed."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> Mapping[str, str]:
        """As a request carries them."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in named if value}


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back; `body` None: nothing has changed."""

    address: str
    """Where it was found in the end."""
    body: bytes | None
    kind: str = ""
    """The type that the server says."""
    validators: Validators = NOTHING_KNOWN
    moved: bool = False
    """Whether every step to it was said to be for ever."""


class FetchFailed(Exception):
    """Nothing came back that can be used; the message is a predicate."""

    def __init__(self, reason: str, *, status: int | None = None, wait: timedelta | None = None) -> None:
        """`status` is what the server answered, where it did; `wait` how long it asks for."""
        super().__init__(reason)
        self.status = status
        self.wait = wait

    @property
    def gone(self) -> bool:
        """Whether the server says that there will never be anything again."""
        return self.status == _GONE


@dataclass
class Fetcher:
    """Asks servers; what is private is reached where that is allowed."""

    agent: str
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES
    _sessions: dict[bool, aiohttp.ClientSession] = field(default_factory=dict, init=False)

    async def get(self, url: str, validators: Validators = NOTHING_KNOWN, *, private: bool = False) -> Fetched:
        """What lies at an address; FetchFailed says why there is nothing."""
        try:
            async with asyncio.timeout(self.seconds):
                return await self._followed(url, validators, private=private)
        except TimeoutError:
            raise FetchFailed(f"takes longer than {self.seconds:g} seconds") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchFailed(_reason(error)) from None

    async def close(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def _followed(self, url: str, validators: Validators, *, private: bool) -> Fetched:
        seen, moved = [url], True
        while len(seen) <= _MOST_STEPS:
            step = await self._step(seen[-1], validators, private=private)
            if isinstance(step, Fetched):
                return Fetched(step.address, step.body, step.kind, step.validators, moved=moved and step.address != url)
            target, for_ever = step
            if target in seen:
                raise FetchFailed("leads back to where it came from")
            moved = moved and for_ever
            seen.append(target)
        raise FetchFailed(f"leads on more than {_MOST_STEPS} times")

    async def _step(self, url: str, validators: Validators, *, private: bool) -> Fetched | tuple[str, bool]:
        """What lies there, or where it leads and whether for ever."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchFailed("leads to something that is no page of the web")
        if not private:
            refuse_private(url)
        session = self._session(private=private)
        async with session.get(url, headers=validators.headers(), allow_redirects=False) as response:
            if response.status in _MOVED and (target := response.headers.get("Location")):
                return urljoin(url, target), response.status in _FOR_EVER
            if response.status == _NOT_MODIFIED:
                return Fetched(url, None, validators=validators)
            _refuse_failure(response)
            body = await self._body(response)
            kind = response.headers.get("Content-Type", "")[:200]
            return Fetched(url, body, kind, _validators(response))

    def _session(self, *, private: bool) -> aiohttp.ClientSession:
        if private not in self._sessions:
            resolver = None if private else PublicAddresses()
            self._sessions[private] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=resolver, limit=32, use_dns_cache=False),
                headers={"User-Agent": self.agent, "Accept-Encoding": "gzip"},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_read=self.seconds),
            )
        return self._sessions[private]

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        coding = response.headers.get("Content-Encoding", "identity").lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise FetchFailed(f"comes packed in a way that nobody asked for ({coding[:20]})")
        unpacked = _Unpacking(self.most_bytes, packed="gzip" in coding)
        async for chunk in response.content.iter_chunked(_CHUNK):
            unpacked.take(chunk)
        return bytes(unpacked.whole)


@dataclass
class _Unpacking:
    """A body as it comes, never larger than allowed: a bomb is noticed before it goes off."""

    most: int
    packed: bool
    whole: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._gzip = zlib.decompressobj(wbits=31)

    def take(self, chunk: bytes) -> None:
        room = self.most - len(self.whole) + 1
        try:
            self.whole += self._gzip.decompress(chunk, room) if self.packed else chunk[:room]
        except zlib.error:
            raise FetchFailed("comes packed wrongly") from None
        if len(self.whole) > self.most:
            raise FetchFailed(f"is larger than {self.most // 1024} KiB")


def _refuse_failure(response: aiohttp.ClientResponse) -> None:
    if response.status != 200:
        reason = "is gone for ever (410)" if response.status == _GONE else f"answers {response.status}"
        raise FetchFailed(reason, status=response.status, wait=_wait(response.headers.get("Retry-After", "")))


def _wait(text: str) -> timedelta | None:
    """How long a server asks to be left alone, at most a day."""
    try:
        if text.strip().isdecimal():
            found = timedelta(seconds=min(int(text), 10**6))
        else:
            found = parsedate_to_datetime(text).replace(tzinfo=UTC) - utc()
    except ValueError:
        return None
    return min(max(found, timedelta(0)), _LONGEST_WAIT)


def _validators(response: aiohttp.ClientResponse) -> Validators:
    etag, modified = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Validators(etag if len(etag) <= _MOST_OF_A_TAG else "", modified if len(modified) <= 100 else "")


def _reason(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, PrivateAddress) else error
    match cause:
        case PrivateAddress():
            return str(cause)
        case aiohttp.ClientConnectorDNSError():
            return "has a name that leads nowhere"
        case aiohttp.ClientConnectorError():
            return "cannot be reached"
        case aiohttp.ClientSSLError():
            return "has no certificate that can be trusted"
        case _:
            return f"breaks off ({type(cause).__name__})"
