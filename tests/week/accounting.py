"""Holds what arrived against what was expected: each expected message exactly once, none that nobody expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from tests.week.books import LATE, NO_STORY, Account, Books
from tests.week.expecting import Expected, Sort, expected
from tests.week.facts import ASKED
from tests.week.hearing import hold_mentions
from tests.week.playing import Arrived
from tests.week.readers import Reader

_ENDS = timedelta(hours=6)
"""What is reported in the last hours may be asked for after the end: feeds in which little is new are asked seldom."""


def accounts(books: Books) -> dict[Sort, Account]:
    """How each sort of message came out, all readers together."""
    found = {sort: Account() for sort in Sort}
    for reader in books.readers:
        _hold(reader, books, found)
        hold_mentions(reader, books, found[Sort.MENTION])
    return found


def stories_noted(books: Books) -> tuple[int, list[str]]:
    """How many stories became one mention, and those that became none or several."""
    counted = Counter(one.story for one in books.noted)
    due = [one for one in books.stories if one.is_heard and one.at < books.end - _ENDS]
    wrong = [
        f"story {one.number} of {one.feed} was noted {counted[one.number]} times"
        for one in due
        if counted[one.number] != 1
    ]
    wrong += [
        f"story {number} is no news, or none"
        for number in counted
        if number == NO_STORY or number >= 9_000 or counted[number] > 1
    ]
    return len(due), wrong


def _hold(reader: Reader, books: Books, found: Mapping[Sort, Account]) -> None:
    """Match what arrived in a chat with what was expected, each the nearest of its sort."""
    chat = reader.chat.chat
    left = {(sort, one) for one in books.arrived.get(chat, ()) if (sort := books.sorts.get((chat, one.message)))}
    doubts = {sort: list(books.uncertain.get((chat, sort), ())) for sort in Sort}
    for one in expected(reader, books.days):
        account = found[one.sort]
        account.expected += 1
        if one.sort is Sort.EDIT:
            _hold_edit(one, books, account)
            continue
        fitting = [(sort, message) for sort, message in left if sort is one.sort and _fits(one, message)]
        if fitting:
            nearest = min(fitting, key=lambda pair: pair[1].at)
            left.remove(nearest)
            account.arrived += 1
            account.latest = max(account.latest, nearest[1].at - one.due)
        elif doubt := next((at for at in doubts[one.sort] if one.due <= at <= one.due + LATE), None):
            doubts[one.sort].remove(doubt)
            account.uncertain += 1
        else:
            account.missing.append(f"{chat}: {one.sort} due {one.due:%d %H:%M}, {', '.join(one.shows)}")
    for sort, message in left:
        if sort is not Sort.MENTION:
            found[sort].unexpected.append(f"{chat}: {sort} at {message.at:%d %H:%M}: {message.text[:200]!r}")
    _hold_answers(reader, books, found[Sort.ANSWER])


def _hold_answers(reader: Reader, books: Books, account: Account) -> None:
    """What is no message of the outbox answers a question, or may be one whose number was lost with its answer."""
    chat = reader.chat.chat
    others = [one for one in books.arrived.get(chat, ()) if (chat, one.message) not in books.sorts]
    answers = [one for one in others if ASKED <= one.at < ASKED + LATE]
    lost = sum(len(moments) for (whose, _), moments in books.uncertain.items() if whose == chat)
    account.expected += reader.asks
    account.arrived += bool(answers)
    if reader.asks and not answers:
        account.missing.append(f"{chat}: no answer")
    if len(others) > reader.asks + lost:
        account.unexpected += [f"{chat}: at {one.at:%d %H:%M}: {one.text[:200]!r}" for one in others]


def _fits(one: Expected, message: Arrived) -> bool:
    """Whether it came in time and tells that; what was written anew since shows what holds now."""
    told = message.edited_at is not None or all(words in message.text for words in one.shows)
    return one.due <= message.at <= one.due + LATE and told


def _hold_edit(one: Expected, books: Books, account: Account) -> None:
    """A message that arrived first and was written anew when it was due."""
    assert one.first
    first = [
        message
        for message in books.arrived.get(one.chat, ())
        if one.first <= message.at <= one.first + LATE and all(words in message.text for words in one.shows)
    ]
    known = [message for message in first if (one.chat, message.message) in books.sorts or not one.shows]
    if any(message.edited_at and one.due <= message.edited_at <= one.due + LATE for message in known):
        account.arrived += 1
    elif not known:
        account.uncertain += 1  # nobody knows under which number it arrived, or whether
    else:
        account.missing.append(f"{one.chat}: of {one.first:%d %H:%M} was not written anew at {one.due:%d %H:%M}")
