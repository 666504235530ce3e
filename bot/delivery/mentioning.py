"""Tells followers what documents say of what they follow: in a digest unless they want it at once, never too much.

As with facts, a batch is one transaction that puts messages into the outbox, moves the marks of their subscriptions,
and remembers who was told what: cut anywhere, nothing is lost and nothing told twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NoReturn

from bot.clocks import Clock
from bot.delivery.composing import body_of
from bot.delivery.stepping import step_by_step
from bot.interface.pages.mentions import MentionPages, ToldMention
from bot.interface.words.markup import Page
from bot.interface.words.wording import Wordings
from bot.readers.chat_key import ChatKey
from bot.readers.mention import LeftOut, Mention, has_words
from bot.readers.schedule import zone_of
from bot.readers.subscription import Cadence, Scope, Subject, Subscription
from bot.state import mentions, outbox
from bot.state.mentions import Connection, Heard, StoredMentions
from bot.state.messages import MessageKind, OutboxMessage
from bot.state.publications import Follower
from knowledge.compiled.base import KnowledgeBase

_CHATS = 500
_POOL = 500
"""Mentions of one subject that are looked at, the newest: a weekly digest of everything counts so many."""
_MOST_SINGLY = 3
"""More at once come as one message."""
_MOST_AT_ONCE = 10
_A_SECOND = timedelta(seconds=1)
_WINDOW = timedelta(hours=12)
"""In this time one chat is told so many at once; more wait for the next digest."""


@dataclass(frozen=True, slots=True)
class _Plan:
    messages: tuple[OutboxMessage, ...] = ()
    steps: tuple[Heard, ...] = ()
    told: tuple[tuple[ChatKey, int], ...] = ()


@dataclass(slots=True)
class MentionPlanner:
    """Plans mentions; exactly one runs at a time."""

    mentions: StoredMentions
    served: Callable[[], KnowledgeBase]
    wordings: Wordings
    now: Clock

    async def run(self) -> NoReturn:
        """Plan until cancelled."""
        await step_by_step(self.step, "mentions wait for the state")

    async def step(self) -> bool:
        """Plan one batch; whether there was anything to plan."""
        newest, now = await self.mentions.newest(), self.now()
        followers = await self.mentions.behind(newest, now, _CHATS)
        if not followers:
            return False
        async with self.mentions.changing() as connection:
            batch = await _Batch.of(connection, followers, newest, now, self.served(), self.wordings)
            plans = [await batch.plan(one) for one in followers]
            await outbox.put(connection, [message for plan in plans for message in plan.messages], now)
            steps = [step for plan in plans for step in plan.steps]
            await mentions.advance(connection, steps, [one for plan in plans for one in plan.told], now)
        return True


@dataclass(slots=True)
class _Batch:
    """Followers that are planned together, with what is known of them."""

    connection: Connection
    newest: int
    now: datetime
    knowledge: KnowledgeBase
    wordings: Wordings
    told: dict[ChatKey, set[int]]
    today: dict[ChatKey, int]
    omissions: dict[ChatKey, tuple[LeftOut, ...]]
    _pools: dict[tuple[str, int], list[Mention]] = field(default_factory=dict)

    @classmethod
    async def of(
        cls,
        connection: Connection,
        followers: Sequence[Follower],
        newest: int,
        now: datetime,
        knowledge: KnowledgeBase,
        wordings: Wordings,
    ) -> _Batch:
        chats = {one.chat.chat for one in followers}
        after = min(one.heard for follower in followers for one in follower.due)
        told = await mentions.told_before(connection, chats, after)
        today = await mentions.told_since(connection, chats, now - _WINDOW)
        omissions = await mentions.omissions(connection, chats)
        return cls(connection, newest, now, knowledge, wordings, told, today, omissions)

    async def plan(self, follower: Follower) -> _Plan:
        """What a chat is told now, and where its subscriptions stand then."""
        now, waiting, steps = [], [], []
        for one in follower.due:
            if wait := self._wait(follower, one):
                waiting.append(Heard(one.id, one.heard, wait))
            else:
                now.append(one)
                steps.append(Heard(one.id, self.newest, self._next(follower, one)))
        found = [told async for told in self._found(follower, now)]
        at_once = any(one.prompt and not self._has_waited(follower, one) for one in now)
        messages = tuple(self._messages(follower, found, at_once=at_once))
        told = tuple((follower.chat, one.mention.id) for one in found)
        return _Plan(messages, (*waiting, *steps), told)

    def _wait(self, follower: Follower, one: Subscription) -> datetime | None:
        """Until when a subscription has to wait; None: not at all."""
        if not one.prompt:
            return None if one.mentions_due else self._next(follower, one)
        if self._has_waited(follower, one):
            return None
        if wakes := follower.hours.waking(self.now):
            return wakes
        full = self.today.get(follower.chat, 0) >= _MOST_AT_ONCE
        return follower.hours.next_digest(self.now, _daily(one)) if full else None

    def _has_waited(self, follower: Follower, one: Subscription) -> bool:
        """Whether what comes at once otherwise has waited for a digest, whose time has come: it waits for no other."""
        due = one.mentions_due
        return due is not None and follower.hours.next_digest(due - _A_SECOND, _daily(one)) == due

    def _next(self, follower: Follower, one: Subscription) -> datetime:
        return self.now if one.prompt else follower.hours.next_digest(self.now, _daily(one))

    async def _found(self, follower: Follower, due: Sequence[Subscription]) -> AsyncIterator[ToldMention]:
        """Each mention once, the newest first, without what the chat was told or leaves out."""
        told = set(self.told.get(follower.chat, ()))
        omissions = self.omissions.get(follower.chat, ())
        found: dict[int, ToldMention] = {}
        for one in due:
            for mention in await self._pool(one):
                sentence = self._sentence(one.subject, mention)
                if sentence is not None and mention.id not in told and not _is_left_out(omissions, mention, sentence):
                    found.setdefault(mention.id, ToldMention(mention, sentence))
        for id_ in sorted(found, reverse=True):
            yield found[id_]

    async def _pool(self, one: Subscription) -> list[Mention]:
        key = (str(one.subject), one.heard)
        if key not in self._pools:
            kinds = self._of_kind(one.subject)
            self._pools[key] = await mentions.concerning(self.connection, one.subject, kinds, one.heard, _POOL)
        return self._pools[key]

    def _of_kind(self, subject: Subject) -> Collection[str]:
        if subject.scope is not Scope.KIND:
            return ()
        return [id_ for id_, one in self.knowledge.entities.items() if one.kind.value == subject.key]

    def _sentence(self, subject: Subject, mention: Mention) -> str | None:
        """The sentence that concerns what is followed; None where none does."""
        match subject.scope:
            case Scope.ENTITY:
                return mention.sentences.get(subject.key)
            case Scope.WORDS:
                said = (*mention.sentences.values(), mention.lead)
                inside = next((one for one in said if has_words(one, subject.key)), None)
                return inside or (mention.lead if has_words(mention.title, subject.key) else None)
            case Scope.KIND:
                kinds = {*self._of_kind(subject)}
                return next((said for id_, said in mention.sentences.items() if id_ in kinds), None)
            case _:
                return next(iter(mention.sentences.values()), None)

    def _messages(self, follower: Follower, found: Sequence[ToldMention], *, at_once: bool) -> Iterator[OutboxMessage]:
        if not found:
            return
        pages = MentionPages(self.wordings.speak(follower.lang))
        chat = f"{follower.chat.chat}:{follower.chat.thread or 0}"
        if at_once and len(found) <= _MOST_SINGLY:
            for one in reversed(found):
                yield self._message(follower, f"mention:{one.mention.id}:{chat}", MessageKind.MENTION, pages.one(one))
            return
        today = self.now.astimezone(zone_of(follower.hours.zone)).date()
        page = pages.several(found, today)
        kind = MessageKind.MENTION if at_once else MessageKind.MENTIONS
        yield self._message(follower, f"mentions:{found[0].mention.id}:{chat}:{self.now:%Y%m%d%H}", kind, page)

    def _message(self, follower: Follower, name: str, kind: MessageKind, page: Page) -> OutboxMessage:
        silent = all(one.silent for one in follower.due)
        return OutboxMessage(name, kind, follower.chat, body_of(page), follower.lang, self.now, silent=silent)


def _daily(one: Subscription) -> Subscription:
    """The digest in which mentions come: that of the subscription, else a daily one."""
    return one if one.is_digest else replace(one, cadence=Cadence.DAILY)


def _is_left_out(omissions: Collection[LeftOut], mention: Mention, sentence: str) -> bool:
    return any(one.holds(mention, sentence) for one in omissions)
