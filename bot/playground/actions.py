"""What a person can be told to do, as data: one shape for scenarios, the web page and the command line."""

from __future__ import annotations

import base64
import binascii
from enum import StrEnum
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.playground.people import Hand, Refused, start
from bot.playground.world import moves
from bot.playground.world.files import Upload
from bot.playground.world.lookup import find_account, find_bot, find_dialog
from bot.playground.world.model import DialogType, Json, Membership, Status
from bot.playground.world.world import World
from knowledge.files.strict_yaml import Record


class ActionVerb(StrEnum):
    """What is done."""

    SAY = "say"
    SEND = "send"
    LOCATE = "locate"
    START = "start"
    PRESS = "press"
    EDIT = "edit"
    DELETE = "delete"
    FORWARD = "forward"
    SEARCH = "search"
    CHOOSE = "choose"
    OPEN_APP = "open_app"
    REACT = "react"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DEACTIVATE = "deactivate"
    JOIN = "join"
    LEAVE = "leave"
    ADD = "add"
    REMOVE = "remove"
    PROMOTE = "promote"
    RESTRICT = "restrict"
    HIDE = "hide"
    OPEN_TOPIC = "open_topic"
    CLOSE_TOPIC = "close_topic"
    REOPEN_TOPIC = "reopen_topic"
    DELETE_TOPIC = "delete_topic"
    UPGRADE = "upgrade"


class Action(Record):
    """Somebody does something in a chat; which fields count depends on the verb."""

    do: ActionVerb
    person: str
    """Id, username or first name."""
    chat: str = ""
    """Key, id, username or title; empty: the private chat with the bot."""
    bot: str = ""
    """Username; empty: the first bot."""
    topic: int | None = None
    text: str = ""
    message: int | None = None
    """Its number; None: for `press` the latest with that button, else the latest of all."""
    reply_to: int | None = None
    data: str = ""
    """`press`: the button's data."""
    label: str = ""
    """`press`: the button's text, or words of it."""
    query: str = ""
    result: str = ""
    offset: str = ""
    who: str = ""
    """Whom somebody adds, removes, promotes, restricts; empty: the bot."""
    source: str = ""
    """`forward`: the chat that the message stands in."""
    file_name: str = ""
    file: Annotated[str, Field(max_length=70_000_000)] = ""
    """`send`: the content in base64."""
    as_photo: bool = False
    kind: Literal["document", "photo", "voice", "sticker"] = "document"
    """`send`: as what; of a sticker `text` is the emoji."""
    duration: Annotated[int, Field(ge=0)] = 1
    """`send`: seconds of a voice message."""
    latitude: Annotated[float, Field(ge=-90, le=90)] = 0.0
    longitude: Annotated[float, Field(ge=-180, le=180)] = 0.0

    @model_validator(mode="after")
    def _is_complete(self) -> Action:
        needed = {
            ActionVerb.SAY: "text",
            ActionVerb.EDIT: "text",
            ActionVerb.CHOOSE: "query",
            ActionVerb.FORWARD: "source",
        }.get(self.do)
        if needed and not getattr(self, needed):
            raise ValueError(f"do: {self.do.value} needs {needed}")
        if self.do is ActionVerb.PRESS and not (self.data or self.label):
            raise ValueError("do: press needs label or data")
        return self


def perform(world: World, action: Action) -> Json:
    """Do it, and tell what came of it; Refused or Unknown when it is not possible."""
    result = getattr(_Actor(world, action), action.do.value)()
    return result if isinstance(result, dict) else {}


class _Actor:
    """One action with its names looked up; a method for each verb."""

    def __init__(self, world: World, action: Action) -> None:
        self._world, self._action = world, action
        self._person = find_account(world, action.person)
        self._bot = find_bot(world, action.bot)
        self._dialog = find_dialog(world, action.chat) if action.chat else world.private(self._bot.id, self._person.id)
        self._hand = Hand(world, self._person, self._dialog, action.topic)

    def say(self) -> Json:
        return {"message": self._hand.say(self._action.text, reply_to=self._action.reply_to)}

    def send(self) -> Json:
        try:
            content = base64.b64decode(self._action.file, validate=True)
        except binascii.Error:
            raise Refused("the file is no base64") from None
        action, upload = self._action, Upload(self._action.file_name or "file", "", content)
        kind = "photo" if action.as_photo else action.kind
        return {"message": self._hand.send(upload, caption=action.text, kind=kind, duration=action.duration)}

    def locate(self) -> Json:
        return {"message": self._hand.locate(self._action.latitude, self._action.longitude)}

    def start(self) -> Json:
        return {"message": start(self._world, self._person, self._bot, payload=self._action.text)}

    def press(self) -> Json:
        """The button is found by its data or by words of its text; without a message, under the latest that has it."""
        action = self._action
        for message_id in [action.message] if action.message else list(self._dialog.messages)[::-1]:
            rows = self._dialog.messages.get(message_id, {}).get("reply_markup", {}).get("inline_keyboard", ())
            fitting = [one for one in chain(*rows) if self._is_meant(one)]
            if fitting:
                button = next((one for one in fitting if one["text"] == action.label), fitting[0])
                return {"query": self._hand.press(message_id, button.get("callback_data", "")).id}
        raise Refused(f"there is no button {action.label or action.data!r}")

    def _is_meant(self, button: Json) -> bool:
        return self._action.label in button["text"] and self._action.data in ("", button.get("callback_data"))

    def edit(self) -> Json:
        return {"message": self._hand.edit(self._message(own=True), self._action.text)}

    def delete(self) -> None:
        self._hand.delete(self._message())

    def forward(self) -> Json:
        source = find_dialog(self._world, self._action.source)
        return {"message": self._hand.forward(source, self._action.message or max(source.messages, default=0))}

    def search(self) -> Json:
        """The answer is there at once when the bot allowed to keep an earlier one."""
        query = self._hand.search(self._bot, self._action.text, offset=self._action.offset)
        return {"query": query.id, "answer": query.answer}

    def choose(self) -> Json:
        """The first result is chosen when none is named."""
        query = self._bot.queries.get(self._action.query)
        if query is None or query.person != self._person.id or not query.answer:
            raise Refused("there is no such query")
        results = query.answer.get("results") or [{"id": ""}]
        return {"message": self._hand.choose(self._bot, query, self._action.result or results[0]["id"])}

    def open_app(self) -> Json:
        return {"query": self._hand.open_app(self._bot).id}

    def react(self) -> None:
        self._hand.react(self._message(), self._action.text)

    def open_topic(self) -> Json:
        return {"topic": self._hand.open_topic(self._action.text)}

    def close_topic(self) -> None:
        self._hand.close_topic(closed=True)

    def reopen_topic(self) -> None:
        self._hand.close_topic(closed=False)

    def delete_topic(self) -> None:
        self._hand.delete_topic()

    def block(self) -> None:
        moves.set_blocked(self._world, self._dialog, blocked=True)

    def unblock(self) -> None:
        moves.set_blocked(self._world, self._dialog, blocked=False)

    def deactivate(self) -> None:
        self._person.is_deactivated = True

    def upgrade(self) -> Json:
        if self._dialog.type is not DialogType.GROUP:
            raise Refused("only groups become supergroups")
        return {"chat": moves.migrate(self._world, self._dialog).key}

    def join(self) -> None:
        self._set(self._person.id, Membership())

    def leave(self) -> None:
        self._set(self._person.id, Membership(Status.LEFT))

    def add(self) -> None:
        self._set(self._who(), Membership())

    def remove(self) -> None:
        self._set(self._who(), Membership(Status.KICKED))

    def promote(self) -> None:
        self._set(self._who(), Membership(Status.ADMINISTRATOR))

    def restrict(self) -> None:
        """In a channel: an administrator who may not post."""
        in_channel = self._dialog.type is DialogType.CHANNEL
        self._set(
            self._who(),
            Membership(Status.ADMINISTRATOR, may_post=False) if in_channel else Membership(Status.RESTRICTED),
        )

    def hide(self) -> None:
        self._set(self._person.id, Membership(Status.CREATOR, is_anonymous=True))

    def _set(self, account: int, membership: Membership) -> None:
        if self._dialog.is_private:
            raise Refused("a private chat has no members to change")
        moves.set_membership(self._world, self._dialog, account, membership, by=self._person.id)

    def _who(self) -> int:
        return find_account(self._world, self._action.who).id if self._action.who else self._bot.id

    def _message(self, *, own: bool = False) -> int:
        """The message that is meant: the one named, else the latest."""
        messages = self._dialog.messages.items()
        mine = (id_ for id_, one in messages if not own or one.get("from", {}).get("id") == self._person.id)
        return self._action.message or max(mine, default=0)
