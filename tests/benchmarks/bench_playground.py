"""How fast the playground is alone, and the bot through it. `make bench` prints the figures.

The server must not be what limits a test. For the share of python-telegram-bot's own stack, four bots answer the same
questions over loopback: a loop of raw HTTP calls (what the server and HTTP cost), an echo of python-telegram-bot's as
it comes, the same echo on our network (aiohttp below httpx), and Marsad. All in one run: no machine is the same twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.answering import Answerer
from bot.playground.playground import Playground
from bot.playground.testing import MovableClock, TelegramServer, Visitor
from bot.playground.wiring import Options
from knowledge.answering.engine import Engine
from tests.benchmarks.processes import marsad, started
from tests.benchmarks.processor import cpu_seconds

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

_CONNECTIONS, _SECONDS = 16, 4.0
_QUESTION = "متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟"
_ALONE, _USERS, _EACH = 200, 50, 20


@dataclass(frozen=True)
class Figures:
    """What a bot reaches through the playground."""

    median_ms: float
    p95_ms: float
    per_second: float


async def test_send_message_calls_a_second(tmp_path: Path) -> None:
    async with _server_process(tmp_path) as (pid, url, token, chat):
        port, used = int(url.rpartition(":")[2]), cpu_seconds(pid)
        rates = [await _send_messages(port, token, chat) for _ in range(3)]
        used = cpu_seconds(pid) - used

    _tell(f"sendMessage, limits off: {max(rates):,.0f} calls a second")
    _tell(f"  {sum(rates) * _SECONDS / used:,.0f} calls in a second of one core")
    assert max(rates) >= 2000


async def test_questions_through_the_whole_bot(tmp_path: Path, engine: Engine) -> None:
    figures, cost = {}, {}
    for name, running in _BOTS.items():
        async with _server() as server, running(server, tmp_path) as pid:
            used = cpu_seconds(pid)
            one = figures[name] = await _ask(server)
            cost[name] = (cpu_seconds(pid) - used) * 1000 / (_ALONE + _USERS * _EACH)
        _tell(f"{name}: median {one.median_ms:.1f} ms, p95 {one.p95_ms:.1f} ms; {one.per_second:,.0f} a second")
        _tell(f"  {cost[name]:.2f} ms of one core for each in the bot's process")
    stack, answering, whole = cost[_OURS], _answering_ms(engine), cost["Marsad"]
    _tell(f"of Marsad's {whole:.2f} ms: python-telegram-bot's own stack {stack:.2f} ({stack / whole:.0%}),")
    _tell(f"  finding and rendering the answer {answering:.2f} ({answering / whole:.0%}), all else the rest")
    _tell(f"  one core has room for {1000 / whole:,.0f} a second")

    assert figures["Marsad"].median_ms <= 15
    assert figures["Marsad"].per_second >= 300


def _answering_ms(engine: Engine) -> float:
    """What the answer itself costs, of one core, in this process."""
    answerer = Answerer.open(lambda: engine)
    answerer.answer(_QUESTION)
    began = time.process_time()
    for _ in range(_ALONE):
        answerer.answer(_QUESTION)
    return (time.process_time() - began) * 1000 / _ALONE


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


async def _ask(server: TelegramServer) -> Figures:
    """Questions one by one, then of fifty people at once."""
    alone = server.visitor()
    latencies = []
    await _answered(alone)
    for _ in range(_ALONE):
        began = time.perf_counter()
        await _answered(alone)
        latencies.append((time.perf_counter() - began) * 1000)
    visitors = [server.visitor(f"Visitor {number}") for number in range(_USERS)]
    began = time.perf_counter()
    await asyncio.gather(*(_talk(one) for one in visitors))
    seconds = time.perf_counter() - began
    p95 = sorted(latencies)[int(len(latencies) * 0.95)]
    return Figures(statistics.median(latencies), p95, _USERS * _EACH / seconds)


async def _answered(visitor: Visitor) -> None:
    visitor.says(_QUESTION)
    await visitor.reply(seconds=30)


async def _talk(visitor: Visitor) -> None:
    for _ in range(_EACH):
        await _answered(visitor)


@contextlib.asynccontextmanager
async def _server() -> AsyncIterator[TelegramServer]:
    async with Playground.opened(Options(limits=None)) as playground:
        yield TelegramServer(playground, playground.world.add_bot("Marsad", "marsad_bot"), MovableClock())


@contextlib.asynccontextmanager
async def _ptb_echo(server: TelegramServer, folder: Path, *, network: str = "") -> AsyncIterator[int]:
    script = folder / "echo.py"
    script.write_text(_ECHO.format(url=server.url, token=server.token, network=network), encoding="utf-8")
    async with started(str(script), ready="ready") as (pid, _):
        yield pid


_OUR_NETWORK = "builder.request(transport.request(64)).get_updates_request(transport.request(1))"
_ECHO = """
from handlers.connection import transport
from telegram.ext import Application, MessageHandler, filters
async def answer(update, context):
    await update.message.reply_html("<b>" + update.message.text + "</b>")
async def ready(application):
    print("ready", flush=True)
builder = Application.builder().token("{token}").base_url("{url}/bot").concurrent_updates(64).post_init(ready)
{network}
application = builder.build()
application.add_handler(MessageHandler(filters.TEXT, answer))
application.run_polling(timeout=10)
"""


@contextlib.asynccontextmanager
async def _raw_echo(server: TelegramServer, folder: Path) -> AsyncIterator[int]:
    task = asyncio.create_task(_echo(f"{server.url}/bot{server.token}"))
    yield os.getpid()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _echo(root: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as answers:

        async def answer(message: dict[str, Any]) -> None:
            given = {"chat_id": message["chat"]["id"], "text": f"<b>{message['text']}</b>", "parse_mode": "HTML"}
            async with session.post(f"{root}/sendMessage", json=given) as response:
                await response.read()

        offset = 0
        while True:
            async with session.post(f"{root}/getUpdates", json={"offset": offset, "timeout": 10}) as response:
                updates = (await response.json())["result"]
            for update in updates:
                offset = update["update_id"] + 1
                answers.create_task(answer(update["message"]))


_OURS = "python-telegram-bot on our network"
_BOTS: dict[str, Callable[[TelegramServer, Path], contextlib.AbstractAsyncContextManager[int]]] = {
    "raw HTTP": _raw_echo,
    "python-telegram-bot": _ptb_echo,
    _OURS: partial(_ptb_echo, network=_OUR_NETWORK),
    "Marsad": lambda server, folder: marsad(server, folder / "data", unpaced=True),
}


@contextlib.asynccontextmanager
async def _server_process(folder: Path) -> AsyncIterator[tuple[int, str, str, int]]:
    """The server alone, as `marsad playground` runs it: process, address, token, a chat that the bot may write to."""
    scenario = folder / "scenario.yaml"
    scenario.write_text("people: [{name: Layla}]\nlimits: false\n", encoding="utf-8")
    command = ("-m", "bot", "playground", "--port", "0", "--no-open", "--scenario", str(scenario))
    async with started(*command) as (pid, said), aiohttp.ClientSession() as session:
        told = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
        url = told["TELEGRAM_API_URL"]
        async with session.post(f"{url}/api/act", json={"do": "start", "person": "Layla"}) as response:
            chat = (await response.json())["message"]["chat"]["id"]
        yield pid, url, told["TELEGRAM_BOT_TOKEN"], chat


class _Sender(asyncio.Protocol):
    """One connection that sends its next request as soon as the last was answered."""

    def __init__(self, request: bytes, goes_on: Callable[[], bool], done: list[int]) -> None:
        self._request, self._goes_on, self._done = request, goes_on, done
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]):
            return
        assert head.startswith(b"HTTP/1.1 200"), body
        self._received = b""
        self._done[0] += 1
        if self._goes_on():
            self._transport.write(self._request)
        else:
            self._transport.close()


async def _send_messages(port: int, token: str, chat: int) -> float:
    body = json.dumps({"chat_id": chat, "text": "<b>خبر</b> عن اجتماع أستانا " * 5, "parse_mode": "HTML"}).encode()
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    done, began = [0], time.perf_counter()

    def goes_on() -> bool:
        return time.perf_counter() - began < _SECONDS

    loop = asyncio.get_running_loop()
    for _ in range(_CONNECTIONS):
        await loop.create_connection(lambda: _Sender(request, goes_on, done), "127.0.0.1", port)
    await asyncio.sleep(_SECONDS + 0.2)
    return done[0] / _SECONDS
