"""What one chat is to be told, as messages for the outbox; pure but for a memory of texts that many chats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.delivery.differences import Editions, is_news
from bot.interface.updates import Occasion, UpdatePart, Updates
from bot.interface.words.markup import Page
from bot.interface.words.wording import Wordings
from bot.readers.schedule import zone_of
from bot.readers.subscription import Cadence, Subscription
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.publications import Advance, Follower
from bot.state.told import Misled, Tell, Telling
from bot.state.told_before import NOTHING_TOLD, ToldBefore
from knowledge.changes import Change

_BETWEEN = {Cadence.DAILY: timedelta(days=1), Cadence.WEEKLY: timedelta(days=7)}
_Text: TypeAlias = tuple[MessageBody, tuple[Tell, ...], tuple[Tell, ...]]
"""What a message says, which statements in words, and which it only counts."""
_OCCASIONS = {Cadence.DAILY: Occasion.DAILY, Cadence.WEEKLY: Occasion.WEEKLY}


@dataclass(frozen=True, slots=True)
class ComposedMessages:
    """Messages for a chat, and where its subscriptions stand with them."""

    messages: tuple[OutboxMessage, ...]
    steps: tuple[Advance, ...] = ()
    put_right: tuple[Tell, ...] = ()
    """What was told otherwise, in words that the reader of this language did not see."""


@dataclass(slots=True)
class MessageWriter:
    """Writes for one publication at one moment."""

    editions: Editions
    wordings: Wordings
    publication: int
    now: datetime
    _parts: dict[tuple[object, ...], tuple[_Text, ...]] = field(default_factory=dict)
    _speaking: dict[tuple[str, str | None], Updates] = field(default_factory=dict)

    def news(self, follower: Follower, told: ToldBefore) -> ComposedMessages:
        """What changed of what a chat follows, without what it was told already or is corrected about."""
        wakes = follower.hours.waking(self.now)
        asleep = [one for one in follower.due if one.cadence is Cadence.INSTANT] if wakes else []
        awake = [one for one in follower.due if one not in asleep]
        steps = [Advance(one.id, one.seen, wakes) for one in asleep if wakes]
        steps += [Advance(one.id, self.publication, follower.hours.next_digest(self.now, one)) for one in awake]
        telling = [one for one in awake if one.wants_facts]
        return ComposedMessages(tuple(self._due(follower, telling, told)), tuple(steps))

    def correction(self, misled: Misled) -> ComposedMessages:
        """The messages that told it written anew, and one below the last of them that says what was wrong.

        Nothing is said below where only the words changed.
        """
        changes = [change for tell in misled.was if (change := self._correcting(tell))]
        shown = tuple(change for change in changes if change.shows(misled.lang))
        unseen = tuple(Tell(one.statement, one.fingerprint) for one in changes if one not in shown)
        if not shown:
            return ComposedMessages((), put_right=unseen)
        wrong = [change for change in shown if change.corrects]
        replies = self._replies(misled, wrong) if wrong else ()
        return ComposedMessages((*self._edits(misled, shown), *replies), put_right=unseen)

    def _due(self, follower: Follower, due: Sequence[Subscription], told: ToldBefore) -> Iterator[OutboxMessage]:
        if not due:
            return
        changed = self._changed(due)
        changes = changed if told is NOTHING_TOLD else tuple(one for one in changed if _is_new(one, told))
        instant = any(one.cadence is Cadence.INSTANT for one in due)
        kind = MessageKind.UPDATE if instant else MessageKind.DIGEST
        silent = all(one.silent for one in due)
        cursors = tuple((one.id, one.seen) for one in due)
        occasion = Occasion.NEWS if instant else _OCCASIONS[due[0].cadence]
        texts = self._worded(follower, changes, occasion)
        if not texts and not instant and any(one.heartbeat for one in due):
            texts = self._nothing(follower, due[0].cadence, told_already=bool(changed))
        for body, tells, counted in texts:
            name = f"news:{self.publication}:{follower.chat.chat}:{follower.chat.thread or 0}:{body.hash}"
            yield OutboxMessage(
                name if tells or counted else f"{name}:{self.now:%Y%m%d}",
                kind,
                follower.chat,
                body,
                follower.lang,
                self.now,
                tells,
                counted,
                silent,
                publication=self.publication,
                cursors=cursors,
            )

    def _changed(self, due: Sequence[Subscription]) -> tuple[Change, ...]:
        """Each changed statement once, against what the subscription that is furthest on has seen."""
        if len(due) == 1:
            return self.editions.followed(due[0].seen, due[0].subject)
        found: dict[str, Change] = {}
        for one in sorted(due, key=lambda one: -one.seen):
            for change in self.editions.followed(one.seen, one.subject):
                found.setdefault(change.statement, change)
        return tuple(found.values())

    def _worded(self, follower: Follower, changes: tuple[Change, ...], occasion: Occasion) -> tuple[_Text, ...]:
        updates = self._updates(follower.lang, follower.hours.zone)
        key = (follower.lang, updates.today, occasion, *map(id, changes))
        if key not in self._parts:
            self._parts[key] = tuple(_texts(updates.parts(changes, occasion))) if changes else ()
        return self._parts[key]

    def _nothing(self, follower: Follower, cadence: Cadence, *, told_already: bool) -> tuple[_Text, ...]:
        updates = self._updates(follower.lang, follower.hours.zone)
        since = updates.today - _BETWEEN[cadence]
        page = updates.nothing_else(since) if told_already else updates.nothing_new(since)
        return ((body_of(page), (), ()),)

    def _correcting(self, tell: Tell) -> Change | None:
        return self.editions.corrects(*tell) or self.editions.restates(tell.statement)

    def _edits(self, misled: Misled, changes: Sequence[Change]) -> Iterator[OutboxMessage]:
        changed = {change.statement: change.corrects for change in changes}
        for message in misled.messages:
            told = [tell.statement for tell in message.tells]
            if message.editable and message.message > 0 and not changed.keys().isdisjoint(told):
                wrong = any(changed.get(statement) for statement in told)
                counted = [tell.statement for tell in message.counted]
                part = self._updates(message.lang, None).corrected(told, counted, wrong=wrong)
                name = f"edit:{self.publication}:{misled.chat.chat}:{message.message}"
                yield self._correction(name, MessageKind.EDIT, misled, part, target=message.message)

    def _replies(self, misled: Misled, changes: Sequence[Change]) -> Iterator[OutboxMessage]:
        updates = self._updates(misled.lang, None)
        last = _last(misled.messages)
        name = f"correction:{self.publication}:{misled.chat.chat}:{misled.chat.thread or 0}"
        told_on = (last.at or self.now).date()
        for number, part in enumerate(updates.correction(changes, told_on)):
            target = last.message if number == 0 and last.message > 0 else None
            yield self._correction(
                f"{name}:{body_of(part.page).hash}", MessageKind.CORRECTION, misled, part, target=target
            )

    def _correction(
        self, name: str, kind: MessageKind, misled: Misled, part: UpdatePart, *, target: int | None
    ) -> OutboxMessage:
        [(body, tells, _)] = _texts([part])
        return OutboxMessage(
            name,
            kind,
            misled.chat,
            body,
            misled.lang,
            self.now,
            tells,
            target=target,
            publication=self.publication,
            state=MessageState.HELD if misled.struck else MessageState.QUEUED,
        )

    def _updates(self, lang: str, zone: str | None) -> Updates:
        key = (lang, zone)
        if key not in self._speaking:
            today = self.now.astimezone(zone_of(zone)).date()
            self._speaking[key] = Updates(self.editions.newest, self.wordings.speak(lang), today)
        return self._speaking[key]


def _is_new(change: Change, told: ToldBefore) -> bool:
    return is_news(change, told.at_all) and change.statement not in told.as_now


def body_of(page: Page) -> MessageBody:
    """A page as it is kept until it is sent."""
    return MessageBody(page.html, page.plain, page.buttons)


def _texts(parts: Iterable[UpdatePart]) -> Iterator[_Text]:
    return ((body_of(part.page), _telling(part.tells), _telling(part.counted)) for part in parts)


def _telling(tells: Iterable[tuple[str, str]]) -> tuple[Tell, ...]:
    return tuple(Tell(*tell) for tell in tells)


def _last(messages: Sequence[Telling]) -> Telling:
    return max(messages, key=lambda one: one.message)
