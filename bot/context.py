"""What every handler works with: the services, the state, and python-telegram-bot's context that carries them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from telegram import InlineQueryResultArticle
from telegram.ext import Application, CallbackContext, ExtBot

from bot.answering import Answerer
from bot.delivery.pacing import Pacer
from bot.memory.health import Health
from bot.memory.quota import Quota
from bot.memory.recent import Recent
from bot.memory.reports import Reports
from bot.publishing.publisher import Publisher
from bot.settings.values import Settings
from bot.state.misses import Misses
from bot.state.outbox import Outbox
from bot.state.personal import Personal
from bot.state.publications import Publications
from bot.state.readers import Readers
from bot.state.subscriptions import Subscriptions
from bot.state.told import ToldStatements

Data: TypeAlias = dict[Any, Any]

_MAX_REMEMBERED = 10_000


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
    pacer: Pacer
    """Shared with delivery: Telegram counts replies and broadcasts alike."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits before a send that Telegram put off; for tests."""
    publisher: Publisher | None = None
    """None: nothing can be published from the chat."""
    offers: Recent[tuple[str, ...], list[InlineQueryResultArticle]] = field(default_factory=lambda: Recent(1_000))
    """Results of inline queries, by knowledge version and what they depend on besides."""
    answered: Recent[tuple[int, int], AnsweredQuestion] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """By chat and message id, so that an edited question edits its answer."""
    albums: Recent[tuple[int, str], bool] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    reported: Reports = field(default_factory=Reports)
    greeted: Recent[tuple[int, str], bool] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """Groups that were greeted since they took the bot in."""
    missed: Recent[tuple[int, str], int] = field(default_factory=lambda: Recent(_MAX_REMEMBERED))
    """Under which number the question of a chat is kept, so that asking again does not count again."""
    alerts: Recent[str, datetime] = field(default_factory=lambda: Recent(100))
    """Which errors the operators were told of, and when."""

    def forget(self, chat: int) -> None:
        """Drop what is in memory about a chat."""
        self.answered.drop(chat)
        self.albums.drop(chat)
        self.reported.drop(chat)
        self.greeted.drop(chat)
        self.missed.drop(chat)


class ReaderContext(CallbackContext[ExtBot[None], Data, Data, Data]):
    """python-telegram-bot's context of one update, with the services that `bound_to` gives it."""

    services: Services


Marsad: TypeAlias = Application[ExtBot[None], ReaderContext, Data, Data, Data, None]


def bound_to(given: Services) -> type[ReaderContext]:
    """The context type of one application; python-telegram-bot makes one of it for each update."""

    class Bound(ReaderContext):
        services = given

    return Bound
