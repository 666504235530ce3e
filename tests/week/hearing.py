"""Mentions held against wishes: each story that concerns a reader is told once and in time, and no other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.readers.mention import LeftOut, Omission
from bot.readers.subscription import Cadence, Scope, Subject, Subscription, Tells
from tests.week.books import LATE, STORY, Account, Books, Noted
from tests.week.expecting import Sort, awake, digests
from tests.week.facts import KINDS
from tests.week.playing import Arrived
from tests.week.press import Story
from tests.week.readers import Reader

_MOST_SHOWN = 5
_MORE = re.compile(r"(\d+) more (?:is|are) found")


def hold_mentions(reader: Reader, books: Books, account: Account) -> None:
    """Each story that concerns a reader is told once, in time; what a message only counts is told too."""
    chat, until = reader.chat.chat, min(books.end, reader.until or books.end)
    told, by_number = books.told.get(chat, {}), {one.number: one for one in books.stories}
    told_of = [one for one in books.noted if one.story in by_number]
    wanted = {one: list(_wishing(reader, one, by_number[one.story])) for one in told_of}
    due = {one: _deadline(reader, one, wishes, until) for one, wishes in wanted.items() if wishes}
    for one, deadline in due.items():
        at = told.get(one.id)
        if at is None and deadline is None:
            continue  # it waits for a digest after the end
        account.expected += 1
        if at is None:
            account.missing.append(f"{chat}: story {one.story}, noted {one.at:%d %H:%M}, due {deadline:%d %H:%M}")
        elif deadline and at > deadline + LATE:
            account.missing.append(f"{chat}: story {one.story} due {deadline:%d %H:%M} was told {at:%d %H:%M}")
    stories = {one.id: one.story for one in books.noted}
    account.unexpected += [f"{chat}: story {stories[id_]} is not wanted" for id_ in told if not wanted_by(id_, due)]
    shown = {id_: at for id_, at in told.items() if wanted_by(id_, due) and (at < until or not reader.until)}
    account.withheld += len(told) - len(shown)
    _hold_shown(chat, books, shown, account)


def wanted_by(id_: int, due: Mapping[Noted, object]) -> bool:
    """Whether a mention is among those that concern a reader."""
    return any(one.id == id_ for one in due)


def _hold_shown(chat: int, books: Books, told: Mapping[int, datetime], account: Account) -> None:
    """The messages show what the state says was told: the newest five, and how many others there are."""
    stories = {one.id: one.story for one in books.noted}
    groups: defaultdict[datetime, list[int]] = defaultdict(list)
    for id_, at in sorted(told.items(), reverse=True):
        groups[at].append(stories[id_])
    sorts = books.sorts
    messages = [one for one in books.arrived.get(chat, ()) if sorts.get((chat, one.message)) is Sort.MENTION]
    for at, group in groups.items():
        mine = [one for one in messages if _shown_in(one)[:1] and _shown_in(one)[0] in group]
        shown = [story for one in mine for story in _shown_in(one)]
        account.latest = max([account.latest, *(one.at - at for one in mine)])
        if sorted(shown) == sorted(group[:_MOST_SHOWN]) and _counts(mine, len(group)):
            account.arrived += len(group)
        elif _may_be_lost(chat, books, at) and set(shown) < set(group[:_MOST_SHOWN]):
            account.arrived += len(shown)
            account.uncertain += len(group) - len(shown)
        else:
            account.missing.append(f"{chat}: of {group} at {at:%d %H:%M} only {shown} are shown")
        messages = [one for one in messages if one not in mine]
    account.unexpected += [f"{chat}: at {one.at:%d %H:%M}: {one.text[:200]!r}" for one in messages]


def _may_be_lost(chat: int, books: Books, at: datetime) -> bool:
    """Whether a message of that moment is uncertain."""
    return any(at <= doubt <= at + LATE for doubt in books.uncertain.get((chat, Sort.MENTION), ()))


def _shown_in(message: Arrived) -> list[int]:
    return [int(number) for number in STORY.findall(message.text)]


def _counts(messages: Sequence[Arrived], told: int) -> bool:
    """Whether an English digest says how many others there are."""
    more = [int(found[1]) for one in messages if (found := _MORE.search(one.text))]
    return not more or more == [told - _MOST_SHOWN]


def _wishing(reader: Reader, noted: Noted, story: Story) -> Iterator[Subscription]:
    for wish in reader.wishes:
        wanted = not wish.paused and wish.tells is not Tells.FACTS and _concerns(wish.subject, story)
        if wanted and not any(_leaves_out(one, noted, story) for one in reader.left_out):
            yield wish


def _concerns(subject: Subject, story: Story) -> bool:
    match subject.scope:
        case Scope.ALL:
            return bool(story.names)
        case Scope.KIND:
            return any(KINDS[name] == subject.key for name in story.names)
        case Scope.ENTITY:
            return subject.key in story.names
        case _:
            return subject.key == story.theme


def _leaves_out(one: LeftOut, noted: Noted, story: Story) -> bool:
    return noted.publisher == one.text if one.kind is Omission.SOURCE else story.theme == one.text


def _deadline(reader: Reader, noted: Noted, wishes: Sequence[Subscription], until: datetime) -> datetime | None:
    """The first digest in which a mention must be told at the latest; None: that is after the end."""
    daily = [replace(one, cadence=Cadence.DAILY) if one.cadence is Cadence.INSTANT else one for one in wishes]
    due = ((wish, moment) for wish in daily for moment in digests(reader, wish, until) if moment > noted.at)
    moments = [awake(reader, moment) if wish.prompt else moment for wish, moment in due]
    first = min(moments, default=None)
    return first if first and first < until - LATE else None
