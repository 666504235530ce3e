"""The playground's state and the rules that keep it consistent; it knows no network and no event loop."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.playground.world.errors import chat_not_found
from bot.playground.world.model import (
    PRESENT,
    Account,
    BotState,
    Dialog,
    DialogType,
    ForumTopic,
    Json,
    Membership,
    State,
    Status,
)

ANONYMOUS_ADMIN = Account(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Telegram's stand-in for an administrator who hides behind the group."""
_FIRST_PERSON, _FIRST_BOT, _FIRST_GROUP = 1000, 7_000_000_000, 5_000_000_000
_CHANNEL_BASE = -1_000_000_000_000

Listener = Callable[[str, Json], None]
"""Told what happened: a kind and a JSON object; `dialog` in it says where."""


class Unknown(LookupError):
    """Somebody or something that the playground does not have."""


def _nobody_listens(_kind: str, _event: Json) -> None:
    return


@dataclass(slots=True)
class World:
    """All state, its clock, and who wants to know about changes."""

    state: State = field(default_factory=State)
    clock: Callable[[], float] = time.time
    listener: Listener = _nobody_listens

    def now(self) -> int:
        """The time in Telegram's unit."""
        return int(self.clock())

    def number(self) -> int:
        """A number that nothing else has."""
        self.state.next_number += 1
        return self.state.next_number - 1

    def tell(self, kind: str, **event: object) -> None:
        """Let the listener know."""
        self.listener(kind, event)

    def add_person(self, first_name: str, *, username: str = "", language_code: str = "", id_: int = 0) -> Account:
        """Somebody who writes to bots."""
        account = Account(id_ or _FIRST_PERSON + self.number(), first_name, "", username, language_code)
        self.state.accounts[account.id] = account
        self.tell("person", person=account.json())
        return account

    def add_bot(self, first_name: str, username: str, *, token: str = "") -> BotState:
        """A bot; its token is made up unless one is given (`<id>:<secret>`)."""
        number, _, _ = token.partition(":")
        id_ = int(number) if number.isdecimal() else _FIRST_BOT + self.number()
        account = Account(id_, first_name, username=username, is_bot=True)
        made_up = f"{id_}:{secrets.token_urlsafe(26)[:35]}"
        bot = BotState(account, token or made_up)
        self.state.accounts[id_], self.state.bots[id_] = account, bot
        self.tell("bot", bot=bot.json())
        return bot

    def add_chat(
        self, type_: DialogType, title: str, *, id_: int = 0, username: str = "", forum: bool = False
    ) -> Dialog:
        """A group or channel without members."""
        bare = _FIRST_GROUP + self.number()
        number = id_ or (-bare if type_ is DialogType.GROUP else _CHANNEL_BASE - bare)
        dialog = Dialog(f"g{number}", number, type_, title, username, is_forum=forum)
        self.state.dialogs[dialog.key] = dialog
        self.tell("chat", dialog=dialog.key, chat=dialog.json())
        return dialog

    def private(self, bot: int, person: int) -> Dialog:
        """The chat of a person with a bot; it is made when nobody has opened it yet."""
        key = f"p{bot}-{person}"
        dialog = self.state.dialogs.get(key)
        if dialog is None:
            members = {bot: Membership(), person: Membership()}
            dialog = Dialog(key, person, DialogType.PRIVATE, bot=bot, members=members)
            self.state.dialogs[key] = dialog
        return dialog

    def add_topic(self, dialog: Dialog, id_: int, name: str) -> ForumTopic:
        """A topic of a forum."""
        topic = dialog.topics[id_] = ForumTopic(id_, name)
        self.tell("topics", dialog=dialog.key)
        return topic

    def account(self, id_: int) -> Account:
        """An account by its id."""
        try:
            return self.state.accounts[id_]
        except KeyError:
            raise Unknown(f"there is no account {id_}") from None

    def bot(self, id_: int) -> BotState:
        """A bot by its id."""
        try:
            return self.state.bots[id_]
        except KeyError:
            raise Unknown(f"there is no bot {id_}") from None

    def bot_of(self, token: str) -> BotState | None:
        """The bot with this token."""
        number, _, _ = token.partition(":")
        bot = self.state.bots.get(int(number)) if number.isdecimal() and len(number) < 20 else None
        return bot if bot and secrets.compare_digest(bot.token.encode(), token.encode()) else None

    def dialog(self, key: str) -> Dialog:
        """A chat by its key."""
        try:
            return self.state.dialogs[key]
        except KeyError:
            raise Unknown(f"there is no chat {key}") from None

    def find(self, bot: BotState, chat_id: int | str) -> Dialog:
        """The chat that a bot means by an id or @username, as far as Telegram would tell the bot about it."""
        if isinstance(chat_id, str):
            name = chat_id.removeprefix("@").lower() if chat_id.startswith("@") else ""
            public = (one for one in self.state.dialogs.values() if one.username and not one.is_private)
            dialog = next((one for one in public if one.username.lower() == name), None)
        elif chat_id > 0:
            dialog = self.state.dialogs.get(f"p{bot.id}-{chat_id}")
        else:
            dialog = self.state.dialogs.get(f"g{chat_id}")
        if dialog is None or not (dialog.username or bot.id in dialog.members):
            raise chat_not_found()
        return dialog

    def knows(self, bot: int, account: int) -> bool:
        """Whether a bot can have heard of an account: they met in a private chat or in a group."""
        if account == bot or f"p{bot}-{account}" in self.state.dialogs:
            return account in self.state.accounts
        groups = (one for one in self.state.dialogs.values() if not one.is_private)
        return any(bot in one.members and account in one.members for one in groups)

    def chat_json(self, dialog: Dialog) -> Json:
        """The Bot API's Chat of any dialog."""
        return dialog.json(self.account(dialog.id) if dialog.is_private else None)

    def bots_in(self, dialog: Dialog) -> Iterator[BotState]:
        """The bots that belong to a chat now."""
        for id_, membership in dialog.members.items():
            if membership.status in PRESENT and (bot := self.state.bots.get(id_)):
                yield bot

    def is_bots(self, message: Json) -> bool:
        """Whether a bot wrote a message; Telegram's stand-in for hidden administrators is none."""
        return message.get("from", {}).get("id") in self.state.bots

    def is_admin(self, dialog: Dialog, account: int) -> bool:
        """Whether an account administers a chat."""
        return dialog.status(account) in (Status.CREATOR, Status.ADMINISTRATOR)

    def dialogs_of(self, person: int) -> Iterator[Dialog]:
        """The chats that a person has in their list."""
        return (one for one in self.state.dialogs.values() if one.status(person) in PRESENT)
