"""Turns reminders whose time has come into messages, and tells of those whose event has moved or is off.

As with news, a batch is one transaction that puts messages into the outbox and takes the reminders behind them away
or moves them, so that it can be cut anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import NoReturn

from bot.clocks import Clock
from bot.delivery.composing import body_of
from bot.delivery.stepping import step_by_step
from bot.interface.event_times import EventTimeWords, Expected, dating, expected
from bot.interface.pages.reminders import ReminderPages
from bot.interface.words.markup import Page
from bot.interface.words.wording import Wordings
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import zone_of
from bot.state import outbox, reminders
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.publications import NOBODY_YET
from bot.state.reminders import Reminded, Reminders, name_of
from bot.state.told import Tell
from knowledge.changes import fingerprint
from knowledge.compiled.base import KnowledgeBase

_CHATS, _AT_ONCE = 500, 500
"""Planned in one transaction."""
_LATE = timedelta(minutes=15)
"""A reminder that is planned so long after its time says so."""


@dataclass(slots=True)
class ReminderPlanner:
    """Plans reminders; exactly one runs at a time, and another one beside it would plan the same messages."""

    reminders: Reminders
    served: Callable[[], KnowledgeBase]
    """The version that readers' questions are answered from now, as everybody may see it today."""
    wordings: Wordings
    now: Clock
    stands_in: Callable[[], bool] = lambda: False
    """Whether an earlier version is served because the published one cannot be: its days are no news."""
    _version: str | None = field(default=None, init=False)
    """The version by which reminders are set; None before the first look."""
    _after: int | None = field(default=NOBODY_YET, init=False)
    """The chat beyond which reminders are still to be set by it; None: all are."""

    async def run(self) -> NoReturn:
        """Plan until cancelled."""
        await step_by_step(self.step, "reminders wait for the state")

    def is_set_by(self, version: str) -> bool:
        """Whether every reminder is set by a version, and who hears of a moved day is in the outbox."""
        return self.stands_in() or (self._version == version and self._after is None)

    async def step(self) -> bool:
        """Plan one batch; whether there was anything to plan."""
        knowledge = self.served()
        if not self.stands_in():
            self._look_at(knowledge.version)
            if self._after is not None:
                await self._set_by(knowledge, self._after)
                return True
        return await self._remind(knowledge)

    def _look_at(self, version: str) -> None:
        if version != self._version:
            self._version, self._after = version, NOBODY_YET

    async def _set_by(self, knowledge: KnowledgeBase, after: int) -> None:
        """Set the reminders of the next chats by what a version says of their events, and tell of what has moved."""
        planning = _Planning(knowledge, self.wordings, self.now())
        async with self.reminders.changing() as connection:
            if after == NOBODY_YET:
                await reminders.take_back(connection, planning.is_wrong)
            chats = await reminders.next_chats(connection, after, _CHATS)
            found = await reminders.of_chats(connection, chats)
            moves = [planning.moves(wanted) for wanted in _by_event(found)]
            await reminders.drop(connection, [id_ for one in moves for id_ in one.dropped])
            await reminders.move(connection, [kept for one in moves for kept in one.changed])
            await outbox.put(connection, [message for one in moves for message in one.told], planning.now)
        self._after = chats[-1] if len(chats) == _CHATS else None

    async def _remind(self, knowledge: KnowledgeBase) -> bool:
        """Put the reminders into the outbox whose time has come."""
        if not await self.reminders.anything_due(self.now()):
            return False
        planning = _Planning(knowledge, self.wordings, self.now())
        async with self.reminders.changing() as connection:
            found = await reminders.due(connection, planning.now, _AT_ONCE)
            await outbox.put(connection, [planning.reminder(one) for one in found], planning.now)
            await reminders.drop(connection, [one.reminder.id for one in found])
        return bool(found)


def _by_event(found: Sequence[Reminded]) -> Iterator[Sequence[Reminded]]:
    """The reminders that a chat or topic has of one event."""
    return (tuple(some) for _, some in groupby(sorted(found, key=_chat_and_event), _chat_and_event))


def _chat_and_event(one: Reminded) -> tuple[int, int, str]:
    chat = one.reminder.chat
    return chat.chat, chat.thread or 0, one.reminder.entity


@dataclass(frozen=True, slots=True)
class _Moves:
    dropped: Sequence[int]
    changed: Sequence[Reminder]
    told: Sequence[OutboxMessage]


@dataclass(slots=True)
class _Planning:
    """By one version, at one moment."""

    knowledge: KnowledgeBase
    wordings: Wordings
    now: datetime
    _events: dict[str, Expected | None] = field(default_factory=dict)
    _bodies: dict[tuple[object, ...], MessageBody] = field(default_factory=dict)
    """Texts that many chats share."""

    def event(self, entity: str) -> Expected | None:
        """What the version says of when an event is."""
        if entity not in self._events:
            self._events[entity] = expected(self.knowledge, self.knowledge.phrasings, entity)
        return self._events[entity]

    def is_wrong(self, one: Reminder) -> bool:
        """Whether a reminder tells another day than the version does."""
        event = self.event(one.entity)
        return event is None or event.occasion != one.occasion

    def reminder(self, one: Reminded) -> OutboxMessage:
        """The message of a reminder."""
        wanted, late = one.reminder, self.now - one.reminder.due > _LATE
        event = self.event(wanted.entity)
        key = (wanted.entity, wanted.occasion, wanted.due, late)
        body = self._body(one, key, lambda pages: pages.reminder(wanted, event, late=late))
        return self._message(name_of(wanted), MessageKind.REMINDER, one, body)

    def moves(self, wanted: Sequence[Reminded]) -> _Moves:
        """What becomes of the reminders of one event in one chat, and what is told of it where its day has changed."""
        event = self.event(wanted[0].reminder.entity)
        set_ = {one.reminder.id: self._set(one, event.occasion, wanted) if event else None for one in wanted}
        kept = [one for one in set_.values() if one]
        wrong = [one.reminder for one in wanted if self.is_wrong(one.reminder)]
        lost = [one.reminder.lead for one in wanted if set_[one.reminder.id] is None]
        told = [self._told(wanted[0], wrong[0], kept, lost)] if wrong else []
        before = {one.reminder for one in wanted}
        dropped = [id_ for id_, one in set_.items() if one is None]
        return _Moves(dropped, [one for one in kept if one not in before], told)

    def _set(self, one: Reminded, occasion: EventTime, wanted: Sequence[Reminded]) -> Reminder | None:
        """A reminder as it comes now; None where it cannot come any more, or comes with that of the morning."""
        was, zone = one.reminder, zone_of(one.hours.zone)
        at = occasion.due(was.lead, zone)
        if was.occasion == occasion:
            return replace(was, due=at or was.due)
        has_morning = any(other.reminder.lead is Lead.MORNING for other in wanted)
        twice = has_morning and occasion.moment(was.lead, zone) is None
        return replace(was, due=at, occasion=occasion) if at and at > self.now and not twice else None

    def _told(self, first: Reminded, was: Reminder, kept: Sequence[Reminder], lost: Sequence[Lead]) -> OutboxMessage:
        """That the day has changed, or that nobody says any more when it is."""
        chat, event = was.chat, self.event(was.entity)
        key = (was.entity, was.occasion, *(one.due for one in kept), *lost)
        body = self._body(
            first, key, lambda pages: pages.moved(was, event, kept, lost) if event else pages.cancelled(was)
        )
        name = f"moved:{chat.chat}:{chat.thread or 0}:{was.entity}:{self.knowledge.version}"
        return self._message(name, MessageKind.RESCHEDULED, first, body)

    def _body(self, one: Reminded, key: tuple[object, ...], page: Callable[[ReminderPages], Page]) -> MessageBody:
        """What is said to whoever reads a language and lives in a zone; made once."""
        whole = (one.lang, one.hours.zone, *key)
        if whole not in self._bodies:
            words = EventTimeWords(self.wordings.speak(one.lang), self.now, one.hours.zone)
            self._bodies[whole] = body_of(page(ReminderPages(self.knowledge, words)))
        return self._bodies[whole]

    def _message(self, name: str, kind: MessageKind, one: Reminded, body: MessageBody) -> OutboxMessage:
        event, chat = self.event(one.reminder.entity), one.reminder.chat
        known = [event.said] if event else dating(self.knowledge, self.knowledge.phrasings, one.reminder.entity)
        tells = tuple(Tell(said.id, fingerprint(said)) for said in known)
        state = MessageState.HELD if one.struck else MessageState.QUEUED
        return OutboxMessage(name, kind, chat, body, one.lang, self.now, tells, state=state)
