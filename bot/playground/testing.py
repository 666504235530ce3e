"""The playground for tests: a clock that tests move, people who wait for answers, and the fixture `telegram_server`.

    from bot.playground.testing import telegram_server

in a `conftest.py` makes the fixture known; pytest and pytest-asyncio must be installed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio

from bot.playground.actions import Action, ActionVerb, perform
from bot.playground.hub import Event
from bot.playground.playground import Playground
from bot.playground.wiring import Options
from bot.playground.world.model import Account, BotState, Dialog, DialogType, Json, Status
from bot.playground.world.moves import gather
from bot.playground.world.rates import Limits

PATIENCE_SECONDS = 10.0


@dataclass(slots=True)
class MovableClock:
    """The real time, and what a test added to it; stopped, only what a test adds."""

    added: float = 0.0
    stopped_at: float | None = None

    def __call__(self) -> float:
        """The time."""
        return (time.time() if self.stopped_at is None else self.stopped_at) + self.added

    def stop(self) -> None:
        """Let time stand still: rate limits then count exactly what a test advances."""
        self.stopped_at = time.time()

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.added += seconds


@dataclass(slots=True)
class Visitor:
    """A person in one chat, or one topic; what they await must have come after what they did last."""

    playground: Playground
    person: Account
    dialog: Dialog
    topic: int | None = None
    seen: int = field(init=False)

    def __post_init__(self) -> None:
        self.seen = self.playground.hub.last

    def do(self, verb: ActionVerb, **more: Any) -> Json:
        """Do something; the fields are those of an action."""
        self.seen = self.playground.hub.last
        action = Action(do=verb, person=str(self.person.id), chat=self.dialog.key, topic=self.topic, **more)
        return perform(self.playground.world, action)

    def says(self, text: str, **more: Any) -> Json:
        """Write a text; the message."""
        message: Json = self.do(ActionVerb.SAY, text=text, **more)["message"]
        return message

    def starts(self, payload: str = "") -> Json:
        """Press Start in the private chat, or open a deep link."""
        message: Json = self.do(ActionVerb.START, text=payload)["message"]
        return message

    def presses(self, label: str) -> str:
        """Press the latest button with these words; the query's id."""
        return str(self.do(ActionVerb.PRESS, label=label)["query"])

    def searches(self, text: str, *, offset: str = "") -> str:
        """Ask the bot in inline mode; the query's id."""
        return str(self.do(ActionVerb.SEARCH, text=text, offset=offset)["query"])

    async def reply(self, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """The next message of a bot in this chat; TimeoutError when none comes."""
        event = await self._await("message", seconds)
        message: Json = event.body["message"]
        return message

    async def edit(self, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """The next edit by a bot in this chat."""
        event = await self._await("edit", seconds)
        message: Json = event.body["message"]
        return message

    async def answer(self, query: str, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """What the bot answers to a pressed button or an inline query."""
        event = await self.playground.hub.until(
            lambda event: event.kind == "answer" and event.body["query"] == query, after=self.seen, seconds=seconds
        )
        answer: Json = event.body["answer"]
        return answer

    def messages(self) -> list[Json]:
        """All that stands in the chat now."""
        return list(self.dialog.messages.values())

    def received(self) -> list[Json]:
        """What bots wrote here."""
        return [message for message in self.messages() if self.playground.world.is_bots(message)]

    async def _await(self, kind: str, seconds: float) -> Event:
        hub = self.playground.hub
        event = await hub.until(lambda event: self._is_from_bot(event, kind), after=self.seen, seconds=seconds)
        self.seen = event.number
        return event

    def _is_from_bot(self, event: Event, kind: str) -> bool:
        if event.kind != kind or event.body["dialog"] != self.dialog.key:
            return False
        message = event.body["message"]
        is_here = self.topic in (None, message.get("message_thread_id"))
        return is_here and self.playground.world.is_bots(message)


@dataclass(slots=True)
class TelegramServer:
    """A playground with one bot, as tests want it: no rate limits until `limit`, time under control."""

    playground: Playground
    bot: BotState
    clock: MovableClock

    @property
    def url(self) -> str:
        """For TELEGRAM_API_URL."""
        return self.playground.url

    @property
    def token(self) -> str:
        """For TELEGRAM_BOT_TOKEN."""
        return self.bot.token

    def visitor(self, first_name: str = "Layla", *, language_code: str = "ar", starts: bool = False) -> Visitor:
        """Somebody new in the private chat with the bot; `starts`: has pressed Start, unseen by the bot."""
        person = self.playground.world.add_person(first_name, language_code=language_code)
        dialog = self.playground.world.private(self.bot.id, person.id)
        dialog.is_started = starts
        return Visitor(self.playground, person, dialog)

    def visitors(self, count: int) -> list[Visitor]:
        """So many people who have pressed Start, unseen by the bot; thousands cost milliseconds."""
        return [self.visitor(f"Visitor {number}", starts=True) for number in range(count)]

    def chat(
        self,
        *people: Visitor,
        type_: DialogType = DialogType.SUPERGROUP,
        title: str = "News desk",
        forum: bool = False,
        bot: Status = Status.MEMBER,
    ) -> Dialog:
        """A group or channel of these people and the bot; the first one owns it. The bot hears that it was added."""
        world = self.playground.world
        dialog = world.add_chat(type_, title, forum=forum)
        gather(world, dialog, [one.person.id for one in people], {self.bot.id: bot})
        return dialog

    def enters(self, visitor: Visitor, dialog: Dialog, *, topic: int | None = None) -> Visitor:
        """The same person in another chat."""
        return Visitor(self.playground, visitor.person, dialog, topic)

    def limit(self, limits: Limits | None = None) -> None:
        """Limit rates from now on."""
        self.playground.governor.limits = limits or Limits()

    async def polled(self, *, waiting: bool = True) -> None:
        """Return when the bot waits for updates, or when it does not."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.playground.polls.until(self.bot.id, waiting=waiting)

    def waiting(self) -> list[Json]:
        """The updates that the bot has not taken."""
        return [update.json() for update in self.bot.queue.waiting]


@pytest_asyncio.fixture
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """A playground on a free port, with the bot @marsad_test_bot and nobody else."""
    clock = MovableClock()
    async with Playground.opened(Options(limits=None, clock=clock, kept_calls=100_000)) as playground:
        bot = playground.world.add_bot("Marsad", "marsad_test_bot")
        yield TelegramServer(playground, bot, clock)
