"""The Bot API over HTTP: addresses and tokens, faults on the way, answers as bytes."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import struct
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import unquote

import structlog
from aiohttp import web

from bot.playground.dispatch import Dispatcher
from bot.playground.faults import Effect, Fault, FaultBoard
from bot.playground.hub import CallLog, CallRecord
from bot.playground.requests import Body, read_body
from bot.playground.world import files, jsons
from bot.playground.world.errors import ApiError
from bot.playground.world.model import BotState, Json

_TOKEN = re.compile(r"[0-9]{1,18}:[A-Za-z0-9_-]{1,80}")
_GATEWAY_PAGE = "<html><head><title>{0} Bad Gateway</title></head><body><h1>{0} Bad Gateway</h1></body></html>"

log = structlog.get_logger(__name__)


class Gone(Exception):
    """The connection was torn down on purpose: nothing is left to answer to."""


@dataclass(slots=True)
class ApiServer:
    """Answers bots."""

    dispatcher: Dispatcher
    faults: FaultBoard
    log: CallLog
    _frozen: dict[int, asyncio.Event] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Where bots call, and where they fetch files."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.*}", self.fetch),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        try:
            bot = self._bot(request)
            body = await read_body(request)
        except ApiError as error:
            return _response(error.code, error.json())
        record = self.log.begin(bot.id, request.match_info["method"], body.given, tuple(body.files))
        try:
            status, answer = await self._answer(request, bot, record, body)
        except Gone:
            self.log.end(record, 0, None)
            return web.Response()  # goes nowhere
        except asyncio.CancelledError:
            self.log.end(record, 0, None)
            raise
        if answer is None:
            self.log.end(record, status, None)
            return web.Response(status=status, text=_GATEWAY_PAGE.format(status), content_type="text/html")
        self.log.end(record, status, answer)
        return _response(status, answer)

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        """One file, under a path that getFile gave."""
        try:
            bot = self._bot(request)
        except ApiError as error:
            return _response(error.code, error.json())
        file = files.at_path(self.dispatcher.world, request.match_info["path"], bot=bot.id)
        if file is None:
            return _response(404, ApiError(404, "Not Found").json())
        return web.Response(body=file.content, content_type="application/octet-stream")

    def thaw(self, number: int | None = None) -> None:
        """Let go what a fault froze; None: everything."""
        for one, event in list(self._frozen.items()):
            if number in (None, one):
                event.set()
                del self._frozen[one]

    def _bot(self, request: web.Request) -> BotState:
        token = unquote(request.match_info["token"])
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        bot = self.dispatcher.world.bot_of(token)
        if bot is None:
            raise ApiError(401, "Unauthorized")
        return bot

    async def _answer(
        self, request: web.Request, bot: BotState, record: CallRecord, body: Body
    ) -> tuple[int, Json | None]:
        """Status and body of the answer; no body stands for the page of a gateway."""
        strike = self.faults.strike(record.method, body.given.get("chat_id"))
        try:
            if strike is None:
                return 200, (await self.dispatcher.run(bot, record.method, body)).json()
            return await self._strike(request, bot, record, body, strike)
        except ApiError as error:
            return error.code, error.json()
        except (Gone, asyncio.CancelledError):
            raise
        except Exception:
            log.exception("a call could not be handled", method=record.method)
            return 500, ApiError(500, "Internal Server Error: the playground could not handle this call").json()

    async def _strike(
        self, request: web.Request, bot: BotState, record: CallRecord, body: Body, strike: tuple[int, Fault]
    ) -> tuple[int, Json | None]:
        number, fault = strike
        record.fault = f"{fault.effect.value} {fault.when}"
        if fault.when == "before" and (page := await self._effect(request, number, fault)):
            return page, None
        answer = (await self.dispatcher.run(bot, record.method, body)).json()
        if fault.when == "after" and (page := await self._effect(request, number, fault)):
            return page, None
        return 200, answer

    async def _effect(self, request: web.Request, number: int, fault: Fault) -> int:
        """Do what a fault does; the status of the gateway's page if there is one, else 0."""
        match fault.effect:
            case Effect.RESET:
                _tear_down(request)
            case Effect.DELAY:
                await asyncio.sleep(fault.seconds)
            case Effect.FREEZE:
                await self._frozen.setdefault(number, asyncio.Event()).wait()
            case Effect.GATEWAY:
                return fault.code
            case Effect.ERROR:
                raise _error(fault)
        return 0


def _error(fault: Fault) -> ApiError:
    words = {429: f"Too Many Requests: retry after {fault.retry_after or 1}", 403: "Forbidden", 409: "Conflict"}
    description = fault.description or words.get(fault.code, "Internal Server Error")
    return ApiError(fault.code, description, {"retry_after": fault.retry_after or 1} if fault.code == 429 else None)


def _tear_down(request: web.Request) -> NoReturn:
    """Close the connection with a reset, as a crashing peer does."""
    transport = request.transport
    if transport is not None:
        peer = transport.get_extra_info("socket")
        with contextlib.suppress(OSError, AttributeError):
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    raise Gone


def _response(status: int, answer: Json) -> web.Response:
    return web.Response(body=jsons.dumps(answer), status=status, content_type="application/json")
