"""Takes updates that Telegram delivers: checks the secret, queues the update, and answers when it is handled.

python-telegram-bot's own server answers 400 to an update that it cannot read, which Telegram then repeats for
hours before anything newer; this one passes over it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any, NoReturn

import structlog
from telegram import Bot, Update, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import HTTPError, RequestHandler

from bot.memory.health import Health
from bot.settings.values import WebhookSettings
from handlers.connection.backlog import Backlog
from handlers.connection.intake import Intake
from handlers.connection.polling import read_update
from knowledge.files import strict_json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
HEARTBEAT = timedelta(seconds=30)
_CATCHING_UP = 60.0
_SETTLED = 2.0
"""Seconds in which what waited is delivered; a newer question of the same reader takes the place of an older one."""
_MAX_BODY = 1 << 20
_IDLE_SECONDS = 90
_BODY_SECONDS = 10
_REMEMBERED = 4096
"""Updates known by number: Telegram repeats one whose 200 did not reach it."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class WebhookReceiver:
    """Puts updates into a queue as they are delivered; `run` ends only by cancellation or InvalidToken."""

    bot: Bot
    queue: asyncio.Queue[object]
    allowed: Sequence[str]
    place: WebhookSettings
    health: Health
    first: Callable[[int], Awaitable[bool]] | None = None
    """Whether an update is new to all processes that receive; None: there is only this one."""
    intake: Intake = field(default_factory=Intake)
    backlog: Backlog = field(default_factory=Backlog)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    port: int = field(default=0, init=False)
    """Where it listens, once connected."""
    _server: HTTPServer | None = field(default=None, init=False)
    _known: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED), init=False)
    _told: object = field(default=None, init=False)

    @property
    def secret(self) -> str:
        """What Telegram must send with every update; made from the token where none is set, alike in all workers."""
        given = self.place.secret.get_secret_value()
        return given or hmac.new(self.bot.token.encode(), b"marsad webhook", hashlib.sha256).hexdigest()

    async def connect(self) -> None:
        """Listen, and ask Telegram to deliver."""
        self.backlog.username = self.bot.username
        if self._server is None:
            self._listen()
        await self._register()

    async def run(self) -> NoReturn:
        """Look now and then whether Telegram still delivers to us."""
        asyncio.get_running_loop().call_later(_CATCHING_UP, self.backlog.close)
        while True:
            await self.sleep(HEARTBEAT.total_seconds())
            try:
                await self._check(await self.bot.get_webhook_info())
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be asked about the webhook", reason=str(error))

    async def confirm(self) -> None:
        """Nothing to confirm: each update was, when it was delivered."""

    async def close(self) -> None:
        """Take no more updates, Telegram keeps them for the next start; what was taken is handled."""
        self._queue(self.backlog.release())
        if self._server:
            self._server.stop()
            await self.intake.settle()
            await self._server.close_all_connections()

    async def take(self, item: dict[str, Any]) -> None:
        """Queue an update, unless it came before or cannot be read, and return when it is handled or rests."""
        self.health.heard()
        number = item.get("update_id")
        if not isinstance(number, int) or number in self._known:
            return
        if self.intake.is_full:
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        self._known.append(number)
        if self.first and not await self.first(number):
            return
        if update := read_update(item, self.bot):
            self._queue(self.backlog.sift([update], more=True))
            if self.backlog.holds:
                asyncio.get_running_loop().call_later(_SETTLED, lambda: self._queue(self.backlog.release()))
            await self.intake.handled([number])

    def _queue(self, updates: Iterable[Update]) -> None:
        for update in updates:
            if self.intake.take(update):
                self.queue.put_nowait(update)

    def _listen(self) -> None:
        site = web.Application([(r"/.*", _Door, {"webhook": self})], log_function=_log_nothing)
        sockets = bind_sockets(self.place.port, self.place.listen)
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(
            site, max_body_size=_MAX_BODY, idle_connection_timeout=_IDLE_SECONDS, body_timeout=_BODY_SECONDS
        )
        self._server.add_sockets(sockets)

    async def _register(self) -> None:
        await self.bot.set_webhook(self.place.url, allowed_updates=self.allowed, secret_token=self.secret)

    async def _check(self, info: WebhookInfo) -> None:
        if info.url != self.place.url:
            log.warning("another process has taken the webhook away; taking it back")
            await self._register()
        elif info.last_error_date and info.last_error_date != self._told:
            self._told = info.last_error_date
            log.warning("Telegram could not deliver", reason=info.last_error_message, waiting=info.pending_update_count)


@web.stream_request_body
class _Door(RequestHandler):
    """One delivery; its body is kept only once the secret was right."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, webhook: WebhookReceiver) -> None:
        self.webhook = webhook
        self.body = bytearray()

    def prepare(self) -> None:
        given = self.request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.webhook.secret.encode()):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def data_received(self, chunk: bytes) -> None:
        self.body += chunk

    async def post(self) -> None:
        try:
            item = strict_json.loads(bytes(self.body))
        except ValueError:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(item, dict):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await self.webhook.take(item)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ARG002 - tornado calls it so
        """No page: nobody reads it."""
        self.finish()

    def log_exception(self, *error: Any) -> None:
        """HTTPErrors are the other side's; only what is ours is worth a line."""
        if not isinstance(error[1], HTTPError):
            log.error("a delivered update could not be queued", exc_info=error)


def _log_nothing(_: RequestHandler) -> None:
    """A delivery is no news, and a wrong caller is for the proxy's log."""
