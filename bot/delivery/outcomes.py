"""What a request to Telegram came to, read from its exception; pure.

Telegram knows no key against doubles, so what matters most is whether the request can have had an effect. Only the
cause of an exception tells: a server that takes a message and closes the connection gives the same `NetworkError` as
a refused connection, and `BadRequest` and `TimedOut` are `NetworkError`s too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_NO_TOPIC = ("topic_closed", "topic_deleted", "thread not found")
_NO_PLACE = (
    "not enough rights",
    "chat_write_forbidden",
    "have no rights",
    "chat not found",
    "need administrator rights",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "user is deactivated",
    "peer_id_invalid",
)
"""What Telegram says where the bot may not, or no longer, write."""
_WITHOUT_DESCRIPTION = re.compile(r" \(\d{3}\)$")
"""How python-telegram-bot words a status whose JSON describes nothing: Telegram's always does, a gateway's may not."""
_NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Sent:
    """Done; `message` is its id where one was made."""

    message: int | None = None


@dataclass(frozen=True, slots=True)
class RetryAt:
    """It had no effect, and may have one later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Paused:
    """Too many: nothing more for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Blocked:
    """The chat, or only its topic, cannot be written to for now."""

    reason: str
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become this supergroup."""

    chat: int


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The request left, and nobody knows what came of it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Telegram refuses the markup; plain text will do."""


@dataclass(frozen=True, slots=True)
class Uneditable:
    """The message to edit is not there, or not to be edited, any more."""


@dataclass(frozen=True, slots=True)
class Halted:
    """Nothing can be sent by this bot at all until an operator acts."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dead:
    """It will never be accepted."""

    reason: str


Outcome: TypeAlias = Sent | RetryAt | Paused | Blocked | Migrated | Uncertain | Unreadable | Uneditable | Halted | Dead


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def classify(error: Exception) -> Outcome:
    """What became of a request that raised; the reasons hold no names, texts or tokens."""
    outcome: Outcome
    match error:
        case TelegramError() if type(error) is TelegramError or isinstance(error.__cause__, TelegramError):
            # No JSON came, whatever the status: something between us and Telegram answers in its place.
            outcome = Uncertain("TelegramError")
        case RetryAfter():
            outcome = Paused(seconds_of(error))
        case ChatMigrated():
            outcome = Migrated(error.new_chat_id)
        case Forbidden():
            outcome = Blocked("forbidden")
        case InvalidToken() | Conflict():
            outcome = Halted(type(error).__name__)
        case BadRequest():
            outcome = _refused(error.message.lower())
        case NetworkError():
            outcome = _broken(error)
        case TelegramError():
            outcome = Dead(type(error).__name__)
        case _:
            # Not Telegram's and not the network's: a mistake of ours, before the request or after it.
            outcome = Uncertain(type(error).__name__)
    return outcome


def failure(outcome: Outcome) -> str | None:
    """How it failed, for what may fail for everybody; None where it did not, or only for one reader."""
    match outcome:
        case RetryAt(reason) | Uncertain(reason) | Dead(reason) | Blocked(reason, False):
            return reason
        case _:
            return None


def undone(outcome: Outcome) -> str | None:
    """As `failure`, for what certainly did not arrive: only that may be sent again."""
    return None if isinstance(outcome, Uncertain) else failure(outcome)


def _refused(message: str) -> Outcome:
    if "parse entities" in message:
        return Unreadable()
    if "not modified" in message:
        return Sent()
    if any(words in message for words in _NO_MESSAGE):
        return Uneditable()
    if any(words in message for words in _NO_TOPIC):
        return Blocked("no topic", topic=True)
    if any(words in message for words in _NO_PLACE):
        return Blocked("no rights")
    return Dead("bad request")


def _broken(error: NetworkError) -> Outcome:
    cause = error.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return RetryAt(type(cause).__name__)
    if cause is None and not isinstance(error, TimedOut) and not _WITHOUT_DESCRIPTION.search(error.message):
        return RetryAt("server error")  # Telegram itself says in JSON that it failed
    return Uncertain(type(cause or error).__name__)
