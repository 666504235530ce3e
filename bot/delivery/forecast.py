"""What a publication will set going, counted before anything is sent. Pure: who follows what comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.delivery.differences import is_news
from bot.interface.event_times import expected
from bot.interface.updates import Updates
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime
from bot.readers.subscription import Cadence, Subject, Subscription, concerns
from knowledge.changes import Change
from knowledge.compiled.base import KnowledgeBase

_MESSAGES_A_CORRECTION = 2
"""The message written anew, and the reply below it."""


class Audience(Protocol):
    """Whoever knows what is followed and what was told: the state."""

    async def count_followers(self) -> Sequence[tuple[Subscription, str, bool]]:
        """Every subscription that is not paused, the language of its updates, and whether its chat is out of reach."""

    async def told(self, statements: Collection[str]) -> Mapping[ChatKey, Collection[str]]:
        """Which of these statements each chat or topic was told, however they were worded."""

    async def count_misled(self, held: Mapping[str, str]) -> tuple[int, int]:
        """How many chats were told statements with other fingerprints than these, and how many are out of reach."""

    async def count_edits(self, lang: str, held: Mapping[str, str]) -> int:
        """How many messages in a language told statements with other fingerprints than these and can be edited."""

    async def reminded(self) -> Sequence[tuple[str, EventTime, int]]:
        """The events of which anybody is to be reminded, when each is as it was told, and to how many in reach."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whom a publication reaches, and how long that takes; digests are counted although they go out later."""

    readers: Mapping[str, int]
    """Chats and topics that are told what changed, by language; who is corrected about all of it is not among them."""
    unreachable: int
    """Those that follow it and cannot be written to."""
    corrected: int
    """Chats that are told the correction of something they were told."""
    uncorrected: int
    """Those that were told it and cannot be written to."""
    messages: int
    seconds: float
    """At the rate that is set; about."""
    rescheduled: int = 0
    """Of the messages, those that say that the day of a reminder's event has moved, or that it is off."""


@dataclass(slots=True)
class _Parts:
    """How many messages a combination of subjects takes in a language; many readers follow and know the same."""

    changes: tuple[Change, ...]
    updates: Mapping[str, Updates]
    _counts: dict[tuple[str, frozenset[Subject], frozenset[str]], int] = field(default_factory=dict)

    def count(self, lang: str, subjects: frozenset[Subject], told: frozenset[str]) -> int:
        """The messages; none when nothing of it is followed, is news for who was `told`, or shows in the language."""
        key = (lang, subjects, told)
        if key not in self._counts:
            news = (change for change in self.changes if is_news(change, told))
            wanted = [change for change in news if any(concerns(subject, change) for subject in subjects)]
            self._counts[key] = len(self.updates[lang].parts(wanted))
        return self._counts[key]


async def forecast(
    changes: tuple[Change, ...], updates: Mapping[str, Updates], audience: Audience, *, per_second: float
) -> Forecast:
    """Count who will be told of changes; `updates` by language."""
    parts = _Parts(changes, updates)
    readers: defaultdict[str, set[ChatKey]] = defaultdict(set)
    struck: set[ChatKey] = set()
    known = await audience.told([change.statement for change in changes])
    messages = 0
    for (chat, _, lang, unreachable), subjects in _followed(await audience.count_followers()).items():
        if count := parts.count(lang, frozenset(subjects), frozenset(known.get(chat, ()))):
            (struck if unreachable else readers[lang]).add(chat)
            messages += 0 if unreachable else count
    misled, out_of_reach = await audience.count_misled(now_held(one for one in changes if one.corrects))
    messages += _MESSAGES_A_CORRECTION * (misled - out_of_reach)
    for lang in updates:
        reworded = now_held(one for one in changes if not one.corrects and one.shows(lang))
        messages += await audience.count_edits(lang, reworded)
    rescheduled = _rescheduled(await audience.reminded(), next(iter(updates.values())).knowledge)
    messages += rescheduled
    counts = {lang: len(chats) for lang, chats in readers.items()}
    reached = (misled - out_of_reach, out_of_reach)
    return Forecast(counts, len(struck), *reached, messages, messages / per_second, rescheduled)


def _rescheduled(reminded: Sequence[tuple[str, EventTime, int]], new: KnowledgeBase) -> int:
    """How many chats have reminders of events that are on another day now, or on none."""
    held = {event: expected(new, new.phrasings, event) for event, _, _ in reminded}
    return sum(count for event, was, count in reminded if (found := held[event]) is None or found.occasion != was)


def now_held(changes: Iterable[Change]) -> Mapping[str, str]:
    """The fingerprint of each statement that somebody may have been told otherwise."""
    return {change.statement: change.fingerprint for change in changes if change.old}


def _followed(
    followers: Iterable[tuple[Subscription, str, bool]],
) -> Mapping[tuple[ChatKey, Cadence, str, bool], set[Subject]]:
    """What each chat or topic follows at once: one message tells of all of it, in the language of the first."""
    found: defaultdict[tuple[ChatKey, Cadence, str, bool], set[Subject]] = defaultdict(set)
    langs: dict[ChatKey, str] = {}
    for subscription, lang, unreachable in followers:
        spoken = langs.setdefault(subscription.chat, lang)
        found[subscription.chat, subscription.cadence, spoken, unreachable].add(subscription.subject)
    return found
