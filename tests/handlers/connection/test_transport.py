"""The network on aiohttp fails in httpx's words: what certainly never left is told from what may have arrived."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

from bot.playground.faults import Effect, Fault
from bot.playground.testing import TelegramServer, telegram_server
from handlers.connection import transport
from handlers.replying.insisting import wait_before_again
from tests.support.ports import served

__all__ = ["telegram_server"]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest_asyncio.fixture
async def network() -> AsyncIterator[HTTPXRequest]:
    request = transport.request(1)
    yield request
    await request.shutdown()


@pytest.fixture
def root(telegram_server: TelegramServer) -> str:
    return f"{telegram_server.url}/bot{telegram_server.token}"


@pytest.mark.parametrize(("when", "delivered"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("calls_before", [0, 1], ids=["new connection", "used connection"])
async def test_a_lost_connection_may_have_delivered_and_is_not_tried_again(
    telegram_server: TelegramServer, network: HTTPXRequest, root: str, when: str, delivered: int, calls_before: int
) -> None:
    layla = telegram_server.visitor(starts=True)
    for _ in range(calls_before):
        await network.post(f"{root}/getMe")
    telegram_server.playground.switch_on(Fault(effect=Effect.RESET, when=when, methods=("sendMessage",)))

    with pytest.raises(NetworkError) as caught:
        await network.post(f"{root}/sendMessage?chat_id={layla.dialog.id}&text=x")

    assert len(layla.received()) == delivered
    assert len(telegram_server.playground.calls.named("sendMessage")) == 1
    assert isinstance(caught.value.__cause__, httpx.ReadError | httpx.RemoteProtocolError)
    assert wait_before_again(caught.value, 1.0) is None


async def test_an_address_with_a_password_is_asked_with_it(network: HTTPXRequest, root: str) -> None:
    answer = await network.post(root.replace("http://", "http://desk:word@") + "/getMe")

    assert isinstance(answer, dict)
    assert answer["is_bot"] is True


async def test_a_refused_connection_never_left(network: HTTPXRequest) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        with pytest.raises(NetworkError) as caught:
            await network.post(f"http://127.0.0.1:{taken.getsockname()[1]}/x")

    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert wait_before_again(caught.value, 1.0) == 1.0


async def test_an_answer_that_takes_too_long_may_have_had_an_effect(
    telegram_server: TelegramServer, network: HTTPXRequest, root: str
) -> None:
    telegram_server.playground.switch_on(Fault(effect=Effect.FREEZE, methods=("getMe",)))

    with pytest.raises(TimedOut) as caught:
        await network.post(f"{root}/getMe", read_timeout=0.01)

    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert wait_before_again(caught.value, 1.0) is None


async def test_who_finds_no_free_connection_never_left(
    telegram_server: TelegramServer, network: HTTPXRequest, root: str
) -> None:
    first = asyncio.create_task(network.post(f"{root}/getUpdates?timeout=50", read_timeout=60))
    await telegram_server.polled()

    with pytest.raises(TimedOut) as caught:
        await network.post(f"{root}/getMe", pool_timeout=0.01, connect_timeout=0.01)
    telegram_server.visitor().starts()
    await first

    assert isinstance(caught.value.__cause__, httpx.ConnectTimeout)
    assert wait_before_again(caught.value, 1.0) == 1.0


async def test_files_go_up_and_come_down(telegram_server: TelegramServer) -> None:
    layla = telegram_server.visitor(starts=True)
    bot = Bot(
        telegram_server.token,
        f"{telegram_server.url}/bot",
        f"{telegram_server.url}/file/bot",
        request=transport.request(2),
        get_updates_request=transport.request(1),
    )
    async with bot:
        sent = await bot.send_document(layla.dialog.id, InputFile("تقرير".encode(), "تقرير.txt"))
        assert sent.document
        file = await bot.get_file(sent.document.file_id)
        content = bytes(await file.download_as_bytearray())

    assert (sent.document.file_name, content.decode()) == ("تقرير.txt", "تقرير")


async def test_a_compressed_answer_is_read(network: HTTPXRequest) -> None:
    async def answer(_: web.Request) -> web.Response:
        body = gzip.compress(json.dumps({"ok": True, "result": "مرصد"}).encode())
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    application = web.Application()
    application.add_routes([web.post("/", answer)])
    async with served(application) as url:
        result: Any = await network.post(f"{url}/")

    assert result == "مرصد"


async def test_it_can_be_closed_and_opened_again(network: HTTPXRequest, root: str) -> None:
    names = []
    for _ in range(2):
        await network.initialize()
        result: Any = await network.post(f"{root}/getMe")
        names.append(result["username"])
        await network.shutdown()

    assert names == ["marsad_test_bot"] * 2


@pytest.mark.parametrize(
    ("variable", "value", "ours"),
    [("NO_PROXY", "*", True), ("HTTPS_PROXY", "http://proxy.example:3128", False)],
)
def test_behind_a_proxy_httpx_goes_by_itself(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, *, ours: bool
) -> None:
    monkeypatch.setenv(variable, value)

    kwargs = transport.request(1)._client_kwargs

    assert isinstance(kwargs["transport"], transport.AiohttpTransport) is ours
