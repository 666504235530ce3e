"""The real process in conversation over HTTP, in both languages: by polling, by webhook, and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.playground.testing import TelegramServer, Visitor, telegram_server
from tests.e2e.test_run import Marsad, home, marsad
from tests.support.ports import free_port

__all__ = ["home", "telegram_server"]

pytestmark = pytest.mark.process

SECRET = "e2e-Webhook_Secret"
QUESTIONS = {
    "ar": ("متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟", "2024"),
    "en": ("who heads the Indian delegation?", "Giridhar Aramane"),
}


@asynccontextmanager
async def serving(home: Path, server: TelegramServer, more: Mapping[str, str] | None = None) -> AsyncIterator[Marsad]:
    """A process that must end with 0 and keep its secrets."""
    environ = {"TELEGRAM_BOT_TOKEN": server.token} | dict(more or {})
    async with marsad(home, server.url, environ) as bot:
        await bot.says("marsad: ready")
        yield bot
        bot.process.terminate()
        code, stdout = await bot.ends()
    assert (code, stdout) == (0, "")
    assert "Traceback" not in bot.stderr
    assert SECRET not in bot.stderr
    assert server.token.partition(":")[2] not in bot.stderr


async def answered(visitors: Mapping[str, Visitor]) -> bool:
    """Whether everybody gets the answer in their language, to a question asked before."""
    texts = {lang: (await one.reply())["text"] for lang, one in visitors.items()}
    return all(words in texts[lang] for lang, (_, words) in QUESTIONS.items())


def ask(visitors: Mapping[str, Visitor]) -> None:
    for lang, one in visitors.items():
        one.says(QUESTIONS[lang][0])


@pytest.mark.timeout(120)
async def test_it_answers_by_polling_by_webhook_and_by_polling_again(
    home: Path, telegram_server: TelegramServer
) -> None:
    visitors = {lang: telegram_server.visitor(lang, language_code=lang) for lang in QUESTIONS}
    hook = f"http://127.0.0.1:{free_port()}/hook"
    webhook = {
        "MARSAD_TELEGRAM__MODE": "webhook",
        "MARSAD_TELEGRAM__WEBHOOK__URL": hook,
        "MARSAD_TELEGRAM__WEBHOOK__PORT": hook.rpartition(":")[2].partition("/")[0],
        "MARSAD_TELEGRAM__WEBHOOK__SECRET": SECRET,
    }

    async with serving(home, telegram_server):
        ask(visitors)
        assert await answered(visitors)

    ask(visitors)  # nobody is there
    async with serving(home, telegram_server, webhook):
        assert await answered(visitors)
        assert telegram_server.bot.webhook.url == hook
        assert await _status(hook, "wrong") == httpx.codes.FORBIDDEN
    polls = telegram_server.playground.calls.named("getUpdates")

    failed, over = _pauses_end_when_told(telegram_server)
    ask(visitors)
    await failed.wait()
    assert telegram_server.bot.webhook.last_error.startswith("Connection failed")
    async with serving(home, telegram_server, webhook):
        over.set()
        assert await answered(visitors)
    assert telegram_server.playground.calls.named("getUpdates") == polls

    async with serving(home, telegram_server):
        assert telegram_server.bot.webhook.url == ""
        ask(visitors)
        assert await answered(visitors)
    assert telegram_server.waiting() == []


async def _status(hook: str, secret: str) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return (await client.post(hook, json={"update_id": 1}, headers=headers)).status_code


def _pauses_end_when_told(server: TelegramServer) -> tuple[asyncio.Event, asyncio.Event]:
    """Set when a delivery has failed; and what ends the pauses after failures, which the clock does not."""
    failed, over = asyncio.Event(), asyncio.Event()

    async def pause(_: float) -> None:
        failed.set()
        await over.wait()

    server.playground.dispatcher.deliverer.sleep = pause
    return failed, over
