"""What happens, numbered: for pages that listen, for tests that wait, for operators who look at every call."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.playground.world.model import Json

_KEPT_EVENTS = 5000
_LONGEST_SHOWN = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    number: int
    kind: str
    body: Json


Fits = Callable[[Event], bool]


@dataclass(slots=True)
class Hub:
    """The latest events; who listens asks for those after the last one seen, or is woken by the first that fits."""

    events: deque[Event] = field(default_factory=lambda: deque(maxlen=_KEPT_EVENTS))
    last: int = 0
    _waiting: dict[asyncio.Future[Event], Fits] = field(default_factory=dict)

    def publish(self, kind: str, body: Json) -> None:
        """Add an event and wake who waits for it; the others sleep on, so that a thousand may wait."""
        self.last += 1
        event = Event(self.last, kind, body)
        self.events.append(event)
        for future in [one for one, fits in self._waiting.items() if fits(event)]:
            del self._waiting[future]
            if not future.done():
                future.set_result(event)

    def since(self, number: int) -> list[Event]:
        """The events after a number, as far as they are kept."""
        newest = list(islice(reversed(self.events), max(self.last - number, 0)))
        return newest[::-1]

    async def after(self, number: int) -> list[Event]:
        """The same; waits until there is one."""
        if number >= self.last:
            await self._first(lambda _: True)
        return self.since(number)

    async def until(self, fits: Fits, *, after: int, seconds: float) -> Event:
        """The first event after a number that fits; TimeoutError when none comes in time."""
        if event := next(filter(fits, self.since(after)), None):
            return event
        async with asyncio.timeout(seconds):
            return await self._first(fits)

    async def _first(self, fits: Fits) -> Event:
        future: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        self._waiting[future] = fits
        try:
            return await future
        finally:
            self._waiting.pop(future, None)


@dataclass(slots=True)
class CallRecord:
    """One call of a bot: what it asked and what it was told."""

    number: int
    bot: int
    method: str
    given: Mapping[str, Any]
    files: tuple[str, ...] = ()
    began: float = 0.0
    counter: float = 0.0
    status: int = 0
    """0: not answered yet, or never."""
    answer: Json | None = None
    seconds: float | None = None
    """None: it is not over."""
    fault: str = ""

    def json(self) -> Json:
        """For the operator's page."""
        shown = {name: _shortened(value) for name, value in self.given.items()}
        return {
            "number": self.number,
            "bot": self.bot,
            "method": self.method,
            "given": shown,
            "files": list(self.files),
            "began": self.began,
            "status": self.status,
            "answer": self.answer,
            "ms": None if self.seconds is None else round(self.seconds * 1000, 1),
            "fault": self.fault,
        }


@dataclass(slots=True)
class CallLog:
    """The latest calls."""

    hub: Hub
    clock: Callable[[], float]
    calls: deque[CallRecord]
    _number: int = 0

    def begin(self, bot: int, method: str, given: Mapping[str, Any], files: tuple[str, ...]) -> CallRecord:
        """Write down a call that begins."""
        self._number += 1
        record = CallRecord(self._number, bot, method, given, files, self.clock(), time.perf_counter())
        self.calls.append(record)
        return record

    def end(self, record: CallRecord, status: int, answer: Json | None) -> None:
        """Write down how it ended; status 0: without an answer."""
        record.status, record.answer = status, answer
        record.seconds = time.perf_counter() - record.counter
        self.hub.publish("call", {"call": record})

    def named(self, method: str) -> list[CallRecord]:
        """The kept calls of a method, oldest first."""
        return [one for one in self.calls if one.method.lower() == method.lower()]


def _shortened(value: Any) -> Any:
    return f"{value[:_LONGEST_SHOWN]}…" if isinstance(value, str) and len(value) > _LONGEST_SHOWN else value
