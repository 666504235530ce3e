"""Whether a request left is told apart on real sockets: only what certainly did not is sent again."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery.messenger import Messenger
from bot.delivery.outcomes import Outcome, RetryAt, Sent, Uncertain
from bot.delivery.sender import Sender
from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours
from bot.state.messages import MessageBody, MessageKind, MessageState, Outgoing
from handlers.connection.transport import AiohttpTransport

NOW = datetime(2024, 4, 1, tzinfo=UTC)
ROW = Outgoing(
    *(1, MessageKind.UPDATE, ChatKey(7), MessageBody("<b>News</b>", "News"), "en"),
    silent=False,
    target=None,
    tells=(),
    attempts=0,
    state=MessageState.SENDING,
    error=None,
    changed_at=NOW,
    hours=Hours(),
)
_PAGE = b"<html><h1>Forbidden</h1></html>"
_DONE = b'{"ok": true, "result": {"message_id": 9, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "News"}}'


@dataclass
class Peer:
    """A server that does something else than Telegram; it counts the requests that it read whole."""

    behave: Callable[[Peer, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
    read: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """The first connection has ended."""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await self.behave(self, reader, writer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        self.over.set()

    async def request(self, reader: asyncio.StreamReader) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        self.read += 1


async def _closes_at_once(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Before anything was read."""


async def _resets_at_once(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def _closes_after_reading(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)


async def _resets_after_reading(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)
    await _resets_at_once(peer, reader, writer)


async def _half_a_head(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-")
    await writer.drain()


async def _half_a_body(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + _DONE)
    await writer.drain()


async def _nonsense(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)
    writer.write(b"220 mail.example.org ESMTP\r\n\r\n")
    await writer.drain()


async def _never_answers(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await peer.request(reader)
    await reader.read()  # until the client gives up


def _answers(status: str, body: bytes) -> Callable[..., Awaitable[None]]:
    async def answer(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await peer.request(reader)
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    return answer


async def _sent_to(url: str) -> Outcome:
    network = HTTPXRequest(2, read_timeout=0.3, httpx_kwargs={"transport": AiohttpTransport(2)})
    sender = Sender(Messenger(Bot("1:x", f"{url}/bot", request=network)))
    try:
        return await sender(ROW)
    finally:
        await network.shutdown()


@contextlib.asynccontextmanager
async def _listening(peer: Peer) -> AsyncIterator[str]:
    server = await asyncio.start_server(peer, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await peer.over.wait()


@pytest.mark.parametrize(
    ("behave", "read"),
    [
        (_closes_at_once, 0),
        (_resets_at_once, 0),
        (_closes_after_reading, 1),
        (_resets_after_reading, 1),
        (_half_a_head, 1),
        (_half_a_body, 1),
        (_nonsense, 1),
        (_never_answers, 1),
        (_answers("200 OK", _PAGE), 1),
        (_answers("302 Found", b""), 1),
        (_answers("400 Bad Request", _PAGE), 1),
        (_answers("403 Forbidden", _PAGE), 1),
        (_answers("404 Not Found", _PAGE), 1),
        (_answers("502 Bad Gateway", _PAGE), 1),
        (_answers("504 Gateway Timeout", b'{"message": "Endpoint request timed out"}'), 1),
    ],
)
async def test_whatever_happens_once_a_connection_stands_is_uncertain_and_tried_once(
    behave: Callable[..., Awaitable[None]], read: int
) -> None:
    peer = Peer(behave)
    async with _listening(peer) as address:
        outcome = await _sent_to(f"http://{address}")

    assert isinstance(outcome, Uncertain)
    assert peer.read == read


@pytest.mark.parametrize("host", ["127.0.0.1", "nowhere.invalid"])
async def test_what_finds_no_connection_is_sent_again(host: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        outcome = await _sent_to(f"http://{host}:{taken.getsockname()[1]}")

    assert outcome == RetryAt("ConnectError")


async def test_what_finds_no_trust_never_left() -> None:
    async with _listening(Peer(_closes_at_once)) as plain:
        assert await _sent_to(f"https://{plain}") == RetryAt("ConnectError")


@pytest.mark.parametrize("status", ["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable"])
async def test_what_telegram_itself_could_not_do_is_sent_again(status: str) -> None:
    body = f'{{"ok": false, "error_code": {status[:3]}, "description": "{status[4:]}"}}'.encode()
    async with _listening(Peer(_answers(status, body))) as address:
        assert await _sent_to(f"http://{address}") == RetryAt("server error")


async def test_what_is_confirmed_is_sent() -> None:
    async with _listening(Peer(_answers("200 OK", _DONE))) as address:
        assert await _sent_to(f"http://{address}") == Sent(9)
