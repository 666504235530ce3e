"""Webhooks: set, checked as Telegram checks them, and served with retries until an update is a day old."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram.constants import SUPPORTED_WEBHOOK_PORTS, WebhookLimit

from bot.playground.world import jsons
from bot.playground.world.errors import bad_request
from bot.playground.world.model import BotState, Json, Webhook
from bot.playground.world.queue import Waiting

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_DEFAULT_CONNECTIONS = 40
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LONGEST_PAUSE = 60.0
_TIMEOUT_SECONDS = 60
_NOT_AS_ANSWER = ("deletewebhook", "setwebhook", "close", "logout")

Execute = Callable[[BotState, str, Json], Awaitable[Any]]
"""Runs the method that a bot put into its answer to a webhook call."""


def read_webhook(given: Json, certificate: str = "") -> Webhook:
    """The webhook that a call asks for. Plain http and any port are allowed on this machine only."""
    url = str(given.get("url", ""))
    if not url:
        return Webhook()
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not host or parts.scheme not in ("http", "https"):
        raise bad_request("invalid webhook URL specified")
    if host not in _LOOPBACK:
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port is not None and port not in SUPPORTED_WEBHOOK_PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = str(given.get("secret_token", ""))
    if len(secret) > WebhookLimit.MAX_SECRET_TOKEN_LENGTH:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = int(given.get("max_connections", _DEFAULT_CONNECTIONS))
    connections = min(max(connections, WebhookLimit.MIN_CONNECTIONS_LIMIT), WebhookLimit.MAX_CONNECTIONS_LIMIT)
    return Webhook(url, secret, connections, str(given.get("ip_address", "")), certificate)


def webhook_info(bot: BotState) -> Json:
    """What getWebhookInfo answers."""
    hook = bot.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": bool(hook.certificate),
        "pending_update_count": len(bot.queue.waiting),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
        info |= {"ip_address": hook.ip_address} if hook.ip_address else {}
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    return info | ({"allowed_updates": list(bot.queue.allowed)} if bot.queue.allowed else {})


@dataclass
class Deliverer:
    """Posts updates to webhooks: those of one chat in order, those of several chats side by side."""

    clock: Callable[[], float]
    execute: Execute
    first_pause: float = 1.0
    """Seconds after the second failure; they double."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _session: aiohttp.ClientSession | None = None
    _tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _woken: dict[int, asyncio.Event] = field(default_factory=dict)

    def wake(self, bot: BotState) -> None:
        """Deliver what waits, if the bot has a webhook."""
        if not bot.webhook.url:
            return
        if bot.id not in self._tasks:
            self._woken[bot.id] = asyncio.Event()
            self._tasks[bot.id] = asyncio.create_task(self._serve(bot))
        self._woken[bot.id].set()

    async def stop(self, bot: int | None = None) -> None:
        """Stop delivering, to one bot or to all."""
        tasks = [self._tasks.pop(id_) for id_ in list(self._tasks) if bot in (None, id_)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if bot is None and self._session is not None:
            await self._session.close()
            self._session = None

    async def _serve(self, bot: BotState) -> None:
        lanes: dict[str, asyncio.Task[None]] = {}
        places = asyncio.Semaphore(bot.webhook.max_connections)
        try:
            while True:
                await self._woken[bot.id].wait()
                self._woken[bot.id].clear()
                bot.queue.expire(self.clock())
                for lane in {one.lane for one in bot.queue.waiting} - lanes.keys():
                    lanes[lane] = asyncio.create_task(self._serve_lane(bot, lane, places))
                    lanes[lane].add_done_callback(partial(self._lane_done, bot, lanes, lane))
        finally:
            for task in lanes.values():
                task.cancel()
            await asyncio.gather(*lanes.values(), return_exceptions=True)

    def _lane_done(self, bot: BotState, lanes: dict[str, asyncio.Task[None]], lane: str, _: object) -> None:
        lanes.pop(lane, None)
        if any(one.lane == lane for one in bot.queue.waiting) and bot.id in self._woken:
            self._woken[bot.id].set()

    async def _serve_lane(self, bot: BotState, lane: str, places: asyncio.Semaphore) -> None:
        """Deliver the updates of one chat, one after the other, each until it is taken or too old."""
        while update := next((one for one in bot.queue.waiting if one.lane == lane), None):
            failures = 0
            while update.expires > self.clock():
                async with places:
                    problem = await self._post(bot, update)
                if not problem:
                    break
                bot.webhook.last_error, bot.webhook.last_error_date = problem, int(self.clock())
                pause = self.first_pause * 2 ** max(failures - 1, 0) if failures else 0.0
                failures += 1
                await self.sleep(min(pause, _LONGEST_PAUSE))
            bot.queue.drop(update.id)

    async def _post(self, bot: BotState, update: Waiting) -> str:
        """Post one update; what went wrong, or nothing."""
        hook = bot.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            session = self._open_session()
            async with session.post(
                hook.url,
                data=jsons.dumps(update.json()),
                headers=headers,
                allow_redirects=False,
                ssl=_trust(hook),
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return f"Connection failed: {type(error).__name__}"
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        await self._obey(bot, body)
        return ""

    async def _obey(self, bot: BotState, body: bytes) -> None:
        """A bot may call one method by answering with it; its result is not told, as on Telegram."""
        with contextlib.suppress(ValueError):
            answer: Json = jsons.loads(body) if body.lstrip().startswith(b"{") else {}
            method = str(answer.pop("method", "")).lower()
            if method and not method.startswith("get") and method not in _NOT_AS_ANSWER:
                await self.execute(bot, method, answer)

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT_SECONDS))
        return self._session


def _trust(hook: Webhook) -> ssl.SSLContext | bool:
    return ssl.create_default_context(cadata=hook.certificate) if hook.certificate else True
