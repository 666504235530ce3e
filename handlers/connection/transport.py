"""HTTP below httpx on aiohttp: python-telegram-bot keeps httpx's client, timeouts and errors, at a fifth of the cost.

An echo of python-telegram-bot's cost 2.3–2.5 ms of a core on httpcore, anyio and h11, and 0.7 ms on this. What tells
delivered from undelivered stays exact: the errors that mean "it never left" are raised while connecting, and only then.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from ssl import SSLContext
from urllib.request import getproxies

import aiohttp
import httpx
from telegram.request import HTTPXRequest

_KEPT_ALIVE_SECONDS = 5.0
"""httpx's own: a connection that rests longer may be closed by the other side while we write."""
_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ServerFingerprintMismatch, httpx.ConnectError),
    (TimeoutError, httpx.ReadTimeout),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
    (aiohttp.ClientConnectionResetError, httpx.WriteError),
    (aiohttp.ClientError, httpx.ReadError),
    (OSError, httpx.ReadError),
)
"""The first that fits counts. All but the first two may come after the request had its effect."""


def request(connections: int) -> HTTPXRequest:
    """The network for python-telegram-bot; where the environment names a proxy, httpx's own, which knows every kind."""
    if getproxies().keys() - {"no"}:
        return HTTPXRequest(connection_pool_size=connections)
    return HTTPXRequest(connections, httpx_kwargs={"transport": AiohttpTransport(connections)})


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Sends httpx's requests; opened by the first one, closed and opened again as its client is."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and read its answer to the end."""
        content = await request.aread()
        with _as_httpx():
            async with self._opened(request.url.scheme).request(
                request.method,
                str(request.url.copy_with(userinfo=b"")),  # which httpx has put into a header
                data=content or None,
                headers=request.headers.multi_items(),
                timeout=_timeout(request),
                allow_redirects=False,
            ) as response:
                body = await response.read()
        return httpx.Response(response.status, headers=response.raw_headers, content=body, request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self, scheme: str) -> aiohttp.ClientSession:
        """The session; one that begins without encryption still verifies whom it meets with it."""
        if self._session is None:
            ssl = _trusted() if scheme == "https" else True
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=ssl, keepalive_timeout=_KEPT_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
        return self._session


@cache
def _trusted() -> SSLContext:
    """Reading whom to trust takes 20 ms of a core: once a process."""
    return httpx.create_ssl_context()


def _timeout(request: httpx.Request) -> aiohttp.ClientTimeout:
    """The four limits of httpx in aiohttp's terms, which have none for writing: the sum bounds the whole."""
    given: dict[str, float | None] = request.extensions.get("timeout", {})
    pool, connect, write, read = (given.get(name) for name in ("pool", "connect", "write", "read"))
    return aiohttp.ClientTimeout(
        total=_sum(pool, connect, write, read), connect=_sum(pool, connect), sock_connect=connect, sock_read=read
    )


def _sum(*seconds: float | None) -> float | None:
    """None, for ever, as soon as one of them is."""
    known = [one for one in seconds if one is not None]
    return sum(known) if len(known) == len(seconds) else None


@contextlib.contextmanager
def _as_httpx() -> Iterator[None]:
    try:
        yield
    except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
        mapped = next(to for known, to in _ERRORS if isinstance(error, known))
        raise mapped(str(error)) from error
