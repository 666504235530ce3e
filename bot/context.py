"""What every handler works with: the services, the state, and python-telegram-bot's context that carries them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from telegram import InlineQueryResultArticle
from telegram.ext import Application, CallbackContext, ExtBot

from bot.answering import Answerer
from bot.calendars import Calendars
from bot.delivery.replies import ReplyLane
from bot.drawing.studio import Studio
from bot.interface.pictures.making import KeptPages
from bot.looking_back import LookingBack
from bot.memory.alerts import Alerts
from bot.memory.health import Health
from bot.memory.places import Places
from bot.memory.quota import Quota
from bot.memory.recent import Recent
from bot.permanent import PermanentLinks
from bot.publishing.publisher import Publisher
from bot.readers.allowed import EVERY_CHAT, AllowedChats
from bot.settings.values import Settings
from bot.state.database import Database
from bot.state.mentions import StoredMentions
from bot.state.misses import Misses
from bot.state.outbox import Outbox
from bot.state.personal import Personal
from bot.state.publications import Publications
from bot.state.readers import Readers
from bot.state.reminders import Reminders
from bot.state.reports import Reports
from bot.state.subscriptions import Subscriptions
from bot.state.told import ToldStatements

Data: TypeAlias = dict[Any, Any]

_MAX_REMEMBERED = 10_000
_MAX_LEAFED = 4


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that is written while the bot runs, by what it is about."""

    readers: Readers
    subscriptions: Subscriptions
    publications: Publications
    told: ToldStatements
    misses: Misses
    outbox: Outbox
    personal: Personal
    reports: Reports
    reminders: Reminders
    mentions: StoredMentions


def state_in(database: Database, keep: timedelta, allowed: AllowedChats = EVERY_CHAT) -> Stores:
    """The state that lies in a database; a conversation can be followed up for as long as `keep`."""
    return Stores(
        readers=Readers(database, keep),
        subscriptions=Subscriptions(database),
        publications=Publications(database, allowed),
        told=ToldStatements(database),
        misses=Misses(database),
        outbox=Outbox(database),
        personal=Personal(database),
        reports=Reports(database),
        reminders=Reminders(database),
        mentions=StoredMentions(database, allowed),
    )


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question that was answered: by which messages, and a fingerprint of its text."""

    messages: tuple[int, ...]
    text: int


@dataclass(frozen=True, slots=True)
class Services:
    """What the handlers work with; one for each application."""

    answerer: Answerer
    settings: Settings
    state: Stores
    quota: Quota
    health: Health
    lane: ReplyLane
    """Its pacer is shared with delivery: Telegram counts replies and broadcasts alike."""
    alerts: Alerts
    """What operators are still to be told."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits before a send that Telegram put off; for tests."""
    places: Places = field(default_factory=Places)
    """For updates that are worked on."""
    links: PermanentLinks = field(default_factory=lambda: PermanentLinks(None))
    """What permanent links open."""
    past: LookingBack = field(default_factory=lambda: LookingBack(None))
    """What was published before."""
    calendars: Calendars = field(default_factory=lambda: Calendars(None))
    """Makes files of events."""
    studio: Studio | None = None
    """Draws; None where the extra `pictures` is not installed."""
    publisher: Publisher | None = None
    """None: nothing can be published from the chat."""
    offers: Recent[tuple[str, ...], list[InlineQueryResultArticle]] = field(default_factory=lambda: Recent(1_000))
    """Results of inline queries, by knowledge version and what they depend on besides."""
    leafed: KeptPages = field(default_factory=lambda: Recent(_MAX_LEAFED))
    """The pages of pictures."""
    typed: Recent[str, str] = field(default_factory=lambda: Recent(1_000))
    """Words for which nothing was found inline, by what the button into the chat carries."""
    answered: Recent[tuple[int, int], AnsweredQuestion] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """By chat and message id, so that an edited question edits its answer."""
    albums: Recent[tuple[int, str], bool] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    greeted: Recent[tuple[int, str], bool] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """Groups that were greeted since they took the bot in."""
    refused: Recent[tuple[int, int], datetime] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """When members of a group were told that only administrators may do something."""
    spoken: Recent[tuple[int, int], str] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """By chat and sender: the language of the last words that told one."""
    missed: Recent[tuple[int, str], int] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """Under which number the question of a chat is kept, so that asking again does not count again."""
    meanings: Recent[tuple[int, str], tuple[frozenset[Hashable], ...]] = field(default_factory=lambda: Recent(1_000))
    """What a chat asked lately without being answered, so that readers are counted and not wordings."""

    def forget(self, chat: int) -> None:
        """Drop what is in memory about a chat."""
        self.answered.drop(chat)
        self.albums.drop(chat)
        self.greeted.drop(chat)
        self.refused.drop(chat)
        self.missed.drop(chat)
        self.meanings.drop(chat)
        self.spoken.drop(chat)

    @property
    def allowed(self) -> AllowedChats:
        """Which chats are answered and written to."""
        telegram = self.settings.telegram
        return AllowedChats.of(telegram.allowed_chats, telegram.operators)

    @property
    def secret(self) -> str:
        """What buttons are sealed with: nobody else has it, and every process of the bot does."""
        return self.settings.token.get_secret_value() if self.settings.token else ""


class ReaderContext(CallbackContext[ExtBot[None], Data, Data, Data]):
    """python-telegram-bot's context of one update, with the services that `bound_to` gives it."""

    services: Services


Marsad: TypeAlias = Application[ExtBot[None], ReaderContext, Data, Data, Data, None]


def bound_to(given: Services) -> type[ReaderContext]:
    """The context type of one application; python-telegram-bot makes one of it for each update."""

    class Bound(ReaderContext):
        services = given

    return Bound
