"""Start and stop, in this process, over a fake Telegram and a state of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot import app
from bot.publishing.served import Served
from bot.settings.environment import load as load_settings
from bot.settings.values import Settings
from bot.state.errors import StateInUse
from handlers.connection import serving
from tests.support.facts import ScriptedEngine, answer
from tests.support.telegram import FakeTelegram, Reader, refused

pytestmark = pytest.mark.slow

URL = "https://api.example.org"


class BusyTelegram(FakeTelegram):
    """Sends SIGTERM to the process at the call that a test names, and then takes for ever."""

    stop_at: str = ""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith(f"/{self.stop_at}") and not any(call.method == self.stop_at for call in self.calls):
            answered = await super().do_request(url, *args, **kwargs)
            os.kill(os.getpid(), signal.SIGTERM)
            if self.stop_at != "getUpdates":
                await asyncio.Event().wait()
            return answered
        return await super().do_request(url, *args, **kwargs)


class SilentTelegram(FakeTelegram):
    """Takes a question for updates and never answers it: an open socket without a byte."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/getUpdates"):
            await asyncio.Event().wait()
        return await super().do_request(url, *args, **kwargs)


def stopping_at(method: str) -> BusyTelegram:
    telegram = BusyTelegram()
    telegram.stop_at = method
    return telegram


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    environ = {"TELEGRAM_BOT_TOKEN": "42:TEST", "TELEGRAM_API_URL": URL, "MARSAD_DATA": str(tmp_path / "data")}
    environ |= {"MARSAD_TELEGRAM__OPERATORS": "99"}
    return load_settings(environ, default_path=Path("/nonexistent"))


async def serve(settings: Settings, telegram: FakeTelegram) -> int:
    engine = ScriptedEngine({"when?": answer()})
    return await app._serve(settings, lambda: engine, telegram)


def question(**more: Any) -> tuple[int, dict[str, Any]]:
    message = Reader(None).message("when?", **more)  # type: ignore[arg-type]
    return 200, {"ok": True, "result": [{"update_id": 3, "message": message}]}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_CONNECT_PAUSES", (0, 0))
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.5)


def events(logged: list[Any]) -> list[str]:
    """What is told at warning or above, and the end."""
    return [
        line["event"] for line in logged if line["log_level"] not in ("debug", "info") or line["event"] == "stopping"
    ]


async def test_it_ends_a_webhook_of_former_times_polls_and_stops_with_0(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    telegram = stopping_at("getUpdates")
    with capture_logs() as logged:
        code = await serve(settings, telegram)
    methods = [call.method for call in telegram.calls]

    assert code == 0
    assert methods[:2] == ["getMe", "deleteWebhook"]
    assert methods[-1] == "getUpdates"
    assert capfd.readouterr().err == f"marsad: ready @marsad_test_bot on {URL}\n"
    assert events(logged) == ["stopping"]


async def test_what_was_taken_is_answered_and_noted_before_it_stops(settings: Settings) -> None:
    telegram = stopping_at("getUpdates")
    telegram.answer_next("getUpdates", question())
    with capture_logs():
        code = await serve(settings, telegram)
    with sqlite3.connect(settings.data / "state.sqlite") as connection:
        noted = connection.execute("SELECT chat FROM readers").fetchall()

    assert (code, len(telegram.sent()), noted) == (0, 1, [(7,)])
    assert (telegram.calls[-1].method, telegram.calls[-1].parameters["offset"]) == ("getUpdates", 4)


async def test_an_answer_that_never_leaves_does_not_keep_it_from_stopping(settings: Settings) -> None:
    telegram = stopping_at("sendMessage")
    telegram.answer_next("getUpdates", question())
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert code == 0
    assert events(logged)[-1] == "stopped before every question was answered"


async def test_it_can_be_stopped_before_it_is_connected(settings: Settings) -> None:
    with capture_logs():
        assert await serve(settings, stopping_at("getMe")) == 0


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_network_that_comes_up_late_is_waited_for(settings: Settings, method: str) -> None:
    telegram = stopping_at("getUpdates")
    telegram.answer_next(method, NetworkError("refused"), NetworkError("refused"))
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert (code, events(logged)) == (0, ["stopping"])


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_start_waits_as_long_as_telegram_says(
    settings: Settings, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram, pause = stopping_at("getUpdates"), asyncio.sleep
    waited: list[float] = []
    flood = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 37}}
    telegram.answer_next(method, *[(429, flood)] * 5)

    async def note(seconds: float) -> None:
        waited.append(seconds)
        await pause(0 if seconds == 37 else seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert (code, waited.count(37)) == (0, 5)
    assert "Telegram lets nobody in for a while" in events(logged)


async def test_an_unreachable_api_is_one_clear_line_and_exit_1(settings: Settings) -> None:
    telegram = FakeTelegram()
    telegram.answer_next("getMe", *[NetworkError("httpx.ConnectError: refused")] * 3)
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert code == 1
    assert (events(logged), logged[-1]["api"]) == (["the Bot API cannot be reached"], URL)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_a_refused_token_is_one_clear_line_without_it_and_exit_2(settings: Settings, method: str) -> None:
    telegram = FakeTelegram()
    telegram.answer_next(method, refused("Unauthorized", 401))
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert code == 2
    assert len(events(logged)) == 1
    assert "TEST" not in str(logged)


def test_a_refused_token_is_told_before_the_knowledge_is_loaded(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = FakeTelegram()
    telegram.answer_next("getMe", refused("Unauthorized", 401))
    monkeypatch.setattr("handlers.connection.transport.request", lambda *_: telegram)
    with capture_logs() as logged:
        code = app.run(settings, lambda: pytest.fail("the knowledge was loaded"))

    assert (code, telegram.methods) == (2, ["getMe"])
    assert [line["event"] for line in logged] == ["Telegram refuses the token; check TELEGRAM_BOT_TOKEN"]
    assert "TEST" not in str(logged)


async def test_a_preparation_that_telegram_refuses_does_not_keep_it_from_serving(settings: Settings) -> None:
    telegram = stopping_at("getUpdates")
    for method in ("setMyCommands", "getMyCommands", "getMyDescription"):
        telegram.answer_next(method, refused("Bad Request: no"))
    with capture_logs():
        assert await serve(settings, telegram) == 0


async def test_a_state_that_cannot_be_opened_is_one_clear_line_and_exit_1(settings: Settings) -> None:
    settings.data.mkdir()
    (settings.data / "state.sqlite").write_bytes(b"no database" * 100)
    telegram = FakeTelegram()
    with capture_logs() as logged:
        code = await serve(settings, telegram)

    assert (code, telegram.calls) == (1, [])
    assert [(line["event"], line["reason"]) for line in logged] == [
        ("cannot start", "the state cannot be opened: file is not a database")
    ]


def test_a_second_bot_on_the_same_state_is_refused(settings: Settings) -> None:
    from bot.state.database import Database

    with Database(settings.database_url.get_secret_value()).held(), pytest.raises(StateInUse) as refused:
        app.run(settings, lambda: cast(Served, None))

    assert f"(process {os.getpid()})" in str(refused.value)


async def test_a_poll_that_hangs_ends_the_process_with_1(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SILENCE", 0.2)
    with capture_logs() as logged:
        code = await asyncio.wait_for(serve(settings, SilentTelegram()), 10)

    assert code == 1
    assert events(logged) == ["Telegram has not been heard; ending the process", "stopping"]


async def test_a_bot_without_operators_says_that_nobody_would_be_told(settings: Settings) -> None:
    nobody = settings.model_copy(update={"telegram": settings.telegram.model_copy(update={"operators": ()})})
    with capture_logs() as logged:
        await serve(nobody, stopping_at("getUpdates"))

    assert events(logged) == ["nobody is told when something goes wrong: telegram.operators is empty", "stopping"]


async def test_privacy_mode_is_found_and_told(settings: Settings) -> None:
    with capture_logs() as logged:
        await serve(settings, stopping_at("getUpdates"))

    assert "privacy mode is on" in " ".join(line["event"] for line in logged)


async def test_after_an_outage_each_chat_gets_one_answer(settings: Settings) -> None:
    hour_ago = int((datetime.now(UTC) - timedelta(hours=1)).timestamp())
    messages = [Reader(None).message("when?", date=hour_ago) for _ in range(5)]  # type: ignore[arg-type]
    result = [{"update_id": number, "message": message} for number, message in enumerate(messages)]
    telegram = stopping_at("getUpdates")
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": result}))
    with capture_logs():
        await serve(settings, telegram)

    assert len(telegram.sent()) == 1
    assert telegram.calls[-1].parameters["offset"] == 5


async def test_what_telegram_put_off_for_longer_than_stopping_takes_is_answered_after_the_next_start(
    settings: Settings,
) -> None:
    telegram = stopping_at("sendMessage")
    telegram.answer_next("getUpdates", question())
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": []}))
    with capture_logs():
        await serve(settings, telegram)
    kept = (settings.data / "state.sqlite").read_bytes()
    after = stopping_at("getUpdates")
    with capture_logs():
        await serve(settings, after)
    with sqlite3.connect(settings.data / "state.sqlite") as connection:
        left = connection.execute("SELECT * FROM unanswered").fetchall()

    assert telegram.made("getUpdates")[-1]["offset"] == 4
    assert b"when?" in kept
    assert b"Reader" not in kept, "no name of a reader is kept"
    assert [sent["chat_id"] for sent in after.sent()] == [7]
    assert left == []
