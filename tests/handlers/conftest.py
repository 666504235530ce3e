from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app import build, services
from bot.clocks import Clocks
from bot.context import Marsad, Stores
from bot.drawing.studio import Studio
from bot.interface.served import AnsweringEngine
from bot.memory.health import Health
from bot.publishing.library import Library
from bot.settings.environment import load as load_settings
from bot.settings.values import Settings
from bot.state.readers import Readers
from tests.support.clock import Clock
from tests.support.facts import DATE, ScriptedEngine, ambiguous, answer, refusal
from tests.support.state import fresh_state
from tests.support.telegram import FakeTelegram, Reader

TOKEN = "42:TEST"
OPERATOR = 99

Serve = Callable[..., AbstractAsyncContextManager[Marsad]]


def settings(**environ: str) -> Settings:
    return _settings(frozenset(environ.items()))


@cache
def _settings(environ: frozenset[tuple[str, str]]) -> Settings:
    """Most of the tests here start a bot with the same ones, which are never changed."""
    return load_settings({"TELEGRAM_BOT_TOKEN": TOKEN} | dict(environ), default_path=Path("/nonexistent"))


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def state() -> AsyncIterator[Stores]:
    async with fresh_state() as opened:
        yield opened


@pytest.fixture
def readers(state: Stores) -> Readers:
    return state.readers


@pytest.fixture
def scripted() -> ScriptedEngine:
    return ScriptedEngine(
        {
            "متى؟": answer("ar", DATE),
            "when?": answer("en", DATE),
            "which?": ambiguous(),
            "أيها؟": ambiguous("ar"),
            "2023?": refusal(),
            "maybe?": answer("en", score=0.8),
            "break": RuntimeError("broken"),
            "اكسر": RuntimeError("broken"),
        }
    )


@pytest.fixture
def serve(telegram: FakeTelegram, scripted: ScriptedEngine, state: Stores, clock: Clock) -> Serve:
    """Starts an application with settings of its own; by default it answers as scripted."""

    @asynccontextmanager
    async def started(
        engine: AnsweringEngine | None = None,
        library: Library | None = None,
        studio: Studio | None = None,
        **environ: str,
    ) -> AsyncIterator[Marsad]:
        told = settings(**({"MARSAD_TELEGRAM__OPERATORS": str(OPERATOR)} | environ))
        given = services(
            told,
            lambda: engine or scripted,
            state,
            Health("polling"),
            library=library,
            clocks=Clocks(clock, lambda: clock().timestamp(), clock.pause),
        )
        given = replace(given, studio=studio)
        given.answerer.pictures = studio is not None
        async with build(told, given, telegram) as application:
            telegram.calls.clear()
            yield application

    return started


@pytest.fixture
async def app(serve: Serve) -> AsyncIterator[Marsad]:
    async with serve() as application:
        yield application


@pytest.fixture
def reader(app: Marsad) -> Reader:
    return Reader(app.bot)


@pytest.fixture
def member(app: Marsad) -> Reader:
    """Somebody who writes in a group."""
    return Reader(app.bot, -100, chat_type="supergroup")


def mention(text: str) -> dict[str, Any]:
    """The entity that makes a mention of the bot out of its name in a text."""
    name = "@marsad_test_bot"
    return {"entities": [{"type": "mention", "offset": text.index(name), "length": len(name)}]}
