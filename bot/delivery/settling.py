"""What becomes of a row of the outbox, by what came of its request; pure but for the chance in a pause."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import structlog

from bot.delivery.outcomes import (
    Blocked,
    Dead,
    Halted,
    Migrated,
    Outcome,
    Paused,
    RetryAt,
    Sent,
    Uncertain,
    Uneditable,
    Unreadable,
)
from bot.settings.values import Fate, UncertainMessages
from bot.state.delivery_step import Settlement
from bot.state.messages import Doubt, MessageKind, MessageState, Outgoing, doubt
from bot.state.outbox import Policy

_MOST_ATTEMPTS = 10
_LONGEST_PAUSE = timedelta(minutes=15)

log = structlog.get_logger(__name__)


def policy_of(uncertain: UncertainMessages) -> Policy:
    """What the settings decide of uncertain messages; what they leave open is the operator's to settle."""
    fates = {Doubt.KILLED: uncertain.killed, Doubt.NO_ANSWER: uncertain.no_answer, Doubt.GATEWAY: uncertain.gateway}
    return {reason: MessageState(fate.value) for reason, fate in fates.items() if fate is not Fate.ASK}


def settlement(row: Outgoing, outcome: Outcome, now: datetime, policy: Policy) -> Settlement:
    """What becomes of a row."""
    match outcome:
        case Sent(message):
            found = Settlement(row, MessageState.SENT, message=message)
        case RetryAt(reason) if row.attempts + 1 < _MOST_ATTEMPTS:
            found = again(row, now + _backoff(row.attempts), reason=reason, counts=True)
        case Uncertain(reason) if row.kind is MessageKind.EDIT and row.attempts + 1 < _MOST_ATTEMPTS:
            found = again(row, now + _backoff(row.attempts), reason=reason, counts=True)
        case Uncertain(reason):
            found = Settlement(row, policy.get(doubt(reason), MessageState.UNCERTAIN), error=reason)
        case Paused(seconds):
            found = again(row, now + timedelta(seconds=seconds), reason="flood wait")
        case Migrated():
            found = again(row, now, reason="migrated")
        case Halted(reason):
            found = again(row, now, reason=reason)
        case Blocked(reason):
            found = Settlement(row, MessageState.HELD, error=reason)
        case Uneditable():
            found = Settlement(row, MessageState.FAILED, error="gone")
        case Unreadable():
            found = Settlement(row, MessageState.FAILED, error="markup")
        case RetryAt(reason) | Dead(reason):
            found = Settlement(row, MessageState.FAILED, error=reason)
    return found


def again(row: Outgoing, at: datetime, *, reason: str, counts: bool = False) -> Settlement:
    """It waits for another attempt."""
    return Settlement(row, MessageState.QUEUED, error=reason, not_before=at, counts=counts)


def log_uncertain(row: Outgoing, reason: str) -> None:
    """Name a message that may have arrived by its number in the outbox: in private a chat is a person."""
    log.warning("a message may or may not have arrived", row=row.id, kind=row.kind.value, reason=reason)


def _backoff(attempts: int) -> timedelta:
    """A pause that doubles, with a share of chance."""
    return min(timedelta(seconds=2.0**attempts), _LONGEST_PAUSE) * random.SystemRandom().uniform(0.5, 1.5)
