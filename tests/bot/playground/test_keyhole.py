"""Where the page listens for other machines, whoever uses it needs the key of this start."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground.playground import Playground
from bot.playground.wiring import Options


@pytest.fixture
async def beyond() -> AsyncIterator[Playground]:
    async with Playground.opened(Options("0.0.0.0")) as playground:
        playground.url = playground.url.replace("0.0.0.0", "127.0.0.1")
        yield playground


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    async with session.get(url, headers=headers, allow_redirects=False) as response:
        return response.status


async def test_without_the_key_nothing_is_shown_whatever_the_host_says(beyond: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        for host in ("localhost", "127.0.0.1", "0.0.0.0", "192.168.1.2:8080", "["):
            assert await status(session, f"{beyond.url}/api/state", Host=host) in (400, 403)
        assert await status(session, f"{beyond.url}/") == 403
        assert await status(session, f"{beyond.url}/?key=guessed") == 403


async def test_the_address_with_the_key_opens_the_page_under_every_name_of_the_machine(beyond: Playground) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with session.get(beyond.page) as response:
            assert (response.status, str(response.url)) == (200, f"{beyond.url}/")
        assert await status(session, f"{beyond.url}/api/state", Host="192.168.1.2:8080") == 200
        assert await status(session, f"{beyond.url}/api/state", Origin="http://evil.example") == 403


async def test_every_start_has_a_key_of_its_own_and_this_machine_needs_none() -> None:
    keys = []
    for host in ("0.0.0.0", "0.0.0.0", "127.0.0.1", "localhost"):
        async with Playground.opened(Options(host)) as playground:
            keys.append(playground.key)

    assert len(set(keys[:2])) == 2
    assert keys[2:] == ["", ""]
