"""What monitors and supervisors are told, over the sockets that they use."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from structlog.testing import capture_logs
from telegram import Bot

from bot import app
from bot.delivery.breaker import Breaker
from bot.delivery.messenger import Messenger
from bot.delivery.sender import Sender
from bot.memory.health import Health
from bot.memory.tally import Tally
from bot.settings.environment import load as load_settings
from bot.settings.values import Ops, Settings
from bot.state.database import Database
from bot.watching import pushing
from bot.watching import watch as watching
from bot.watching.metrics import Gauge, PublishedAndServed
from bot.watching.notes import HealthNote, HealthNotes, NoteKeeper
from bot.watching.pushing import push
from bot.watching.signs_of_life import Signs
from bot.watching.watch import Watch
from tests.support.facts import ScriptedEngine, answer
from tests.support.newsroom import DATE, PLACE, Newsroom
from tests.support.ports import free_port, served
from tests.support.state import fresh_state
from tests.support.telegram import FakeTelegram, Reader

URL = "https://api.example.org"


async def ask(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession(trust_env=False) as session,
        session.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        return response.status, await response.text()


def figures(text: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels, in the alphabet of these; fails as Prometheus would."""
    samples = (one for family in text_string_to_metric_families(text) for one in family.samples)
    return {(one.name, *one.labels.values()): one.value for one in samples}


@dataclass
class Seconds:
    """A clock that a test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Watched:
    """A process that is watched without a bot in it."""

    port: int
    clock: Seconds
    health: Health
    database: Database


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    clock, port = Seconds(), free_port()
    async with fresh_state() as state:
        health = Health("polling", clock=clock)
        database = state.outbox.database
        async with Watch(Ops(port=port), health, database, tmp_path).kept():
            yield Watched(port, clock, health, database)


async def test_a_process_is_alive_before_it_serves_and_unready_before_it_is_dead(watched: Watched) -> None:
    found = []
    for serving, silence in ((False, 0), (True, 0), (True, 60), (True, 100)):
        watched.health.serving, watched.clock.now = serving, 1000.0 + silence
        alive, _ = await ask(watched.port, "/healthz")
        ready, told = await ask(watched.port, "/readyz")
        found.append((alive, ready, json.loads(told)["reasons"]))

    silent = "Telegram has not been heard for {} s"
    assert found == [
        (200, 503, ["not connected to Telegram yet"]),
        (200, 200, []),
        (200, 503, [silent.format(60)]),
        (503, 503, [silent.format(100)] * 2),
    ]


async def test_a_state_that_breaks_is_told_and_counted_and_leaves_the_other_figures(watched: Watched) -> None:
    watched.health.serving = True
    async with watched.database.engine.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE outbox")
    _, text = await ask(watched.port, "/metrics")
    found = figures(text)

    assert found["marsad_state_up",] == 0
    assert found["marsad_state_errors_total",] == 1
    assert found["marsad_ready",] == 1
    assert ("marsad_subscribers",) not in found


async def test_nobody_who_asks_for_anything_else_gets_it(watched: Watched) -> None:
    assert [(await ask(watched.port, path))[0] for path in ("/", "/metrics/../x", "/state.sqlite")] == [404] * 3


@dataclass
class Scraped(FakeTelegram):
    """Reads the bot's figures when it comes back for more updates, and then ends the process."""

    port: int = 0
    text: str = ""
    rounds: int = 0

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.rounds += bool(self.sent())
        if url.endswith("/getUpdates") and self.rounds > 20 and not self.text:  # what was sent is noted by then
            _, self.text = await ask(self.port, "/metrics")
            os.kill(os.getpid(), signal.SIGTERM)
        return await super().do_request(url, *args, **kwargs)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    environ = {
        "TELEGRAM_BOT_TOKEN": "42:TEST",
        "TELEGRAM_API_URL": URL,
        "MARSAD_DATA": str(tmp_path / "data"),
        "MARSAD_OPS__PORT": str(free_port()),
    }
    return load_settings(environ, default_path=Path("/nonexistent"))


async def serve(settings: Settings, telegram: FakeTelegram) -> int:
    engine = ScriptedEngine({"when?": answer()})
    with capture_logs():
        return await app._serve(settings, lambda: engine, telegram)


async def test_a_running_bot_counts_what_it_is_asked_and_what_it_calls(settings: Settings) -> None:
    telegram = Scraped(port=settings.ops.port)
    message = Reader(None).message("when?")  # type: ignore[arg-type]
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": [{"update_id": 3, "message": message}]}))
    code = await serve(settings, telegram)
    found = figures(telegram.text)

    assert code == 0
    assert found["marsad_questions_total", "answer"] == 1
    assert found["marsad_answering_seconds_count",] == 1
    assert found["marsad_telegram_calls_total", "200", "sendMessage"] == 1
    assert found["marsad_ready",] == found["marsad_state_up",] == 1
    assert found["marsad_last_updates_timestamp_seconds",] >= found["marsad_started_timestamp_seconds",] > 0
    assert found["marsad_process_resident_memory_bytes",] > 0
    assert "42:TEST" not in telegram.text


async def test_where_nothing_can_listen_it_does_not_start(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", settings.ops.port))
        taken.listen()
        with capture_logs() as logged:
            code = await app._serve(settings, lambda: ScriptedEngine({}), FakeTelegram())

    assert code == 1
    assert [line["event"] for line in logged if line["log_level"] == "error"] == ["nothing can listen on ops.port"]


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000000")
        yield ear


async def test_the_supervisor_hears_when_it_serves_lives_and_ends(
    settings: Settings, supervisor: socket.socket
) -> None:
    telegram = Scraped(port=settings.ops.port)
    message = Reader(None).message("when?")  # type: ignore[arg-type]
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": [{"update_id": 3, "message": message}]}))
    await serve(settings, telegram)
    supervisor.settimeout(0)
    heard = [supervisor.recv(99) for _ in range(3)]

    assert sorted(heard[:2]) == [b"READY=1", b"WATCHDOG=1"]
    assert heard[2] == b"STOPPING=1"


async def test_what_was_sent_and_what_waits_can_be_read(tmp_path: Path) -> None:
    telegram = FakeTelegram()
    flood = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 7}}
    telegram.answer_next("sendMessage", (429, flood))
    async with fresh_state() as state:
        room, health = Newsroom(state.outbox.database), Health("polling", serving=True)
        await room.publish("a", PLACE)
        await room.follow(7)
        await room.follow(8)
        await room.publish("b", PLACE, DATE)
        sender = Sender(Messenger(Bot("1:x", request=telegram)), health.tally)
        for row in await room.outbox.listed():
            await sender(row)
        gauge = Gauge(health, state.outbox.database, tmp_path, lambda: PublishedAndServed("k1-a", "k1-b"))
        found = figures((await gauge.text(Signs())).decode())

    assert (found["marsad_sends_total", "paused"], found["marsad_sends_total", "sent"]) == (1, 1)
    assert (found["marsad_flood_waits_total",], found["marsad_flood_wait_seconds_total",]) == (1, 7)
    assert (found["marsad_outbox_messages", "queued"], found["marsad_outbox_messages", "uncertain"]) == (2, 0)
    assert found["marsad_outbox_oldest_queued_seconds",] > 0
    assert (found["marsad_subscribers",], found["marsad_subscriptions",]) == (2, 2)
    assert found["marsad_knowledge_info", "k1-b", "k1-a"] == 1
    assert found["marsad_knowledge_current",] == 0


async def test_a_delivery_that_stops_is_counted() -> None:
    tally = Tally()
    breaker = Breaker(tally)
    for chat in range(12):
        breaker.note(chat, "gateway")
    breaker.open()

    assert tally.breaker_opened == 1


@asynccontextmanager
async def monitor() -> AsyncIterator[tuple[str, asyncio.Queue[str]]]:
    """A monitor that waits to be called; its address."""
    called: asyncio.Queue[str] = asyncio.Queue()

    async def hear(request: web.Request) -> web.Response:
        called.put_nowait(request.path_qs)
        return web.Response()

    application = web.Application()
    application.add_routes([web.get("/{key}", hear)])
    async with served(application) as url:
        yield f"{url}/secret-key", called


async def test_a_monitor_is_called_only_while_readers_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "EVERY", 0.01)
    monkeypatch.setattr(watching, "_SOON", 0.01)
    monkeypatch.setattr(pushing, "EVERY", 0.01)
    async with monitor() as (url, called), fresh_state() as state:
        health = Health("polling", serving=True)
        watch = Watch(Ops(push_url=SecretStr(url)), health, state.outbox.database, tmp_path)
        async with watch.kept():
            assert await called.get() == "/secret-key"
            health.serving = False
            await asyncio.sleep(0.05)  # a call may have been on its way
            while not called.empty():
                called.get_nowait()
            await asyncio.sleep(0.05)
            assert called.empty()


async def test_a_monitor_that_does_not_hear_costs_a_line_without_its_address() -> None:
    with capture_logs() as logged:
        assert not await push(f"http://127.0.0.1:{free_port()}/secret-key")

    assert [line["event"] for line in logged] == ["the monitor cannot be called"]
    assert "secret-key" not in str(logged)


async def test_a_round_that_fails_is_told_and_the_next_one_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_SOON", 0.01)
    again, failures = asyncio.Event(), iter([RuntimeError("of whatever kind")])

    async def probe(_: Database) -> None:
        for failure in failures:
            raise failure
        again.set()

    monkeypatch.setattr("bot.watching.signs_of_life.probe", probe)
    async with fresh_state() as state:
        with capture_logs() as logged:
            async with Watch(Ops(), Health("polling", serving=True), state.outbox.database, tmp_path).kept():
                await again.wait()

    assert [line["event"] for line in logged] == ["how the bot is cannot be told"]
    assert HealthNotes(tmp_path).fresh() == []


async def test_a_note_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "running").touch()
    keeper = NoteKeeper(HealthNotes(tmp_path))
    with capture_logs() as logged:
        for _ in range(3):
            keeper.keep(HealthNote.of(Signs(), "@marsad_bot"))
        (tmp_path / "running").unlink()
        keeper.keep(HealthNote.of(Signs(), "@marsad_bot"))

    assert [line["event"] for line in logged] == ["how the bot is cannot be written down"]
    assert HealthNotes(tmp_path).fresh()
