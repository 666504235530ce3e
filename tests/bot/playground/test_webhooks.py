"""Webhooks: checked when they are set, served in order, tried again until the update is taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from tests.bot.playground.conftest import Api
from tests.support.ports import served


@dataclass
class Hook:
    """A bot's own server: what it was sent, and what it answers next."""

    url: str = ""
    received: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.received.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        self.arrived.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def has(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(5):
            while len(self.received) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return [body for _, body in self.received]


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    async with served(application) as url:
        hook.url = f"{url}/hook"
        yield hook


async def test_updates_are_delivered_with_the_secret(api: Api, hook: Hook) -> None:
    await api.result("setWebhook", url=hook.url, secret_token="s3cret_-")
    api.server.visitor().says("مرحبا")

    bodies = await hook.has(1)

    assert hook.received[0][0] == "s3cret_-"
    assert bodies[0]["message"]["text"] == "مرحبا"


async def test_what_waited_before_is_delivered_too(api: Api, hook: Hook) -> None:
    api.server.visitor().says("before")
    await api.result("setWebhook", url=hook.url)

    assert [one["message"]["text"] for one in await hook.has(1)] == ["before"]


async def test_pending_updates_can_be_dropped(api: Api, hook: Hook) -> None:
    layla = api.server.visitor()
    layla.says("before")
    await api.result("setWebhook", url=hook.url, drop_pending_updates=True)
    layla.says("after")

    assert [one["message"]["text"] for one in await hook.has(1)] == ["after"]


async def test_a_failed_delivery_is_tried_again_and_keeps_the_order(api: Api, hook: Hook) -> None:
    pauses = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    api.server.playground.dispatcher.deliverer.sleep = sleep
    hook.answers = [web.Response(status=500), web.Response(status=502), web.Response(status=302)]
    await api.result("setWebhook", url=hook.url)
    layla = api.server.visitor()
    layla.says("a")
    layla.says("b")

    bodies = await hook.has(5)
    info = await api.result("getWebhookInfo")

    assert [one["message"]["text"] for one in bodies] == ["a", "a", "a", "a", "b"]
    assert pauses == [0.0, 1.0, 2.0]
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


async def test_an_unreachable_webhook_is_told_and_given_up_after_a_day(api: Api) -> None:
    given_up = asyncio.Event()

    async def sleep(_: float) -> None:
        api.server.clock.advance(3600)
        if api.server.clock.added >= 24 * 3600:
            given_up.set()

    deliverer = api.server.playground.dispatcher.deliverer
    deliverer.sleep = sleep
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")
    api.server.visitor().says("x")

    await asyncio.wait_for(given_up.wait(), 5)
    info = await api.result("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (0, "Connection failed: ClientConnectorError")


async def test_chats_are_served_side_by_side(api: Api, hook: Hook) -> None:
    blocked = asyncio.Event()

    async def sleep(_: float) -> None:
        await blocked.wait()

    api.server.playground.dispatcher.deliverer.sleep = sleep
    hook.answers = [web.Response(status=500)]
    await api.result("setWebhook", url=hook.url)
    api.server.visitor("Layla").says("stuck")
    await hook.has(1)
    api.server.visitor("Anna").says("passes")

    assert [one["message"]["text"] for one in await hook.has(2)] == ["stuck", "passes"]


async def test_a_method_in_the_answer_is_called(api: Api, hook: Hook) -> None:
    layla = api.server.visitor()
    hook.answers = [web.json_response({"method": "sendMessage", "chat_id": layla.dialog.id, "text": "وعليكم السلام"})]
    await api.result("setWebhook", url=hook.url)
    layla.says("السلام عليكم")

    assert (await layla.reply())["text"] == "وعليكم السلام"


async def test_webhooks_are_set_and_deleted_in_telegrams_words(api: Api, hook: Hook) -> None:
    words = [(await api("setWebhook", url=url))[1]["description"] for url in (hook.url, hook.url, "")]
    words.append((await api("deleteWebhook"))[1]["description"])

    assert words == ["Webhook was set", "Webhook is already set", "Webhook was deleted", "Webhook is already deleted"]
    assert await api.result("getUpdates") == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "http://example.com/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com:8444/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "ftp://example.com/"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://[x/"}, "invalid webhook URL specified"),
        ({"url": "https://example.com/", "secret_token": "ن"}, "secret token contains unallowed characters"),
    ],
)
async def test_impossible_webhooks_are_refused(api: Api, given: dict[str, Any], words: str) -> None:
    assert await api.refusal("setWebhook", **given) == f"400 Bad Request: {words}"
    assert (await api.result("getWebhookInfo"))["url"] == ""
