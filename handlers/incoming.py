"""Everything that an update says, read once at the door: handlers take this and nothing of python-telegram-bot's.

What costs a look into the state is read when it is first asked for, and then kept.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ExtBot

from bot.answering import Answerer
from bot.context import ReaderContext, Services, Stores
from bot.delivery.messenger import Attachment, Destination
from bot.interface.commands import Command
from bot.interface.pages.general import Pages
from bot.interface.pages.private import PrivatePages
from bot.interface.render import run_by
from bot.interface.spoken import command_said
from bot.interface.words.languages import language_of
from bot.interface.words.markup import Block, Page
from bot.readers.chat_key import ChatKey
from bot.readers.chat_memory import Known
from handlers.addressing import question_in
from handlers.replying.courier import Courier
from knowledge.model import Readership
from knowledge.text.folding import script
from knowledge.text.letters import Script


@dataclass(eq=False)
class Incoming:
    """One update of one chat, and what it is to be answered with."""

    update: Update
    bot: ExtBot[None]
    services: Services
    arguments: str = ""
    """The words behind a command."""
    _known: Known | None = field(default=None, init=False)

    @classmethod
    def of(cls, update: Update, context: ReaderContext) -> Incoming:
        """What python-telegram-bot hands to its callbacks, as one value."""
        return cls(update, context.bot, context.services, " ".join(context.args or ()))

    @property
    def answerer(self) -> Answerer:
        """What answers in this chat: an operator who asks elsewhere, or inline, is a reader like any other."""
        chat = self.update.effective_chat
        house = chat is not None and chat.id in self.services.settings.telegram.operators
        return self.services.answerer.to(Readership.HOUSE if house else Readership.PUBLIC)

    @property
    def state(self) -> Stores:
        """What is kept."""
        return self.services.state

    @property
    def message(self) -> Message | None:
        """The message that was written, or that bears the pressed button."""
        return self.update.effective_message

    @cached_property
    def text(self) -> str:
        """What it says; empty for a picture without a caption, and where there is no message."""
        return (self.message.text or self.message.caption or "") if self.message else ""

    @cached_property
    def question(self) -> str | None:
        """What it asks of Marsad, without Marsad's name; None where nothing is asked of it."""
        return question_in(self.message, self.bot.username) if self.message else None

    @cached_property
    def chat(self) -> ChatKey:
        """The conversation that it belongs to; a topic is one of its own."""
        message, one = self.message, self.update.effective_chat or self.update.effective_user
        thread = message.message_thread_id if message and message.is_topic_message else None
        return ChatKey(one.id if one else 0, thread)

    @cached_property
    def sender(self) -> int:
        """Who wrote, pressed or typed; a channel or a group where somebody writes in its name."""
        one = self.update.effective_sender or self.update.effective_chat
        return one.id if one else 0

    @cached_property
    def is_private(self) -> bool:
        """Whether it comes from a chat between two."""
        chat = self.update.effective_chat
        return bool(chat and chat.type == ChatType.PRIVATE)

    @cached_property
    def is_operator(self) -> bool:
        """Whether chat or sender is an operator; an operator's group counts only as a whole chat."""
        ids = {one.id for one in (self.update.effective_chat, self.update.effective_user) if one}
        return not ids.isdisjoint(self.services.settings.telegram.operators)

    @cached_property
    def wish(self) -> Command | None:
        """The command that a new message in private asks for in words and nothing else."""
        return command_said(self.question or "") if self.is_private and self.update.message else None

    @cached_property
    def place(self) -> Destination:
        """Where the reply goes; in a group it refers to what it replies to."""
        return self._within(None if self.is_private else self.message)

    @cached_property
    def guessed_language(self) -> str:
        """That of the message (for a button, of the one it stands below), else of the sender's Telegram."""
        command = self.text.startswith("/")
        if self.update.callback_query:  # the first line is ours; below it a document may be named in its own language
            return language_of(self.text.partition("\n")[0], preferred=self._preferred)
        # What follows a command is often a word that it asks for in English; Arabic there is meant.
        words = self.text.partition(" ")[2] if command else self.text
        said = words if not command or script(words) is Script.ARABIC else ""
        return language_of(said, preferred=self._preferred)

    @property
    def _preferred(self) -> str | None:
        """The language of the sender's words before, else of their Telegram, else of the chat's name."""
        user, chat = self.update.effective_user, self.update.effective_chat
        if user is not None:
            return self.services.spoken.get((self.chat.chat, user.id)) or user.language_code
        return "ar" if chat and script(chat.title or "") is Script.ARABIC else None

    def heard(self, lang: str) -> bool:
        """Remember which language the sender writes in; whether it is another one than before."""
        user, spoken = self.update.effective_user, self.services.spoken
        key = (self.chat.chat, user.id if user else 0)
        is_new = spoken.get(key) != lang
        spoken.keep(key, lang)
        return is_new

    async def known(self) -> Known:
        """What is known about the chat: the language chosen, what it last spoke of, whether it was out of reach."""
        if self._known is None:
            self._known = await self.state.readers.known(self.chat, self.answerer.now())
        return self._known

    async def language(self) -> str:
        """The language for words of ours: the one chosen, else the one guessed."""
        return (await self.known()).language or self.guessed_language

    async def choose_language(self, lang: str | None) -> None:
        """Speak a language in this chat or topic from now on; None: that of each question."""
        await self.state.readers.set_language(self.chat, lang)
        self._known = None

    async def pages(self) -> Pages:
        """The pages in its language."""
        return self.answerer.pages(await self.language())

    async def private_pages(self) -> PrivatePages:
        """The pages about what is kept, in its language."""
        return self.answerer.private(await self.language())

    async def house(self) -> Block:
        """Who runs the bot, as readers are told."""
        wording = self.answerer.wordings.speak(await self.language())
        return Block(wording.lang, (run_by(self.services.settings.house, wording),))

    async def reply(self, page: Page) -> tuple[int, ...]:
        """Send a page as the reply; the messages that hold it."""
        return await self.courier.send(self.place, page)

    async def say(self, key: str) -> tuple[int, ...]:
        """Reply with one text of the catalogue; the messages that hold it."""
        return await self.reply((await self.pages()).simple(key))

    async def edit(self, page: Page) -> tuple[int, ...]:
        """Put a page in the place of the message that bears the pressed button; the messages that hold it now."""
        if self.message is None:
            return ()
        return await self.courier.edit(self._within(), (self.message.message_id,), page)

    async def below(self, page: Page) -> None:
        """Send a page as a reply to the message that bears the pressed button."""
        await self.courier.send(self._within(self.message), page)

    async def send_file(self, attachment: Attachment, page: Page) -> int:
        """Send a file, or a picture, as a reply to the message that bears the pressed button; its id."""
        return await self.courier.messenger.send_file(self._within(self.message), attachment, page)

    async def edit_picture(self, attachment: Attachment, page: Page) -> None:
        """Put another picture in the place of the one that bears the pressed button."""
        if self.message is not None:
            await self.courier.messenger.edit_picture(self.chat.chat, self.message.message_id, attachment, page)

    @cached_property
    def courier(self) -> Courier:
        """What sends."""
        return Courier.of(self.bot, self.services)

    def _within(self, message: Message | None = None) -> Destination:
        """The conversation as a destination; a message that is to be replied to."""
        return Destination(self.chat.chat, self.chat.thread, message.message_id if message else None)


Action: TypeAlias = Callable[[Incoming], Coroutine[Any, Any, None]]
"""What handles an update."""


def received(action: Action) -> Callable[[Update, ReaderContext], Coroutine[Any, Any, None]]:
    """An action as python-telegram-bot calls it."""

    async def callback(update: Update, context: ReaderContext) -> None:
        await action(Incoming.of(update, context))

    return callback
