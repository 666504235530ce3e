"""Turns a publication into messages: first corrections, then what followers are due; in batches that a crash may cut.

Each batch is one transaction that puts messages into the outbox and moves the cursors past them, so that it can be
cut anywhere: what is not planned yet still stands behind its cursor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import NoReturn

import structlog

from bot.clocks import Clock
from bot.delivery.composing import ComposedMessages, MessageWriter
from bot.delivery.differences import Editions
from bot.delivery.late_answers import LateAnswers
from bot.delivery.stepping import step_by_step
from bot.interface.words.wording import Wordings
from bot.state import misses, outbox, told, told_before
from bot.state.errors import StateError
from bot.state.messages import OutboxMessage
from bot.state.misses import Misses
from bot.state.publications import NOBODY_YET, Follower, Publication, Publications, advance
from bot.state.told_before import NOTHING_TOLD
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Edition
from knowledge.visibility import is_earlier, parsed

_CHATS = 1_000
"""Planned in one transaction; others write between two."""
_CORRECTED = 200
"""Corrected in one transaction: all that their messages told is read, which may be a hundred statements each."""
_ANY_TIME = datetime.min.replace(tzinfo=UTC)
_ANSWERS_END = timedelta(seconds=60)
"""An answer that takes longer than this has been given up."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Planner:
    """Plans; exactly one runs at a time."""

    publications: Publications
    served: Callable[[], KnowledgeBase]
    """The version that readers' questions are answered from now, as everybody may see it today."""
    published: Callable[[str], Edition]
    """Reads what an earlier version told everybody; UnusableArtefact when it cannot."""
    wordings: Wordings
    now: Clock
    late: LateAnswers
    misses: Misses
    kept: timedelta
    """How long it is kept what was told to whom."""
    stands_in: Callable[[], bool] = lambda: False
    """Whether an earlier version is served because the published one cannot be: its words are no news."""
    reminded: Callable[[str], bool] = lambda _: True
    """Whether reminders are set by a version."""
    _editions: Editions | None = field(default=None, init=False)
    _misled: list[int] | None = field(default=None, init=False)
    """The chats whose corrections are still to be planned, in order; None: to be asked for."""
    _looked_again: int = field(default=0, init=False)
    """The publication whose corrections were looked for once more."""
    _asked_for: int = field(default=0, init=False)
    """The publication with which the waiting questions were asked again."""

    async def run(self) -> NoReturn:
        """Plan until cancelled."""
        await self._name_outsiders()
        await step_by_step(self.step, "planning waits for the state")

    async def _name_outsiders(self) -> None:
        """Say how many follow something and are told nothing of it, for the operator does not allow their chats."""
        try:
            count, chats = await self.publications.outside()
        except StateError:
            return  # the first step will say so
        if count:
            log.warning("subscriptions of chats outside telegram.allowed_chats wait", subscriptions=count, chats=chats)

    async def step(self) -> bool:
        """Plan one batch; whether there was anything to plan."""
        if await self._is_replaced():
            return False
        newest = await self._announced()
        if is_earlier(self.served().version, newest.version):
            return False  # the clock of whoever planned before is ahead of ours: what was told stays told
        composer = MessageWriter(await self._changes(newest), self.wordings, newest.id, self.now())
        if newest.corrected is not None:
            await self._correct(newest, newest.corrected, composer)
            return True
        if await self._look_again(newest) or await self._answer_late(newest):
            return True
        if not self.reminded(self.served().version):
            return False  # who is reminded of an event hears there that its day has moved, and not again as news
        followers = await self.publications.behind(newest.id, composer.now, most=_CHATS)
        if followers:
            await self._tell(followers, composer)
        return bool(followers)

    async def _is_replaced(self) -> bool:
        """Whether readers were told of a later version than the one that stands in for it."""
        newest = await self.publications.newest() if self.stands_in() else None
        return newest is not None and parsed(newest.version)[0] != parsed(self.served().version)[0]

    async def _announced(self) -> Publication:
        """The publication of the version that is served; a new one is announced, the first one silently."""
        knowledge = self.served()
        newest = await self.publications.newest()
        if newest is None:
            await self.publications.begin(knowledge.version, self.now())
        elif newest.version != knowledge.version and not is_earlier(knowledge.version, newest.version):
            editions = await self._changes(newest)
            changed = [change.statement for change in await asyncio.to_thread(editions.since, newest.id)]
            await self.publications.announce(knowledge.version, changed, self.now())
            self._misled = None
            log.info("announcing a version", version=knowledge.version, before=newest.version, changes=len(changed))
        else:
            return newest
        return await self._announced()

    async def _changes(self, newest: Publication) -> Editions:
        """What changed since each publication, up to the version that is served."""
        knowledge = self.served()
        if self._editions is None or self._editions.newest is not knowledge:
            self._editions = Editions(knowledge, {}, self.published)
        if newest.id not in self._editions.versions:
            self._editions.versions = await self.publications.versions()
        return self._editions

    async def _correct(self, newest: Publication, after: int, composer: MessageWriter) -> None:
        """Plan the corrections of the next chats that were told what is worded otherwise now."""
        changed = await self.publications.changed_since(composer.now - self.kept)
        held = {statement: composer.editions.fingerprint(statement) for statement in changed}
        if self._misled is None:
            self._misled = await self.publications.misled_chats(held, after)
        chats, self._misled = self._misled[:_CORRECTED], self._misled[_CORRECTED:]
        batch = await self.publications.misled(chats, held) if chats else ()
        plans = await asyncio.to_thread(lambda: [composer.correction(one) for one in batch])
        async with self.publications.changing() as connection:
            await outbox.put(connection, _messages(plans), composer.now)
            for one, plan in zip(batch, plans, strict=True):
                await told.put_right(connection, one.chat, plan.put_right)
            await self.publications.corrected(connection, newest.id, max(chats, default=None))

    async def _answer_late(self, newest: Publication) -> bool:
        """Ask the questions again that wait for an answer, once for each publication and start."""
        if newest.id == self._asked_for:
            return False
        allowed = self.publications.allowed
        waiting = [one for one in await self.misses.waiting() if one.chat and one.chat.chat in allowed]
        messages, answered = await asyncio.to_thread(self.late.messages, waiting, newest.id, self.now())
        if answered:
            async with self.publications.changing() as connection:
                await outbox.put(connection, messages, self.now())
                await misses.answered(connection, answered)
        self._asked_for = newest.id
        return bool(answered)

    async def _look_again(self, newest: Publication) -> bool:
        """Look once more for who was told otherwise: answers that began before a version came end after it."""
        if newest.id == self._looked_again or self.now() < newest.at + _ANSWERS_END:
            return False
        self._looked_again, self._misled = newest.id, None
        async with self.publications.changing() as connection:
            await self.publications.corrected(connection, newest.id, NOBODY_YET)
        return True

    async def _tell(self, followers: Sequence[Follower], composer: MessageWriter) -> None:
        """Plan what followers are due, without what they were told already or are corrected about."""
        statements = await asyncio.to_thread(_changed, followers, composer.editions)
        changed_at = await self.publications.changed_at() if statements else {}
        worded = {one: (composer.editions.fingerprint(one), changed_at.get(one, _ANY_TIME)) for one in statements}
        async with self.publications.changing() as connection:
            known = await told_before.known(connection, {one.chat.chat for one in followers}, worded)
            plans = [composer.news(one, known.get(one.chat, NOTHING_TOLD)) for one in followers]
            await outbox.put(connection, _messages(plans), composer.now)
            await advance(connection, list(chain.from_iterable(plan.steps for plan in plans)))


def _messages(plans: Sequence[ComposedMessages]) -> list[OutboxMessage]:
    return list(chain.from_iterable(plan.messages for plan in plans))


def _changed(followers: Sequence[Follower], editions: Editions) -> set[str]:
    """Every statement that any of them may be told of; earlier versions are read for it where they must be."""
    seen = {(one.seen, one.subject) for follower in followers for one in follower.due}
    return {change.statement for key in seen for change in editions.followed(*key)}
