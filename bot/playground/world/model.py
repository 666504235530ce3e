"""What exists in the playground: accounts, bots, chats and their messages. Plain data that can be saved and loaded.

Messages are kept as the Bot API's JSON objects and never changed in place: an edit puts another object there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.playground.world.queue import UpdateQueue

Json = dict[str, Any]


class DialogType(StrEnum):
    """The Bot API's types of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    """The Bot API's statuses of a chat's member."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED})
ADMINS = frozenset({Status.CREATOR, Status.ADMINISTRATOR})


@dataclass(slots=True)
class Account:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    is_deactivated: bool = False

    def json(self) -> Json:
        """The Bot API's User."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                body[name] = value
        return body


@dataclass(slots=True)
class Membership:
    """How an account belongs to a chat."""

    status: Status = Status.MEMBER
    is_anonymous: bool = False
    may_post: bool = True
    """Of an administrator of a channel."""


@dataclass(slots=True)
class ForumTopic:
    """A topic of a forum; its id is that of the message that opened it."""

    id: int
    name: str
    is_closed: bool = False


@dataclass(slots=True)
class Dialog:
    """A chat. Private ones belong to one bot and one person, and their `id` is the person's."""

    key: str
    id: int
    type: DialogType
    title: str = ""
    username: str = ""
    bot: int = 0
    is_forum: bool = False
    is_started: bool = False
    is_blocked: bool = False
    members: dict[int, Membership] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, ForumTopic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    next_message: int = 1
    migrated_to: int | None = None
    last_bot: int | None = None
    keyboard: Json | None = None
    """The reply keyboard that is shown under the messages."""

    @property
    def is_private(self) -> bool:
        """Whether it is between one bot and one person."""
        return self.type is DialogType.PRIVATE

    @property
    def is_group(self) -> bool:
        """Whether several people talk in it."""
        return self.type in (DialogType.GROUP, DialogType.SUPERGROUP)

    def status(self, account: int) -> Status:
        """How an account belongs to it now."""
        membership = self.members.get(account)
        return membership.status if membership else Status.LEFT

    def may_post(self, account: int) -> bool:
        """Whether an account may write in it, if it is a channel."""
        membership = self.members.get(account)
        return membership is not None and membership.status in ADMINS and membership.may_post

    def json(self, person: Account | None = None) -> Json:
        """The Bot API's Chat; a private one is described by its person."""
        body: Json = {"id": self.id, "type": self.type.value}
        if person is not None:
            described = person.json()
            return body | {
                name: described[name] for name in ("first_name", "last_name", "username") if name in described
            }
        body["title"] = self.title
        if self.username:
            body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body


@dataclass(slots=True)
class OpenQuery:
    """A pressed button or an inline query that waits for the bot's answer."""

    id: str
    kind: str
    person: int
    expires: float
    dialog: str = ""
    message: int = 0
    text: str = ""
    offset: str = ""
    answer: Json | None = None


@dataclass(slots=True)
class Webhook:
    """Where a bot wants its updates."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    certificate: str = ""
    last_error: str = ""
    last_error_date: int = 0


@dataclass(slots=True)
class StoredFile:
    """A file that was uploaded; `content` stays out of saved state when it lies on disk."""

    id: str
    unique_id: str
    owner: int
    """The bot that may use it; 0: it came from a person."""
    name: str
    mime_type: str
    path: str
    """How the Bot API calls it, never a place on this machine."""
    size: int
    content: bytes = b""


@dataclass(slots=True)
class BotState:
    """A bot, what it told about itself, and what waits for it."""

    account: Account
    token: str
    can_join_groups: bool = True
    reads_all_messages: bool = False
    supports_inline: bool = True
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook = field(default_factory=Webhook)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    """By scope and language, see `profile`."""
    texts: dict[str, str] = field(default_factory=dict)
    """Names and descriptions, by method and language."""
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """By chat; 0: the default."""
    queries: dict[str, OpenQuery] = field(default_factory=dict)
    inline_cache: dict[str, tuple[float, Json]] = field(default_factory=dict)
    inline_messages: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Messages that people sent through the bot: dialog and message."""

    @property
    def id(self) -> int:
        """Its account's."""
        return self.account.id

    def json(self) -> Json:
        """What getMe answers."""
        return self.account.json() | {
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": self.reads_all_messages,
            "supports_inline_queries": self.supports_inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


@dataclass(slots=True)
class State:
    """Everything; what is saved and loaded."""

    accounts: dict[int, Account] = field(default_factory=dict)
    bots: dict[int, BotState] = field(default_factory=dict)
    dialogs: dict[str, Dialog] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    next_number: int = 1
    """For everything that needs a number of its own."""
