"""A newsroom whose messages go over HTTP to a playground, each with a clock that moves with the other's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.delivery.messenger import Messenger
from bot.delivery.sender import Sender
from bot.playground.faults import Fault
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world.model import Json
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import Subscription
from bot.state.messages import MessageState, Outgoing
from bot.state.moving import move
from handlers.connection.transport import AiohttpTransport
from tests.support.newsroom import DATE, PLACE, Newsroom

_CONNECTIONS = 16
_PATIENCE = 3.0
"""Seconds after which an answer counts as lost; the only time that really passes."""


@dataclass
class Wire:
    """Subscribers of the playground who are told things by a newsroom."""

    room: Newsroom
    server: TelegramServer
    readers: list[Visitor] = field(default_factory=list)

    async def subscribed(self, count: int) -> list[Visitor]:
        """So many people follow everything, from the version before the one that will be told."""
        await self.room.publish("a", PLACE)
        self.readers = self.server.visitors(count)
        for one in self.readers:
            await self.room.follow(one.dialog.id)
        return self.readers

    async def follow(self, chat: int, topic: int | None = None) -> Subscription:
        """A group, topic or channel follows everything too."""
        one = await self.room.follow(chat)
        if topic is None:
            return one
        inside = replace(one, chat=ChatKey(chat, topic))
        return (await self.room.subscriptions.follow(inside, self.room.clock()))[0]

    async def tell(self) -> None:
        """Publish a change, and send until nothing is due."""
        await self.room.publish("b", PLACE, DATE)
        await self.room.deliver()

    async def later(self, seconds: float) -> None:
        """Let time pass at both ends, and send what is due then."""
        self.server.clock.advance(seconds)
        self.room.clock.forward(seconds=seconds)
        await self.room.deliver()

    async def eventually(self) -> None:
        """Let so much time pass that everything is sent that ever will be."""
        for _ in range(12):
            await self.later(3_600)

    def fault(self, effect: str, **more: object) -> int:
        """Switch a fault of sendMessage on."""
        return self.server.playground.switch_on(Fault(effect=effect, methods=("sendMessage",), **more))

    def copies(self) -> list[int]:
        """How many messages each subscriber has, in order."""
        return [len(one.received()) for one in self.readers]

    async def standing(self, state: MessageState) -> list[int]:
        """The subscribers, by their place, for whom a row stands in a state."""
        chats = [one.dialog.id for one in self.readers]
        return sorted(chats.index(row.chat.chat) for row in await self.rows(state))

    async def rows(self, state: MessageState) -> Sequence[Outgoing]:
        """The rows in a state."""
        return await self.room.outbox.listed(state)

    def unanswered(self) -> list[int]:
        """The subscribers, by their place, to whom a request got no answer."""
        chats = [one.dialog.id for one in self.readers]
        calls = self.server.playground.calls.named("sendMessage")
        return sorted(chats.index(int(call.given["chat_id"])) for call in calls if not call.status)

    def statuses(self) -> list[int]:
        """How the playground answered each message, in order; 0: not at all."""
        return [call.status for call in self.server.playground.calls.named("sendMessage")]


def texts(messages: Sequence[Json]) -> list[str]:
    """What messages say."""
    return [message["text"] for message in messages if "text" in message]


@contextlib.asynccontextmanager
async def connected(room: Newsroom, server: TelegramServer, url: str = "") -> AsyncIterator[Wire]:
    """The newsroom sends to the playground, or to what stands before it at another address."""
    server.clock.stop()
    transport = AiohttpTransport(_CONNECTIONS)
    network = HTTPXRequest(_CONNECTIONS, read_timeout=_PATIENCE, httpx_kwargs={"transport": transport})
    room.deliverer.send = Sender(Messenger(Bot(server.token, f"{url or server.url}/bot", request=network)))
    room.deliverer.migrate = move
    try:
        yield Wire(room, server)
    finally:
        server.playground.switch_off()
        await network.shutdown()


@dataclass
class Door:
    """Passes connections on to a server, at an address that refuses them while it is shut."""

    target: int
    port: int = 0
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def open(self) -> None:
        """Let connections through, always at the same port."""
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Refuse new connections, and end those that stand."""
        assert self._server
        self._server.close()
        for writer in list(self._writers):
            writer.close()
        await self._server.wait_closed()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", self.target)
        self._writers |= {writer, onward}
        await asyncio.gather(_pour(reader, onward), _pour(there, writer))
        self._writers -= {writer, onward}


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
