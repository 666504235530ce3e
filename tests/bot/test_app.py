"""Start and stop, in this process, over a fake Telegram."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot import app
from bot.settings import Settings
from tests.support.facts import ScriptedEngine, answer
from tests.support.telegram import FakeTelegram, Reader, refused

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


def settings(**environ: str) -> Settings:
    return Settings.load({"TELEGRAM_BOT_TOKEN": "42:TEST"} | environ, default_path=Path("/nonexistent"))


async def serve(telegram: FakeTelegram) -> int:
    engine = ScriptedEngine({"when?": answer()})
    return await app._serve(app.build(settings(), lambda: engine, telegram), URL)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_CONNECT_PAUSES", (0, 0))
    monkeypatch.setattr(app, "STOP_SECONDS", 0.05)


async def test_it_ends_a_webhook_of_former_times_polls_and_stops_with_0(capfd: pytest.CaptureFixture[str]) -> None:
    telegram = BusyTelegram()
    telegram.stop_at = "getUpdates"
    with capture_logs() as logged:
        code = await serve(telegram)

    assert code == 0
    assert [call.method for call in telegram.calls[:3]] == ["getMe", "deleteWebhook", "getUpdates"]
    assert capfd.readouterr().err == f"marsad: ready @marsad_test_bot on {URL}\n"
    assert [line["event"] for line in logged] == ["stopping"]


async def test_what_was_taken_is_answered_before_it_stops() -> None:
    telegram = BusyTelegram()
    telegram.stop_at = "getUpdates"
    message = Reader(None).message("when?")  # type: ignore[arg-type]
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": [{"update_id": 3, "message": message}]}))
    with capture_logs():
        code = await serve(telegram)

    assert code == 0
    assert len(telegram.sent()) == 1
    assert (telegram.calls[-1].method, telegram.calls[-1].parameters["offset"]) == ("getUpdates", 4)


async def test_an_answer_that_never_leaves_does_not_keep_it_from_stopping() -> None:
    telegram = BusyTelegram()
    telegram.stop_at = "sendMessage"
    message = Reader(None).message("when?")  # type: ignore[arg-type]
    telegram.answer_next("getUpdates", (200, {"ok": True, "result": [{"update_id": 3, "message": message}]}))
    with capture_logs() as logged:
        code = await serve(telegram)

    assert code == 0
    assert logged[-1]["event"] == "stopped before every question was answered"


async def test_it_can_be_stopped_before_it_is_connected() -> None:
    telegram = BusyTelegram()
    telegram.stop_at = "getMe"
    with capture_logs():
        assert await serve(telegram) == 0


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_network_that_comes_up_late_is_waited_for(method: str) -> None:
    telegram = BusyTelegram()
    telegram.stop_at = "getUpdates"
    telegram.answer_next(method, NetworkError("refused"), NetworkError("refused"))
    with capture_logs() as logged:
        code = await serve(telegram)

    assert code == 0
    assert [line["event"] for line in logged] == ["stopping"]


async def test_an_unreachable_api_is_one_clear_line_and_exit_1() -> None:
    telegram = FakeTelegram()
    telegram.answer_next("getMe", *[NetworkError("httpx.ConnectError: refused")] * 3)
    with capture_logs() as logged:
        code = await serve(telegram)
    (line,) = logged

    assert code == 1
    assert (line["event"], line["api"], line["log_level"]) == ("the Bot API cannot be reached", URL, "error")


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_a_refused_token_is_one_clear_line_without_it_and_exit_2(method: str) -> None:
    telegram = FakeTelegram()
    telegram.answer_next(method, refused("Unauthorized", 401))
    with capture_logs() as logged:
        code = await serve(telegram)
    (line,) = logged

    assert code == 2
    assert "TEST" not in str(line)


@pytest.mark.parametrize(
    "environ",
    [
        {"TELEGRAM_BOT_TOKEN": ""},
        {"MARSAD_TELEGRAM__MODE": "webhook", "MARSAD_TELEGRAM__WEBHOOK__URL": "https://example.org/"},
    ],
)
def test_what_it_cannot_run_with_is_one_clear_line_and_exit_2(environ: dict[str, str]) -> None:
    with capture_logs() as logged:
        code = app.run(settings(**environ), ScriptedEngine)

    assert (code, len(logged)) == (2, 1)
