"""A Bot API server on 127.0.0.1 for a process of its own: just enough HTTP for python-telegram-bot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from tests.support.telegram import BOT


@dataclass
class BotApiServer:
    """Hands out queued updates, answers every other call with yes, and notes all calls."""

    token: str
    status: int = 200
    """What getMe is answered with."""
    url: str = ""
    updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    sent: asyncio.Queue[dict[str, str]] = field(default_factory=asyncio.Queue)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    callers: set[asyncio.Task[None]] = field(default_factory=set)
    """One for each connection; a killed process leaves one that waits for an update."""

    def write(self, text: str, *, update_id: int) -> None:
        """A private message to the bot."""
        self.updates.put_nowait(private_message(text, update_id=update_id))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if caller := asyncio.current_task():
            self.callers.add(caller)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._reply(head.decode(), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _reply(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request_line, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        form = dict(parse_qsl((await reader.readexactly(int(headers.get("content-length", 0)))).decode()))
        path = request_line.split()[1]
        status, body = await self._result(path, form)
        content = json.dumps(body).encode()
        reason = HTTPStatus(status).phrase
        writer.write(f"HTTP/1.1 {status} {reason}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
        await writer.drain()

    async def _result(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        method = path.removeprefix(f"/bot{self.token}/")
        self.calls.append((method, form))
        match method:
            case "getMe" if self.status != HTTPStatus.OK:
                return self.status, {"ok": False, "error_code": self.status, "description": "Unauthorized"}
            case "getMe":
                result: object = BOT
            case "getUpdates":
                result = [await self.updates.get()] if form.get("timeout", "0") != "0" else []
            case "sendMessage":
                self.sent.put_nowait(form)
                result = {"message_id": 1, "date": 0, "chat": {"id": int(form["chat_id"]), "type": "private"}}
            case _:
                result = True
        return 200, {"ok": True, "result": result}


def private_message(text: str, *, update_id: int) -> dict[str, Any]:
    """A private message to the bot as an update."""
    chat = {"id": 7, "type": "private"}
    return {"update_id": update_id, "message": {"message_id": update_id, "date": 0, "chat": chat, "text": text}}


@asynccontextmanager
async def bot_api(token: str, *, status: int = 200) -> AsyncIterator[BotApiServer]:
    """A server that runs as long as the block; `status` other than 200 refuses the token."""
    api = BotApiServer(token, status)
    server = await asyncio.start_server(api._serve, "127.0.0.1", 0)
    api.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield api
    finally:
        server.close()
        for caller in api.callers:
            caller.cancel()
        await asyncio.gather(*api.callers, return_exceptions=True)
