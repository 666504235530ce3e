"""Real processes of `marsad run` that tell subscribers of a playground about a change, and are killed meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from bot.playground.hub import Event
from bot.playground.testing import TelegramServer, Visitor
from bot.publishing.library import Library
from bot.state.database import Database
from bot.state.leases import SECONDS
from bot.state.messages import MessageState
from bot.state.migrating import upgrade
from bot.state.outbox import Outbox
from bot.state.publications import Publications
from bot.state.tables import leases, reminders, subscriptions
from knowledge.curation.folder import Folder
from tests.support.folders import LOG, STORM, KnowledgeFolder
from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
_LOOKS = 50
_LOOK_AGAIN = 0.5
_FOREIGN = ("MARSAD_", "TELEGRAM_", "DATABASE_")


@dataclass
class Broadcast:
    """One change, its readers, and the state that says how far it got."""

    server: TelegramServer
    folder: KnowledgeFolder
    data: Path
    url: str
    """Of the state."""
    environ: Mapping[str, str] = field(default_factory=dict)
    readers: list[Visitor] = field(default_factory=list)
    _began: int = 0
    """The last event before the readers are told anything."""

    def __post_init__(self) -> None:
        self.library = Library(Folder.locate(self.folder.root), self.data)
        self.database = Database(self.url)

    async def prepare(self, count: int) -> None:
        """Serve a first version, and let so many people follow everything from then on."""
        self.data.mkdir(exist_ok=True)
        version = self.library.served().knowledge.version
        await upgrade(self.database, self.data / "backups")
        await Publications(self.database).begin(version, datetime.now(UTC))
        self.readers = self.server.visitors(count)
        async with self.database.writing() as connection:
            await connection.execute(subscriptions.insert(), [_follows(one.dialog.id) for one in self.readers])

    def publish(self, day: int = 4) -> None:
        """The meeting was on another day: as `publish --now` does it."""
        self.folder.fact("meetings/storm-council", STORM.replace("3", str(day)))
        self.folder.source("log", LOG.replace("3", str(day)), language="en")
        version = self.library.build().stem
        self.library.propose(version, datetime.now(UTC))
        self.library.promote(datetime.now(UTC))
        self._began = self.server.playground.hub.last

    async def remind(self) -> None:
        """Let every reader want to be reminded of the meeting, and the time of that have come."""
        async with self.database.writing() as connection:
            await connection.execute(reminders.insert(), [_reminded(one.dialog.id) for one in self.readers])
        self._began = self.server.playground.hub.last

    @contextlib.asynccontextmanager
    async def process(self, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """`marsad run`, as soon as it is started; its log is added to `data/log`."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        environ |= {
            "TELEGRAM_API_URL": self.server.url,
            "TELEGRAM_BOT_TOKEN": self.server.token,
            "DATABASE_URL": self.url,
            "MARSAD_DATA": str(self.data),
            "MARSAD_KNOWLEDGE__PATH": str(self.folder.root),
            "MARSAD_DELIVERY__MESSAGES_PER_SECOND": "30",
            "NO_PROXY": "*",
        }
        with (self.data / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--no-open"),
                cwd=ROOT,
                env=environ | dict(self.environ) | more,
                stderr=log,
            )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    @contextlib.asynccontextmanager
    async def receiving(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """As `process`, one of several that share the state: they take updates by webhook."""
        port = str(free_port())
        more = {"MODE": "webhook", "WEBHOOK__URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK__PORT": port}
        async with self.process(**{f"MARSAD_TELEGRAM__{name}": value for name, value in more.items()}) as process:
            yield process

    @contextlib.asynccontextmanager
    async def standing(self) -> AsyncIterator[Pair]:
        """Two processes that share the state."""
        async with contextlib.AsyncExitStack() as stack:
            pair = Pair(self, stack)
            await pair.start()
            await pair.start()
            yield pair
            await pair.stop()

    def copies(self) -> Counter[int]:
        """How many messages each reader has got, by chat; who got none is there too."""
        return Counter({one.dialog.id: len(one.received()) for one in self.readers})

    async def uncertain(self) -> set[int]:
        """The chats that may have got theirs."""
        return {row.chat.chat for row in await Outbox(self.database).listed(MessageState.UNCERTAIN, most=100_000)}

    async def open(self) -> int:
        """How many rows are neither sent nor uncertain."""
        counts = await Outbox(self.database).counts()
        return sum(count for state, count in counts.items() if state is not MessageState.UNCERTAIN)

    async def delivered(self, count: int) -> bool:
        """Wait until so many more messages have arrived; False when nobody is left who waits for one."""
        return await self._arrive(count, self.server.playground.hub.last)

    async def over(self) -> None:
        """Wait until every reader has a message or stands as uncertain, and that is noted."""
        while await self.missing():
            await self._arrive(1, self.server.playground.hub.last)
        for _ in range(_LOOKS):
            if not await self.open():
                return
            await asyncio.sleep(_LOOK_AGAIN)

    def starts(self) -> int:
        """How many processes have been ready so far."""
        return (self.data / "log").read_bytes().count(b"marsad: ready") if (self.data / "log").exists() else 0

    async def ready(self, before: int) -> None:
        """Wait until one more process is ready than `before`: an earlier SIGTERM would end it as it ends any other."""
        for _ in range(_LOOKS):
            if self.starts() > before:
                return
            await asyncio.sleep(_LOOK_AGAIN)

    async def missing(self) -> set[int]:
        """The chats that neither got anything nor stand as uncertain."""
        return {chat for chat, copies in self.copies().items() if not copies} - await self.uncertain()

    async def leader(self) -> int:
        """The number of the process that delivers."""
        async with self.database.reading() as connection:
            holder = (await connection.execute(select(leases.c.holder))).scalar_one()
        return int(holder.split(":")[1])

    async def run_out(self) -> None:
        """Let the lease end now, so that nobody waits for that in real time."""
        async with self.database.writing() as connection:
            await connection.execute(update(leases).values(until=leases.c.until - SECONDS))

    async def _arrive(self, count: int, after: int) -> bool:
        hub = self.server.playground.hub
        while count and await self.missing():
            # The last one missing may turn out to be uncertain: then no message comes, and nothing tells us so.
            with contextlib.suppress(TimeoutError):
                event = await hub.until(self._is_ours, after=after, seconds=_LOOK_AGAIN)
                after, count = event.number, count - 1
        return not count

    def _is_ours(self, event: Event) -> bool:
        return event.kind == "message" and self.server.playground.world.is_bots(event.body["message"])


@dataclass
class Pair:
    """A process that delivers, and one that stands by."""

    broadcast: Broadcast
    stack: contextlib.AsyncExitStack
    running: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self) -> None:
        """One more."""
        self.running.append(await self.stack.enter_async_context(self.broadcast.receiving()))

    async def kill_the_leader(self) -> float:
        """Seconds until the next message arrives, from the other one; then the killed one is started again."""
        leader = await self.broadcast.leader()
        [killed] = [one for one in self.running if one.pid == leader]
        self.running.remove(killed)
        killed.kill()
        began = time.perf_counter()
        await killed.wait()
        await self.broadcast.delivered(1)
        seconds = time.perf_counter() - began
        await self.start()
        return seconds

    async def stop(self) -> None:
        """End both in peace."""
        for one in self.running:
            one.terminate()
        await asyncio.gather(*(one.wait() for one in self.running))


@contextlib.asynccontextmanager
async def broadcast(
    server: TelegramServer, folder: Path, url: str = "", environ: Mapping[str, str] | None = None
) -> AsyncIterator[Broadcast]:
    """One with its folders below `folder`; the state is a file there unless `url` names another."""
    data = folder / "data"
    place = url or f"sqlite+aiosqlite:///{data / 'state.sqlite'}"
    one = Broadcast(server, KnowledgeFolder.made(folder / "kb"), data, place, environ or {})
    try:
        yield one
    finally:
        await one.database.close()


def doubled(copies: Mapping[int, int]) -> Collection[int]:
    """The chats that got more than one."""
    return [chat for chat, count in copies.items() if count > 1]


def _follows(chat: int) -> dict[str, object]:
    return {
        "chat": chat,
        "thread": 0,
        "subject": "all",
        "lang": "ar" if chat % 2 else "en",
        "cadence": "instant",
        "minute": 480,
        "weekday": 0,
        "silent": False,
        "paused": False,
        "heartbeat": False,
        "seen": 1,
        "due_at": 0,
    }


def _reminded(chat: int) -> dict[str, object]:
    lang = "ar" if chat % 2 else "en"
    wanted = {"entity": "storm-council", "lead": "m", "occasion": "2021-05-03"}
    return {"chat": chat, "thread": 0, "lang": lang, "due_at": 1_620_028_800, **wanted}
