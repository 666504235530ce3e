"""Puts together what tells subscribers; part of the assembly in `bot.app`."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from bot.context import Marsad, Services
from bot.delivery.breaker import Breaker
from bot.delivery.deliverer import Alert, OutboxDeliverer
from bot.delivery.housekeeping import Housekeeping
from bot.delivery.late_answers import LateAnswers
from bot.delivery.leading import Leader
from bot.delivery.mentioning import MentionPlanner
from bot.delivery.messenger import Messenger
from bot.delivery.planner import Planner
from bot.delivery.reminding import ReminderPlanner
from bot.delivery.sender import Sender
from bot.delivery.settling import policy_of
from bot.feeds.assembling import poller_of
from bot.feeds.noting import Noting
from bot.publishing.archives import archive_of
from bot.publishing.served import Served
from bot.settings.values import Settings
from bot.side_by_side import together
from bot.state.database import Database
from bot.state.leases import Lease
from bot.state.mentions import StoredMentions
from bot.state.moving import move
from bot.state.publications import Publications

_MENTIONS_KEPT = timedelta(days=14)
"""A weekly digest has room to be late."""


def delivery(application: Marsad, given: Services, served: Served, alert: Alert) -> Leader:
    """What tells subscribers: it plans, delivers and cleans up as long as this process leads."""
    settings, state = given.settings, given.state
    keep = timedelta(days=settings.privacy.retention_days)
    lease = Lease(state.outbox.database, "delivery", _holder(state.outbox.database))
    answerer = given.answerer
    planner = Planner(
        publications=state.publications,
        served=lambda: answerer.served.engine.knowledge,
        published=served.library.told,
        wordings=answerer.wordings,
        now=_now,
        late=LateAnswers(lambda question, lang: answerer.answer(question, lang=lang), answerer.wordings),
        misses=state.misses,
        kept=keep,
        stands_in=lambda: served.stands_in,
    )
    reminding = ReminderPlanner(
        reminders=state.reminders,
        served=planner.served,
        wordings=answerer.wordings,
        now=_now,
        stands_in=planner.stands_in,
    )
    deliverer = OutboxDeliverer(
        outbox=state.outbox,
        send=Sender(Messenger(application.bot, paid=settings.delivery.allow_paid_broadcast), given.health.tally),
        pacer=given.lane.pacer,
        breaker=Breaker(given.health.tally),
        alert=alert,
        migrate=move,
        leads=lease.holds,
        now=_now,
        in_flight=settings.delivery.in_flight,
        holder=lease.holder,
        policy=policy_of(settings.delivery.uncertain),
        allowed=state.publications.allowed,
    )
    backups = settings.data / "backups"
    also = (_pruning(served, state.publications), _expiring(settings), _forgetting(state.mentions))
    cleaning = Housekeeping(state.outbox, state.told, state.misses, state.reports, backups, keep, _now, also)
    mentioning = MentionPlanner(state.mentions, planner.served, answerer.wordings, _now)
    works = (planner.run, reminding.run, mentioning.run, deliverer.run, cleaning.run, *_watching(given, planner.late))
    return Leader(lease, lambda: given.health.leading(together(*(work() for work in works))))


def _watching(given: Services, late: LateAnswers) -> list[Callable[[], Coroutine[Any, Any, NoReturn]]]:
    """What polls feeds and notes what they bring; nothing where none are watched."""
    poller, answerer, state = poller_of(given.settings), given.answerer, given.state
    if poller is None:
        return []
    archive = archive_of(given.settings)
    noting = Noting(poller.ledger, archive, state.mentions, state.misses, late, lambda: answerer.served.engine, _now)
    return [poller.run, noting.run]


def _pruning(served: Served, readers: Publications) -> Callable[[], Awaitable[object]]:
    """Deletes compiled versions that nobody needs, beside the loop; what is served is needed, published or not."""

    async def prune() -> None:
        await asyncio.to_thread(served.library.prune, await readers.positions() | {served.version})

    return prune


def _expiring(settings: Settings) -> Callable[[], Awaitable[object]]:
    """Takes out of the archive, beside the loop, what is kept no longer."""

    async def expire() -> None:
        await asyncio.to_thread(archive_of(settings).expire, today=_now().date())

    return expire


def _forgetting(mentions: StoredMentions) -> Callable[[], Awaitable[object]]:
    """Deletes what documents said that is no news any more."""
    return lambda: mentions.expire(_now() - _MENTIONS_KEPT)


def _holder(database: Database) -> str:
    """A name that no other process has; on a file, which is ours alone, the same after every start."""
    return "the only one" if database.file else f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


def _now() -> datetime:
    return datetime.now(UTC)
