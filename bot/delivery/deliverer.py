"""Sends what is in the outbox: one transaction a turn, at most so many requests under way, nothing twice.

A turn settles what came back and marks the next rows as being sent; only when that is committed do their requests
leave. Whatever happens between, each row says where it stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NoReturn, Protocol

import structlog

from bot.clocks import Clock
from bot.delivery.breaker import Breaker
from bot.delivery.outcomes import Blocked, Dead, Halted, Migrated, Outcome, Paused, Sent, Uncertain, failure, undone
from bot.delivery.pacing import Pacer
from bot.delivery.settling import again, log_uncertain, settlement
from bot.readers.allowed import EVERY_CHAT, AllowedChats
from bot.readers.chat_key import ChatKey
from bot.state.delivery_step import Turn
from bot.state.errors import StateError
from bot.state.messages import KILLED, Doubt, MessageKind, Outgoing, doubt
from bot.state.outbox import Outbox, Policy

_LOOKED_AT = 4
"""Times as many rows as may go are looked at: some of their chats may have to wait."""
_WORTH_TELLING = 60.0
"""Seconds; operators need not hear of a shorter flood wait."""
_MEANS_ALL = 3
"""So many chats in a row with a flood wait, and nothing that went through between."""
_HALT = 300.0
_AT_ANY_HOUR = (MessageKind.DIGEST, MessageKind.MENTIONS, MessageKind.EDIT, MessageKind.REMINDER)
"""Kinds that wait for no quiet hours: nobody hears an edit, and the others come when their reader has said."""
_IDLE = 0.5
_WHEN_BROKEN = 5.0

log = structlog.get_logger(__name__)


class Alert(Protocol):
    """Tells the operators something, by the key of its text; returns at once and never raises."""

    def __call__(self, key: str, **values: object) -> None:
        """Tell them."""


@dataclass(slots=True)
class OutboxDeliverer:
    """Empties the outbox; exactly one runs at a time."""

    outbox: Outbox
    send: Callable[[Outgoing], Coroutine[Any, Any, Outcome]]
    pacer: Pacer
    breaker: Breaker
    alert: Alert
    migrate: Callable[[Any, int, int], Awaitable[None]]
    """Gives everything of a group to the supergroup that it became."""
    leads: Callable[[Any], Awaitable[bool]]
    """Whether no other process delivers, for as long as a transaction lasts."""
    now: Clock
    in_flight: int
    holder: str
    policy: Policy = field(default_factory=dict)
    """What the operator has decided of uncertain messages beforehand."""
    allowed: AllowedChats = EVERY_CHAT
    """What waits for others is held until they are allowed."""
    _sending: dict[asyncio.Task[Outcome], Outgoing] = field(default_factory=dict)
    _put_off: set[int] = field(default_factory=set)
    """Chats with a flood wait since something went through."""
    _notices: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    """For the operators, once the turn is committed."""

    async def run(self) -> NoReturn:
        """Deliver until cancelled; then wait for what is under way and settle it."""
        try:
            await self._recover()
            while True:
                await self._wait(more=bool(await self.step()))
        finally:
            await self._finish()

    async def step(self) -> int:
        """Settle what came back and send what may go; how many rows were settled or sent."""
        back = {task: (row, task.result()) for task, row in self._sending.items() if task.done()}
        still = [row for task, row in self._sending.items() if task not in back]
        if not back and not (self._room(still) and await self._anything_due()):
            return 0
        try:
            chosen = await self._turn(tuple(back.values()), still)
        except StateError as error:
            # Nothing was settled or marked: what came back is kept, and settled when the state works again.
            self._broken(error)
            return 0
        for task in back:
            del self._sending[task]
        for row in chosen:
            self._sending[asyncio.create_task(self.send(row))] = row
        self._tell_operators()
        return len(back) + len(chosen)

    async def _anything_due(self) -> bool:
        try:
            return await self.outbox.anything_due(self.now())
        except StateError as error:
            self._broken(error)
            return False

    def _broken(self, error: StateError) -> None:
        log.error("delivery waits for the state", reason=str(error))
        self.pacer.hold(_WHEN_BROKEN)
        self.alert("delivery.state", what=str(error))

    async def _recover(self) -> None:
        await self.outbox.let_in(self.allowed, self.now())
        left = await self.outbox.recover(self.now(), self.policy)
        if left:
            for row in left:
                log_uncertain(row, KILLED)
            if Doubt.KILLED not in self.policy:
                self.alert("delivery.uncertain", n=len(left))

    async def _turn(self, back: Sequence[tuple[Outgoing, Outcome]], still: Sequence[Outgoing]) -> list[Outgoing]:
        async with self.outbox.turn(self.now()) as turn:
            await self._settle(turn, back)
            may = self._room(still) and await self.leads(turn.connection)
            chosen = await self._choose(turn, still) if may else []
            await turn.mark(chosen, self.holder)
        return chosen

    def _room(self, still: Sequence[Outgoing]) -> int:
        """How many more requests may leave now; what is back but not settled yet counts as under way."""
        return 0 if self.pacer.wait_at_all() else self.in_flight - len(still)

    async def _choose(self, turn: Turn, still: Sequence[Outgoing]) -> list[Outgoing]:
        """The rows that may go now; of one chat only one at a time, so that they arrive in order."""
        room = self._room(still)
        busy = {row.chat.chat for row in still}
        chosen: list[Outgoing] = []
        for row in await turn.waiting(_LOOKED_AT * room):
            if len(chosen) >= room or self.pacer.wait_at_all():
                break
            if row.chat.chat not in self.allowed:
                await turn.shut_out(row.chat.chat)
            elif row.chat.chat not in busy and await self._may_go(turn, row):
                self.pacer.take(row.chat.chat)
                chosen.append(row)
            busy.add(row.chat.chat)
        return chosen

    async def _may_go(self, turn: Turn, row: Outgoing) -> bool:
        """Whether the chat may be written to now; when it may not for a while, all that waits for it is put off."""
        wait = timedelta(seconds=self.pacer.wait(row.chat.chat))
        wakes = None if row.kind in _AT_ANY_HOUR else row.hours.waking(turn.now)
        until = max(turn.now + wait, wakes or turn.now)
        if until - turn.now > timedelta(seconds=1):
            await turn.put_off(row.chat.chat, until)
        return until <= turn.now

    async def _settle(self, turn: Turn, back: Sequence[tuple[Outgoing, Outcome]]) -> None:
        for row, outcome in back:
            self.breaker.note(row.chat.chat, failure(outcome))
        stopped = await self._break(turn)
        ours = [(row, outcome) for row, outcome in back if stopped and undone(outcome) == stopped]
        theirs = [(row, outcome) for row, outcome in back if (row, outcome) not in ours]
        settlements = [again(row, turn.now, reason=str(stopped)) for row, _ in ours]
        settlements += [settlement(row, outcome, turn.now, self.policy) for row, outcome in theirs]
        await turn.settle(settlements)
        if any(isinstance(outcome, Sent) for _, outcome in back):
            self._put_off.clear()
        for row, outcome in theirs:
            await self._follow(turn, row, outcome)
        for one in settlements:
            if one.not_before and one.not_before > turn.now:
                await turn.put_off(one.row.chat.chat, one.not_before)

    async def _break(self, turn: Turn) -> str | None:
        """Stop if most of the last sends failed alike, and let nobody be struck for it; how they failed."""
        alike = self.breaker.verdict()
        if alike is None:
            return None
        seconds, chats = self.breaker.open()
        self.pacer.hold(seconds)
        await turn.pardon(chats)
        log.error("delivery stops for a while: most sends fail alike", failure=alike, seconds=seconds)
        self._notice("delivery.breaker", what=alike, minutes=round(seconds / 60))
        return alike

    async def _follow(self, turn: Turn, row: Outgoing, outcome: Outcome) -> None:
        """What follows for the chat, the lane and the operators."""
        match outcome:
            case Paused(seconds):
                self._pause(row.chat.chat, seconds)
            case Migrated(chat):
                await self.migrate(turn.connection, row.chat.chat, chat)
            case Blocked(_, topic):
                await turn.strike([row.chat if topic else ChatKey(row.chat.chat)])
            case Halted(reason):
                self.pacer.hold(_HALT)
                self._notice("delivery.halted", what=reason)
            case Uncertain(reason) if row.kind is not MessageKind.EDIT:
                log_uncertain(row, reason)
                if doubt(reason) not in self.policy:
                    self._notice("delivery.uncertain", n=1)
            case Dead(reason):
                log.error("a message is given up", row=row.id, reason=reason)
                self._notice("delivery.failed", what=reason)

    def _pause(self, chat: int, seconds: float) -> None:
        """Telegram does not say whether a flood wait is the chat's or ours: many in a row make it ours."""
        self._put_off.add(chat)
        everybody = len(self._put_off) >= _MEANS_ALL
        self.pacer.hold(seconds, None if everybody else chat)
        log.warning("Telegram puts messages off", seconds=seconds, everybody=everybody)
        if seconds > _WORTH_TELLING:
            self._notice("delivery.flood", minutes=round(seconds / 60))

    def _notice(self, key: str, **values: object) -> None:
        self._notices.append((key, values))

    def _tell_operators(self) -> None:
        for key, values in self._notices:
            self.alert(key, **values)
        self._notices.clear()

    async def _wait(self, *, more: bool) -> None:
        """Until a request is back, or another may leave."""
        paced = self.pacer.wait_at_all()  # a reply may have gone first: then there is more, and no turn was made
        wait = min(max(paced, 0.001), _IDLE) if more or paced else _IDLE
        if self._sending:
            await asyncio.wait(self._sending, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(wait)

    async def _finish(self) -> None:
        """Wait for what is under way, and settle it."""
        if self._sending:
            await asyncio.wait(self._sending)
            async with self.outbox.turn(self.now()) as turn:
                await self._settle(turn, [(row, task.result()) for task, row in self._sending.items()])
            self._sending.clear()
