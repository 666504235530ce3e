"""Plays the week: the parts of a running bot, on a clock that stands still until all that is due then is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.context import Marsad, Services, Stores
from bot.delivery_parts import DeliveryParts, delivery_parts, lease_of
from bot.interface.words.bidi import without_marks
from bot.playground.actions import ActionVerb
from bot.playground.faults import Effect, Fault
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world.model import Json
from bot.publishing.served import Served
from bot.readers.event_time import EventTime
from bot.readers.reminder import Reminder
from bot.readers.schedule import zone_of
from bot.state.tables import mentioned, outbox
from tests.support.clock import Clock
from tests.support.folders import KnowledgeFolder
from tests.week import facts
from tests.week.facts import ASKED, START, WEEK
from tests.week.press import MOST_BYTES, Press, Story
from tests.week.readers import Reader

STEP = timedelta(minutes=15)
BEFORE = timedelta(hours=12)
"""So long before the week readers make their wishes and feeds are asked for the first time."""
QUESTION = "when the Storm Council?"
_FETCH_SECONDS = 1.0
_A_MOMENT = 0.25
"""Seconds that pass where one chat has to wait."""
KILLS = (WEEK[0].at, WEEK[4].at, START + timedelta(days=5, hours=8))
"""Moments at which the process dies in the middle of sending."""
_KILLED_AFTER = 12
"""Messages that had left by then."""
_OUTAGES = (
    (START + timedelta(days=1, hours=15), Fault(effect=Effect.ERROR, code=429, retry_after=20, every=40, times=8)),
    (START + timedelta(days=2, hours=6), Fault(effect=Effect.ERROR, code=500, every=25, times=8)),
    (START + timedelta(days=3, hours=6), Fault(effect=Effect.RESET, when="after", every=30, times=5)),
    (START + timedelta(days=3, hours=8), Fault(effect=Effect.RESET, every=30, times=5)),
    (START + timedelta(days=4, hours=8), Fault(effect=Effect.GATEWAY, code=502, every=30, times=5)),
)
"""What goes wrong between the bot and Telegram, from a moment on, for so many messages."""
_SENDING = ("sendMessage",)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message of the bot as it stands in a chat."""

    at: datetime
    chat: int
    message: int
    text: str
    edited_at: datetime | None


@dataclass
class Week:
    """A bot with its readers, the world that it watches, and a clock."""

    clock: Clock
    server: TelegramServer
    people: Sequence[Visitor]
    readers: Sequence[Reader]
    press: Press
    folder: KnowledgeFolder
    served: Served
    given: Services
    application: Marsad
    days: int
    kills: int = 0
    gone: list[Any] = field(default_factory=list)
    """The messages of readers who had everything deleted, as the outbox had them."""
    told_to_gone: list[Any] = field(default_factory=list)
    _published: int = 0
    _outages: int = 0

    def __post_init__(self) -> None:
        self.parts = self._started()

    @property
    def state(self) -> Stores:
        """Where readers and their messages are kept."""
        return self.given.state

    @property
    def stories(self) -> Sequence[Story]:
        """All that is reported."""
        return self.press.stories

    async def play(self) -> None:
        """From the evening before to the end of the last day."""
        await self._begin()
        moment, end = START - BEFORE, START + timedelta(days=self.days)
        while moment <= end:
            self.clock.time = max(self.clock.time, moment)
            await self._pass(moment)
            moment += STEP

    async def _begin(self) -> None:
        """The first version is told to nobody; then what readers wish for is kept."""
        await self._plan()
        for one in self.readers:
            await self.state.readers.set_language(one.chat, one.lang)
            await self.state.subscriptions.set_hours(one.chat.chat, one.hours)
            for wish in one.wishes:
                kept, _ = await self.state.subscriptions.follow(wish, one.hours.next_digest(self.clock(), wish))
                await self.state.subscriptions.save(kept, one.hours.next_digest(self.clock(), wish))
            for left_out in one.left_out:
                await self.state.mentions.leave_out(one.chat, left_out)
            await self._remind(one)

    async def _remind(self, one: Reader) -> None:
        zone, entities = zone_of(one.hours.zone), self.served().knowledge.entities
        for event, lead in one.reminders:
            occasion = EventTime.of(entities[event])
            assert occasion
            moment = occasion.moment(lead, zone)
            assert moment
            await self.state.reminders.keep(Reminder(0, one.chat, event, lead, one.lang, occasion, moment))

    async def _pass(self, moment: datetime) -> None:
        """Everything that is due at a moment."""
        self.press.write(moment)
        await self._happen(moment)
        await self._tell(moment)
        await self._listen()
        await self._tell(moment)

    async def _happen(self, moment: datetime) -> None:
        """What editors, readers and the network do."""
        if self._published < len(WEEK) and WEEK[self._published].at == moment:
            await self._publish()
        if self._outages < len(_OUTAGES) and _OUTAGES[self._outages][0] == moment:
            fault = _OUTAGES[self._outages][1].model_copy(update={"methods": _SENDING})
            self.server.playground.faults.switch_on(fault)
            self._outages += 1
        for one, person in zip(self.readers, self.people, strict=True):
            if one.asks and moment == ASKED:
                person.says(QUESTION)
            if one.blocks_at == moment:
                person.do(ActionVerb.BLOCK)
            if one.leaves_at == moment:
                await self._forget(one)
        if moment == ASKED:
            await self._answer()

    async def _forget(self, reader: Reader) -> None:
        """Everything that is kept of a reader goes; the books keep what they were sent."""
        chat = reader.chat.chat
        async with self.state.outbox.database.reading() as connection:
            self.gone += (await connection.execute(select(outbox).where(outbox.c.chat == chat))).all()
            self.told_to_gone += (await connection.execute(select(mentioned).where(mentioned.c.chat == chat))).all()
        await self.state.personal.forget(reader.chat)

    async def _publish(self) -> None:
        self._published += 1
        facts.write(self.folder, self._published)
        version = self.served.library.build().stem
        self.served.library.propose(version, self.clock())
        while self.served.version != version:
            self.served.look()
            await asyncio.sleep(0.01)

    async def _answer(self) -> None:
        """Take what readers wrote, as `run` does."""
        bot, after = self.application.bot, 0
        while updates := await bot.get_updates(offset=after, timeout=0):
            for update in updates:
                await self.application.process_update(update)
                after = update.update_id + 1

    async def _tell(self, moment: datetime) -> None:
        kill = self.kills < len(KILLS) and KILLS[self.kills] == moment
        await self._plan()
        if kill:
            await self._deliver(most=_KILLED_AFTER)
            await self._die()
            await self._plan()
        await self._deliver()

    async def _plan(self) -> None:
        """Let all plan until none of them finds anything: what one does may let another go on."""
        parts = self.parts
        while any([await parts.reminding.step(), await parts.planner.step(), await parts.mentioning.step()]):
            pass

    async def _deliver(self, most: int | None = None) -> None:
        """Send until nothing is due any more; what the pacer waits for passes at once."""
        deliverer, moved = self.parts.deliverer, 0
        while True:
            moved += (stepped := await deliverer.step())
            if most is not None and moved > most:
                return
            if deliverer._sending:
                await asyncio.wait(deliverer._sending, return_when=asyncio.FIRST_COMPLETED)
            elif not await self.state.outbox.anything_due(self.clock()):
                return
            elif not stepped:
                self.clock.forward(seconds=max(deliverer.pacer.wait_at_all(), _A_MOMENT))

    async def _die(self) -> None:
        """As `kill -9` and a start: requests are torn off, nothing of the process is left."""
        for task in self.parts.deliverer._sending:
            task.cancel()
        await asyncio.gather(*self.parts.deliverer._sending, return_exceptions=True)
        self.kills += 1
        assert self.parts.poller
        await self.parts.poller.bringing.close()
        self.parts = self._started()
        await self.parts.deliverer._recover()

    def _started(self) -> DeliveryParts:
        """The parts as a process has them after its start; feeds are waited for by the same clock, and not long."""
        lease = lease_of(self.state.outbox.database)
        parts = delivery_parts(self.application, self.given, self.served, lambda key, **_: None, lease)
        assert parts.poller
        bringing = parts.poller.bringing
        bringing.fetcher.seconds, bringing.fetcher.most_bytes = _FETCH_SECONDS, MOST_BYTES
        bringing.polite.clock, bringing.polite.pause = lambda: self.clock().timestamp(), self.clock.pause
        return parts

    async def _listen(self) -> None:
        """Ask the feeds that are due, and note what they bring."""
        poller, noting = self.parts.poller, self.parts.noting
        assert poller and noting
        while await poller._looked() and poller._polling:
            await asyncio.gather(*poller._polling.values())
        while await noting.step():
            pass

    def arrived(self) -> list[Arrived]:
        """What stands in the chats, in order."""
        found = [_arrived(person.dialog.id, one) for person in self.people for one in person.received()]
        return sorted(found, key=lambda one: (one.at, one.chat, one.message))


def _arrived(chat: int, message: Json) -> Arrived:
    edited = message.get("edit_date")
    text = without_marks(message.get("text", ""))
    return Arrived(_moment(message["date"]), chat, message["message_id"], text, _moment(edited) if edited else None)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
