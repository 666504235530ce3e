"""Scenarios: who there is, what goes wrong, who does what, and what must come of it, in a YAML file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from bot.playground.actions import Action, perform
from bot.playground.faults import Fault
from bot.playground.hub import Event
from bot.playground.people import Refused
from bot.playground.playground import Playground
from bot.playground.world.lookup import find_account, find_bot, find_dialog
from bot.playground.world.model import Dialog, DialogType, Status
from bot.playground.world.moves import gather
from bot.playground.world.world import Unknown, World
from knowledge.files.strict_yaml import Record, load_or_raise

Seconds = Annotated[float, Field(gt=0, le=3600)]


class NewBot(Record):
    """The bot under test."""

    name: str = "Marsad"
    username: str = "marsad_bot"
    token: Annotated[str, Field(pattern=r"^(\d{1,18}:[\w-]{1,80})?$")] = ""
    reads_all_messages: bool = False
    """Its privacy mode is off."""


class Person(Record):
    """Somebody who plays a part."""

    name: str
    username: str = ""
    language: str = ""
    id: Annotated[int, Field(ge=0)] = 0


class Chat(Record):
    """A group or channel; the first member owns it."""

    title: str
    type: DialogType = DialogType.SUPERGROUP
    id: Annotated[int, Field(le=0)] = 0
    username: str = ""
    forum: bool = False
    members: tuple[str, ...] = ()
    bot: Status = Status.MEMBER


class Expect(Record):
    """What somebody must see of the bot, after what was done last."""

    person: str
    chat: str = ""
    contains: str = ""
    button: str = ""
    edited: bool = False
    within: Seconds = 10.0
    nothing: bool = False
    """No message at all, for `within`."""


class Step(Record):
    """One thing: an act, an expectation, a fault, a pause."""

    act: Action | None = None
    expect: Expect | None = None
    fault: Fault | None = None
    clear_faults: bool = False
    pause: Seconds | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Step:
        given = [name for name in ("act", "expect", "fault", "pause") if getattr(self, name) is not None]
        if len(given) + self.clear_faults != 1:
            raise ValueError("a step is exactly one of act, expect, fault, clear_faults and pause")
        return self


class Scenario(Record):
    """The whole file."""

    bot: NewBot = NewBot()
    people: tuple[Person, ...] = ()
    chats: tuple[Chat, ...] = ()
    limits: bool = True
    faults: tuple[Fault, ...] = ()
    wait_for_bot: Seconds = 60.0
    """How long the first step waits until a bot takes updates."""
    steps: tuple[Step, ...] = ()


def read_scenario(path: Path) -> Scenario:
    """A scenario from a file; InvalidFiles names every problem with its line."""
    return load_or_raise(path, Scenario)


def prepare(playground: Playground, scenario: Scenario) -> None:
    """Make bot, people and chats, as far as they are not there yet, and switch on limits and faults."""
    world = playground.world
    names = {account.username for account in world.state.accounts.values() if account.username}
    if scenario.bot.username not in names:
        bot = world.add_bot(scenario.bot.name, scenario.bot.username, token=scenario.bot.token)
        bot.reads_all_messages = scenario.bot.reads_all_messages
    known = {account.first_name for account in world.state.accounts.values()}
    for person in scenario.people:
        if person.name not in known:
            world.add_person(person.name, username=person.username, language_code=person.language, id_=person.id)
    titles = {dialog.title for dialog in world.state.dialogs.values()}
    for chat in scenario.chats:
        if chat.title not in titles:
            _add_chat(playground, scenario, chat)
    playground.governor.limits = playground.options.limits if scenario.limits else None
    for fault in scenario.faults:
        playground.switch_on(fault)


async def play(playground: Playground, scenario: Scenario, tell: Callable[[str], None]) -> bool:
    """Play the steps in order; False when an expectation was not met."""
    try:
        async with asyncio.timeout(scenario.wait_for_bot):
            await playground.polls.sought()
    except TimeoutError:
        tell(f"no bot asked for updates within {scenario.wait_for_bot:g} s")
        return False
    player = _Player(playground, playground.hub.last)
    for number, step in enumerate(scenario.steps, start=1):
        try:
            await player.play(step)
        except (Failed, Refused, Unknown) as error:
            tell(f"step {number} failed: {error}")
            return False
        tell(f"step {number}: ok")
    return True


class Failed(Exception):
    """An expectation that was not met."""


@dataclass(slots=True)
class _Player:
    playground: Playground
    since: int
    """The number of the last event before the last act."""

    async def play(self, step: Step) -> None:
        if step.act is not None:
            self.since = self.playground.hub.last
            perform(self.playground.world, step.act)
        elif step.expect is not None:
            await self._expect(step.expect)
        elif step.fault is not None:
            self.playground.switch_on(step.fault)
        elif step.pause is not None:
            await asyncio.sleep(step.pause)
        else:
            self.playground.switch_off()

    async def _expect(self, expected: Expect) -> None:
        dialog, world = self._dialog(expected), self.playground.world
        try:
            event = await self.playground.hub.until(
                lambda event: _fits(event, dialog, expected, world), after=self.since, seconds=expected.within
            )
        except TimeoutError:
            if expected.nothing:
                return
            wanted = expected.contains or expected.button or "a message"
            raise Failed(f"{expected.person} did not get {wanted!r} within {expected.within:g} s") from None
        if expected.nothing:
            raise Failed(f"{expected.person} got {event.body['message'].get('text', 'a message')!r}")
        self.since = event.number

    def _dialog(self, expected: Expect) -> Dialog:
        world = self.playground.world
        if expected.chat:
            return find_dialog(world, expected.chat)
        return world.private(find_bot(world, "").id, find_account(world, expected.person).id)


def _fits(event: Event, dialog: Dialog, expected: Expect, world: World) -> bool:
    if event.kind != ("edit" if expected.edited else "message") or event.body["dialog"] != dialog.key:
        return False
    message = event.body["message"]
    if not world.is_bots(message):
        return False
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    labels = {button["text"] for row in rows for button in row}
    words = f"{message.get('text', '')}{message.get('caption', '')}"
    return expected.contains in words and (not expected.button or expected.button in labels)


def _add_chat(playground: Playground, scenario: Scenario, chat: Chat) -> None:
    world = playground.world
    dialog = world.add_chat(chat.type, chat.title, id_=chat.id, username=chat.username, forum=chat.forum)
    people = [find_account(world, name).id for name in chat.members]
    gather(world, dialog, people, {find_bot(world, scenario.bot.username).id: chat.bot})
