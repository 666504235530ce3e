"""The order in which replies leave: as fast as Telegram takes them, first those of chats that had the fewest lately."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import structlog
from telegram.error import TelegramError

from bot.delivery.pacing import Pacer
from bot.memory.recent import Recent

PATIENCE = 30.0
"""Seconds; a reader who waits longer has gone."""
_MOST_WAITING = 200
"""About ten seconds' worth; beyond it whoever had most gives way."""
_HALVES_IN = 30.0
"""Seconds in which half of what a chat had is forgotten."""
_MOST_CHATS = 10_000
_LOOKS_EVERY = 0.5

log = structlog.get_logger(__name__)


class Shed(TelegramError):
    """A reply that is not sent: Telegram takes no more for now, and others had less."""

    def __init__(self) -> None:
        super().__init__("too many replies wait")


@dataclass(slots=True, eq=False)
class _Waiting:
    chat: int
    load: float
    """What the chat had before, newer replies weighing more."""
    since: float
    turn: asyncio.Future[None]


@dataclass(slots=True)
class ReplyLane:
    """Gives each reply its turn. The first one of a chat is never shed, however many wait."""

    pacer: Pacer
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    favoured: frozenset[int] = frozenset()
    """Chats that go before all others: operators."""
    _line: list[_Waiting] = field(default_factory=list, init=False)
    _loads: Recent[int, tuple[float, float]] = field(default_factory=lambda: Recent(_MOST_CHATS), init=False)
    """How many replies each chat had, as of when."""
    _pump: asyncio.Task[None] | None = field(default=None, init=False)
    _shed: int = field(default=0, init=False)

    async def turn(self, chat: int) -> None:
        """Return when a reply to a chat may leave, which is counted; Shed when it may not within reason."""
        if self.pacer.held(chat) > PATIENCE:
            raise Shed
        if not self.pacer.wait_for_reply(chat) and not any(self._ready()):
            self._count(chat)
            return
        one = _Waiting(chat, self._load(chat), self.pacer.clock(), asyncio.get_running_loop().create_future())
        self._line.append(one)
        self._make_room()
        self._begin()
        try:
            await one.turn
        finally:
            if one in self._line:  # cancelled
                self._line.remove(one)

    def put_off(self, chat: int, seconds: float) -> None:
        """Telegram wants nothing to go to a chat for so long."""
        self.pacer.hold(seconds, chat)

    def _begin(self) -> None:
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self._line:
            self._drop(one for one in self._line if self.pacer.clock() - one.since > PATIENCE)
            if best := min(self._ready(), key=lambda one: one.load, default=None):
                self._line.remove(best)
                self._count(best.chat)
                _settle(best.turn)
            elif self._line:
                soonest = min(self.pacer.wait_for_reply(one.chat) for one in self._line)
                await self.sleep(min(max(soonest, 0.001), _LOOKS_EVERY))
        if self._shed:
            log.warning("replies were not sent: too many waited", replies=self._shed)
            self._shed = 0

    def _ready(self) -> Iterable[_Waiting]:
        """Those that may leave now."""
        return (one for one in self._line if not self.pacer.wait_for_reply(one.chat))

    def _make_room(self) -> None:
        if len(self._line) > _MOST_WAITING:
            most = max(self._line, key=lambda one: (one.load, one.since))
            self._drop([most])

    def _drop(self, given_up: Iterable[_Waiting]) -> None:
        """Send none of these, but for first ones."""
        for one in [one for one in given_up if one.load >= 1.0]:
            self._line.remove(one)
            self._shed += 1
            _settle(one.turn, Shed())

    def _load(self, chat: int) -> float:
        """How many replies a chat had lately, and has waiting; -1 for the favoured."""
        if chat in self.favoured:
            return -1.0
        return self._had(chat) + sum(one.chat == chat for one in self._line)

    def _had(self, chat: int) -> float:
        had, at = self._loads.get(chat) or (0.0, 0.0)
        return had * float(0.5 ** ((self.pacer.clock() - at) / _HALVES_IN))

    def _count(self, chat: int) -> None:
        self.pacer.take_reply(chat)
        self._loads.keep(chat, (self._had(chat) + 1.0, self.pacer.clock()))


def _settle(turn: asyncio.Future[None], error: Exception | None = None) -> None:
    if turn.done():
        return
    if error:
        turn.set_exception(error)
    else:
        turn.set_result(None)
