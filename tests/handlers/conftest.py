from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import build
from bot.context import Marsad
from bot.settings import Settings
from tests.support.facts import DATE, ScriptedEngine, ambiguous, answer, refusal
from tests.support.telegram import FakeTelegram, Reader

TOKEN = "42:TEST"


def settings(**environ: str) -> Settings:
    return Settings.load({"TELEGRAM_BOT_TOKEN": TOKEN} | environ, default_path=Path("/nonexistent"))


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine(
        {
            "متى؟": answer("ar", DATE),
            "when?": answer("en", DATE),
            "which?": ambiguous(),
            "2023?": refusal(),
            "break": RuntimeError("broken"),
            "اكسر": RuntimeError("broken"),
        }
    )


@pytest.fixture
async def app(telegram: FakeTelegram, engine: ScriptedEngine) -> AsyncIterator[Marsad]:
    application = build(settings(), lambda: engine, telegram)
    async with application:
        telegram.calls.clear()
        yield application


@pytest.fixture
def reader(app: Marsad) -> Reader:
    return Reader(app.bot)
