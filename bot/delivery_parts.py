"""Puts together what tells subscribers; part of the assembly in `bot.app`."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from bot.clocks import Clock
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
from bot.publishing.served import Served
from bot.settings.places import ARCHIVE
from bot.settings.values import Settings
from bot.side_by_side import together
from bot.state.database import Database
from bot.state.leases import Lease
from bot.state.mentions import StoredMentions
from bot.state.moving import move
from bot.state.publications import Publications

if TYPE_CHECKING:
    from bot.embedding.background import BackgroundEmbedding
    from bot.feeds.noting import Noting
    from bot.feeds.poller import FeedPoller

_MENTIONS_KEPT = timedelta(days=14)
"""A weekly digest has room to be late."""


@dataclass(frozen=True, slots=True)
class DeliveryParts:
    """What tells subscribers; each part works by itself."""

    planner: Planner
    reminding: ReminderPlanner
    mentioning: MentionPlanner
    deliverer: OutboxDeliverer
    cleaning: Housekeeping
    poller: FeedPoller | None
    noting: Noting | None
    """None where no feeds are watched."""
    embedding: BackgroundEmbedding | None = None
    """None where nothing is found by meaning."""

    def works(self) -> list[Callable[[], Coroutine[Any, Any, NoReturn]]]:
        """The parts, each until it is cancelled."""
        telling = (self.planner, self.reminding, self.mentioning, self.deliverer, self.cleaning)
        parts = (*telling, self.poller, self.noting, self.embedding)
        return [one.run for one in parts if one is not None]


def delivery(application: Marsad, given: Services, served: Served, alert: Alert) -> Leader:
    """What tells subscribers: it plans, delivers and cleans up as long as this process leads."""
    lease = lease_of(given.state.outbox.database)
    works = delivery_parts(application, given, served, alert, lease).works()
    return Leader(lease, lambda: given.health.leading(together(*(work() for work in works))))


def lease_of(database: Database) -> Lease:
    """Held by whoever delivers what lies in a state."""
    return Lease(database, "delivery", _holder(database))


def delivery_parts(application: Marsad, given: Services, served: Served, alert: Alert, lease: Lease) -> DeliveryParts:
    """The parts of what tells subscribers; they go by the clock of the services."""
    settings, state, answerer, now = given.settings, given.state, given.answerer, given.answerer.now
    keep = timedelta(days=settings.privacy.retention_days)
    knowledge, stands_in = lambda: answerer.served.engine.knowledge, lambda: served.stands_in
    reminding = ReminderPlanner(
        reminders=state.reminders,
        served=knowledge,
        wordings=answerer.wordings,
        now=now,
        stands_in=stands_in,
    )
    planner = Planner(
        publications=state.publications,
        served=knowledge,
        published=served.library.told,
        wordings=answerer.wordings,
        now=now,
        late=LateAnswers(lambda question, lang: answerer.answer(question, lang=lang), answerer.wordings),
        misses=state.misses,
        kept=keep,
        stands_in=stands_in,
        reminded=reminding.is_set_by,
    )
    deliverer = OutboxDeliverer(
        outbox=state.outbox,
        send=Sender(Messenger(application.bot, paid=settings.delivery.allow_paid_broadcast), given.health.tally),
        pacer=given.lane.pacer,
        breaker=Breaker(given.health.tally),
        alert=alert,
        migrate=move,
        leads=lease.holds,
        now=now,
        in_flight=settings.delivery.in_flight,
        holder=lease.holder,
        policy=policy_of(settings.delivery.uncertain),
        allowed=state.publications.allowed,
    )
    backups = settings.data / "backups"
    also = (_pruning(served, state.publications), _expiring(settings, now), _forgetting(state.mentions, now))
    cleaning = Housekeeping(state.outbox, state.told, state.misses, state.reports, backups, keep, now, also)
    mentioning = MentionPlanner(state.mentions, planner.served, answerer.wordings, now)
    return DeliveryParts(
        planner, reminding, mentioning, deliverer, cleaning, *_watching(given, planner.late), _embedding(settings)
    )


def _watching(given: Services, late: LateAnswers) -> tuple[FeedPoller | None, Noting | None]:
    """What polls feeds and what notes what they bring; nothing of it is imported where no file lists any."""
    if given.settings.feeds.file is None:
        return None, None
    from bot.feeds.assembling import poller_of
    from bot.feeds.noting import Noting
    from bot.publishing.archives import archive_of

    answerer, state, archive = given.answerer, given.state, archive_of(given.settings)
    poller = poller_of(given.settings, given.settings.feeds.file, answerer.now)
    noting = Noting(
        poller.ledger, archive, state.mentions, state.misses, late, lambda: answerer.served.engine, answerer.now
    )
    return poller, noting


def _embedding(settings: Settings) -> BackgroundEmbedding | None:
    """What works out the meaning of archived sentences; nothing of it is imported where that is off."""
    if not (settings.answers.semantic and settings.archive.meaning_sentences):
        return None
    from bot.embedding.background import BackgroundEmbedding

    return BackgroundEmbedding(settings.data / ARCHIVE, settings.archive.meaning_sentences)


def _pruning(served: Served, readers: Publications) -> Callable[[], Awaitable[object]]:
    """Deletes compiled versions that nobody needs, beside the loop; what is served is needed, published or not."""

    async def prune() -> None:
        await asyncio.to_thread(served.library.prune, await readers.positions() | {served.version})

    return prune


def _expiring(settings: Settings, now: Clock) -> Callable[[], Awaitable[object]]:
    """Takes out of the archive, beside the loop, what is kept no longer."""

    async def expire() -> None:
        if not (settings.data / ARCHIVE).exists():
            return
        from bot.publishing.archives import archive_of

        await asyncio.to_thread(archive_of(settings).expire, today=now().date())

    return expire


def _forgetting(mentions: StoredMentions, now: Clock) -> Callable[[], Awaitable[object]]:
    """Deletes what documents said that is no news any more."""
    return lambda: mentions.expire(now() - _MENTIONS_KEPT)


def _holder(database: Database) -> str:
    """A name that no other process has; on a file, which is ours alone, the same after every start."""
    return "the only one" if database.file else f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"
