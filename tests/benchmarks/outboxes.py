"""A state with very many subscribers, planned for and emptied in a process of its own, as `marsad run` would."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from bot.delivery.breaker import Breaker
from bot.delivery.deliverer import OutboxDeliverer
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.pacing import Pacer
from bot.garbage_collection import lasting
from bot.state.database import Database
from bot.state.messages import Outgoing
from bot.state.migrating import upgrade
from bot.state.moving import move
from bot.state.tables import outbox, subscriptions, told
from tests.benchmarks.memory import memory
from tests.support.newsroom import DATE, PLACE, Newsroom

_ROWS, _SENT = 10_000, 10_000


@dataclass(frozen=True)
class Measured:
    """What it took."""

    planning: float
    longest: float
    megabytes: float
    rows_per_second: float


async def measured(*, subscribers: int, history: int) -> Measured:
    """Plan one change for all of them, and send a tenth of it; so many messages were sent before."""
    command = (sys.executable, "-m", "tests.benchmarks.outboxes", str(subscribers), str(history))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return Measured(**json.loads(out.splitlines()[-1]))


async def _measure(subscribers: int, history: int, folder: Path) -> Measured:
    database = Database(f"sqlite+aiosqlite:///{folder / 'state.sqlite'}")
    try:
        await upgrade(database, folder)
        with lasting():  # as `run` has what it was started with
            room = Newsroom(database)
            await room.publish("a", PLACE)
            room.serve("b", PLACE, DATE)
        await _fill(database, subscribers, history)
        planning, longest = await _plan(room)
        megabytes = memory("VmHWM")
        return Measured(planning, longest, megabytes, await _deliver(room))
    finally:
        await database.close()


async def _plan(room: Newsroom) -> tuple[float, float]:
    steps, began = [time.perf_counter()], time.perf_counter()
    while await room.planner.step():
        steps.append(time.perf_counter())
    return time.perf_counter() - began, max(then - now for now, then in pairwise(steps))


async def _deliver(room: Newsroom) -> float:
    """Rows a second, with sends that take no time."""
    sent = 0

    async def send(_: Outgoing) -> Outcome:
        nonlocal sent
        sent += 1
        return Sent(sent)

    async def leads(_: object) -> bool:
        return True

    deliverer = OutboxDeliverer(
        outbox=room.outbox,
        send=send,
        pacer=Pacer(1e9, time.monotonic),
        breaker=Breaker(),
        alert=lambda key, **values: None,
        migrate=move,
        leads=leads,
        now=room.clock,
        in_flight=8,
        holder="bench",
    )
    began = time.perf_counter()
    while sent < _SENT:
        await deliverer.step()
        await asyncio.wait(deliverer._sending)
    await deliverer._finish()
    return sent / (time.perf_counter() - began)


async def _fill(database: Database, subscribers: int, history: int) -> None:
    for start in range(1, subscribers + 1, _ROWS):
        async with database.writing() as connection:
            await connection.execute(
                subscriptions.insert(), [_follows(chat) for chat in range(start, min(start + _ROWS, subscribers + 1))]
            )
    for start in range(0, history, _ROWS):
        async with database.writing() as connection:
            rows = range(start, min(start + _ROWS, history))
            await connection.execute(outbox.insert(), [_sent(number, subscribers) for number in rows])
            await connection.execute(told.insert(), [_told(number, subscribers) for number in rows])


def _follows(chat: int) -> dict[str, object]:
    values = {"chat": chat, "thread": 0, "subject": "all", "lang": "ar" if chat % 2 else "en", "cadence": "instant"}
    settings = {"minute": 480, "weekday": 0, "silent": False, "paused": False, "heartbeat": False}
    return values | settings | {"seen": 1, "due_at": 0}


def _sent(number: int, subscribers: int) -> dict[str, object]:
    return {
        "dedupe": f"news:0:{number}",
        "kind": "update",
        "chat": number % subscribers + 1,
        "thread": 0,
        "body": f"{number % 10:032}",
        "lang": "en",
        "silent": False,
        "tells": "talks.host@00",
        "publication": 0,
        "cursors": f"{number}:0",
        "not_before": 1_700_000_000,
        "attempts": 0,
        "state": "sent",
        "message": number,
        "changed_at": 1_711_900_000,
    }


def _told(number: int, subscribers: int) -> dict[str, object]:
    return {
        "chat": number % subscribers + 1,
        "thread": 0,
        "message": number,
        "statement": f"talks.{number % 100}",
        "fingerprint": "00",
        "lang": "en",
        "editable": True,
        "at": 1_711_900_000,
    }


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_measure(int(sys.argv[1]), int(sys.argv[2]), Path(folder)))
    sys.stdout.write(f"{json.dumps(asdict(found))}\n")


if __name__ == "__main__":
    main()
