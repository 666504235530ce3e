"""How long a reader waits beside a few accounts that ask for all they can. `make bench` prints the figures.

The bot runs as a process of its own against the playground with Telegram's limits. MARSAD_PEER=DIR has another
checkout go through the same in the same run, before it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground.faults import Fault
from bot.playground.playground import Playground
from bot.playground.testing import MovableClock, TelegramServer, Visitor
from bot.playground.wiring import Options
from tests.benchmarks.checkouts import checkouts
from tests.benchmarks.memory import memory
from tests.benchmarks.processes import QUIETLY, marsad

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

_QUESTION = "متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟"
_LONGEST = 120.0
"""Seconds after which a reader counts as never answered."""
_PUT_OFF, _FLOODERS, _TYPED, _HEAP = 70, 80, 400, 20_000
_FLOOD_SECONDS, _PER_SECOND = 20, 2
_LEAVING, _MEGABYTES, _WATCHED_SECONDS = 30, 127, 70
_DELETE = "حذف كل ذلك"
_FILL = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO told (chat, thread, message, statement, fingerprint, lang, editable, at)
SELECT 4000000000 + i / 20, 0, i, 'storm-council.attendance-' || (i % 50), hex(randomblob(16)), 'en', 1,
       strftime('%s', 'now') FROM n
"""


@dataclass
class Running:
    """A bot, the Telegram that it talks to, and a reader who has done nothing."""

    server: TelegramServer
    innocent: Visitor
    pid: int
    state: Path

    async def wait(self, text: str = _QUESTION) -> float:
        """Seconds until the innocent reader is answered."""
        return await _seconds(lambda: self._asked(text))

    async def _asked(self, text: str) -> None:
        self.innocent.says(text)
        await self.innocent.reply(seconds=_LONGEST)

    async def inline_wait(self) -> float:
        """Seconds until an inline query of theirs is answered."""
        query = self.innocent.searches("astana meeting")
        return await _seconds(lambda: self.innocent.answer(query, seconds=_LONGEST))

    def refused(self) -> int:
        """How often Telegram said 429."""
        return sum(call.status == 429 for call in self.server.playground.calls.named("sendMessage"))

    def megabytes(self) -> float:
        """What the bot holds in memory."""
        return memory("VmRSS", self.pid)


async def beside_chats_that_are_put_off(running: Running) -> str:
    """One message from each of 70 chats that Telegram answers with retry_after 25."""
    people = running.server.visitors(_PUT_OFF)
    for one in people:
        putting_off = Fault(effect="error", methods=("sendMessage",), chat=one.dialog.id, code=429, retry_after=25)
        running.server.playground.switch_on(putting_off)
    for one in people:
        one.says(_QUESTION)
    await asyncio.sleep(3)
    waited, typed = await asyncio.gather(running.wait(), running.inline_wait())
    return f"a reader waits {waited:.1f} s, an inline query {typed:.1f} s"


async def beside_a_flood_of_commands(running: Running) -> str:
    """Eighty accounts with two commands a second; the reader comes after ten seconds."""
    people = running.server.visitors(_FLOODERS)
    flooding = asyncio.create_task(_flood(people))
    await asyncio.sleep(_FLOOD_SECONDS / 2)
    waited = await running.wait()
    await flooding
    return f"a reader waits {waited:.1f} s; Telegram says 429 {running.refused():,} times"


async def beside_inline_queries(running: Running) -> str:
    """Four hundred inline queries of one account."""
    [typist] = running.server.visitors(1)
    for number in range(_TYPED):
        typist.searches(f"meeting {number} of the Shanghai Cooperation Organisation")
    return f"a reader waits {await running.wait():.2f} s"


async def beside_readers_who_forget(running: Running) -> str:
    """Thirty readers have everything deleted, of a state of 127 MB; others subscribe then and in the minute after."""
    people = running.server.visitors(_LEAVING)
    await asyncio.gather(*[_heard(one, "/subscribe all") for one in people])
    _fill(running.state)
    for one in people:
        one.says("/forget")
    waited = [await _subscribes(running)]
    await asyncio.gather(*[one.reply(seconds=_LONGEST) for one in people])
    pressed = [_pressed(one) for one in people]
    waited += [await _subscribes(running)] if all(pressed) else []
    until = time.perf_counter() + _WATCHED_SECONDS
    while time.perf_counter() < until:
        waited.append(await _subscribes(running))
        await asyncio.sleep(1)
    return f"another reader's /subscribe takes {max(waited[:2]):.2f} s, {max(waited):.2f} s at most in the minute after"


async def behind_a_heap_of_updates(running: Running) -> str:
    """Twenty thousand questions of forty accounts, and then one of a reader."""
    people = running.server.visitors(40)
    before, most, stop = running.megabytes(), 0.0, asyncio.Event()

    async def look() -> None:
        nonlocal most
        while not stop.is_set():
            most = max(most, running.megabytes())
            await asyncio.sleep(0.2)

    looking = asyncio.create_task(look())
    for number in range(_HEAP):
        people[number % len(people)].says(_QUESTION)
    waited = await running.wait()
    stop.set()
    await looking
    return f"memory grows by {most - before:.0f} MB; a reader behind them waits {waited:.1f} s"


_TRIALS: dict[str, Callable[[Running], Awaitable[str]]] = {
    f"beside {_PUT_OFF} chats that are put off": beside_chats_that_are_put_off,
    f"beside {_FLOODERS} accounts at two commands a second": beside_a_flood_of_commands,
    f"beside {_TYPED} inline queries of one account": beside_inline_queries,
    f"behind {_HEAP:,} updates": behind_a_heap_of_updates,
    f"beside {_LEAVING} /forget at {_MEGABYTES} MB": beside_readers_who_forget,
}


@pytest.mark.parametrize("trial", _TRIALS)
async def test_what_a_reader_waits(trial: str, tmp_path: Path) -> None:
    for name, checkout in checkouts().items():
        async with _running(checkout, tmp_path / name) as running:
            alone = await running.wait()
            sys.stdout.write(f"{trial}, {name}: {await _TRIALS[trial](running)} (alone {alone:.2f} s)\n")


async def _seconds(doing: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    with contextlib.suppress(TimeoutError):
        await doing()
    return time.perf_counter() - began


async def _flood(people: list[Visitor]) -> None:
    until = time.perf_counter() + _FLOOD_SECONDS
    while time.perf_counter() < until:
        for one in people:
            one.says("/about")
            await asyncio.sleep(1 / _PER_SECOND / len(people))


async def _subscribes(running: Running) -> float:
    [reader] = running.server.visitors(1)
    return await _seconds(lambda: _heard(reader, "/subscribe all"))


async def _heard(reader: Visitor, text: str) -> None:
    reader.says(text)
    await reader.reply(seconds=_LONGEST)


def _pressed(reader: Visitor) -> bool:
    """Whether the bot asks before it deletes; then it is told to."""
    rows = reader.received()[-1].get("reply_markup", {}).get("inline_keyboard", [])
    asked = [button["text"] for row in rows for button in row if button["text"] == _DELETE]
    for label in asked[:1]:
        reader.presses(label)
    return bool(asked)


def _fill(state: Path) -> None:
    first, step = 1, 100_000
    with contextlib.closing(sqlite3.connect(state, timeout=60)) as connection:
        while state.stat().st_size < _MEGABYTES << 20:
            with connection:
                connection.execute(_FILL, {"first": first, "last": first + step - 1})
            connection.execute("PRAGMA wal_checkpoint")
            first += step


@contextlib.asynccontextmanager
async def _running(checkout: Path, data: Path) -> AsyncIterator[Running]:
    async with Playground.opened(Options(kept_calls=100_000)) as playground:
        server = TelegramServer(playground, playground.world.add_bot("Marsad", "marsad_bot"), MovableClock())
        async with marsad(server, data, checkout=checkout, more=QUIETLY) as pid:
            yield Running(server, server.visitor("Innocent", starts=True), pid, data / "state.sqlite")
