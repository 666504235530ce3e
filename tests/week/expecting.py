"""What each reader should be sent in the week, worked out from their wishes alone: nothing here asks the bot's code.

The rules are those of docs/delivery.md, written down a second time: a statement is told once in its wording, a digest
comes at its minute on the reader's wall, nobody is woken but for what has its time, who has a reminder of an event
hears from it that the day has moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain
from zoneinfo import ZoneInfo

from bot.readers.event_time import Lead
from bot.readers.subscription import Cadence, Scope, Subject, Subscription, Tells
from tests.week.facts import ASKED, KINDS, NAMES, PLEDGE, REED, START, STORM_MET, TIDE, WEEK, Changed, Published
from tests.week.readers import Reader

_HOUR = timedelta(hours=1)
_EIGHT = 8 * 60
_NEVER = datetime.max.replace(tzinfo=UTC)


class Sort(StrEnum):
    """What a message is, as far as a reader can tell."""

    NEWS = "news of facts, at once and in digests"
    CORRECTION = "corrections below what was told"
    EDIT = "messages written anew"
    REMINDER = "reminders"
    RESCHEDULED = "another day, or called off"
    MENTION = "mentions, at once and in digests"
    ANSWER = "answers"


@dataclass(frozen=True, slots=True)
class Expected:
    """A message that should come, when, and words that stand in it."""

    chat: int
    sort: Sort
    due: datetime
    shows: frozenset[str]
    first: datetime | None = None
    """Of a message that is written anew: when it was due first."""


def expected(reader: Reader, days: int) -> list[Expected]:
    """All but mentions, in order."""
    end = min(START + timedelta(days=days), reader.until or datetime.max.replace(tzinfo=UTC))
    published = [one for one in WEEK if one.at < end]
    news = list(_news(reader, published, end))
    found = chain(news, _edits(reader, news, published), _corrections(reader, published), _reminded(reader, published))
    return sorted((one for one in found if one.due < end), key=lambda one: (one.due, one.sort))


def awake(reader: Reader, moment: datetime) -> datetime:
    """The moment, or when the reader wakes."""
    if reader.hours.quiet is None:
        return moment
    local = moment.astimezone(_zone(reader))
    if 7 <= local.hour < 22:
        return moment
    day = local.date() + timedelta(days=1) if local.hour >= 22 else local.date()
    return on(reader, day.toordinal(), 7 * 60)


def digests(reader: Reader, wish: Subscription, end: datetime) -> Iterator[datetime]:
    """When digests of a wish are due; daily where mentions of one that is told at once are gathered."""
    first = START.toordinal() - 1
    for day in range(first, end.toordinal() + 2):
        fits = wish.cadence is not Cadence.WEEKLY or (day - START.toordinal()) % 7 == wish.weekday
        if fits and START - timedelta(hours=12) < (moment := on(reader, day, wish.minute)) <= end:
            yield moment


def _news(reader: Reader, published: Sequence[Published], end: datetime) -> Iterator[Expected]:
    wishes = [one for one in reader.wishes if not one.paused and one.tells is not Tells.MENTIONS]
    due: defaultdict[datetime, list[Subscription]] = defaultdict(list)
    for wish in wishes:
        instant = wish.cadence is Cadence.INSTANT
        for moment in {awake(reader, one.at) for one in published} if instant else digests(reader, wish, end):
            due[moment].append(wish)
    seen = dict.fromkeys(wishes, 0)
    told = _put_right(reader, published)
    for moment in sorted(due):
        upto = sum(one.at <= moment for one in published)
        changes: dict[str, Changed] = {}
        for wish in sorted(due[moment], key=lambda one: -seen[one]):
            fresh = [
                one for past in published[seen[wish] : upto] for one in past.changes if _belongs(wish.subject, one)
            ]
            for one in _net(fresh):
                changes.setdefault(one.statement, one)
            seen[wish] = upto
        if news := [one for one in changes.values() if moment < told.get(one, _NEVER)]:
            told |= dict.fromkeys(news, moment)
            yield Expected(reader.chat.chat, Sort.NEWS, moment, _shown(reader, *news))


def _net(fresh: Sequence[Changed]) -> list[Changed]:
    """What is left of changes of one statement: one that is new and was reworded since is new."""
    return [one for one in fresh if not (one.rewords and PLEDGE in fresh)]


def _belongs(subject: Subject, changed: Changed) -> bool:
    match subject.scope:
        case Scope.ALL:
            return True
        case Scope.KIND:
            return KINDS[changed.statement.partition(".")[0]] == subject.key
        case Scope.ENTITY:
            return subject.key in changed.names
        case _:
            return False  # the words that are followed stand in no statement


def _put_right(reader: Reader, published: Sequence[Published]) -> dict[Changed, datetime]:
    """What a reader hears otherwise, and from when on: below an answer, or with a reminder that moves."""
    events = {event for event, _ in reader.reminders}
    otherwise = {STORM_MET: reader.asks, TIDE: "tide-drill" in events, REED: "reed-summit" in events}
    return {change: one.at for one in published for change in one.changes if otherwise.get(change)}


def _edits(reader: Reader, news: Sequence[Expected], published: Sequence[Published]) -> Iterator[Expected]:
    """What told something in words that have changed since."""
    chat = reader.chat.chat
    if reader.asks and len(published) > 1:
        yield Expected(chat, Sort.EDIT, published[1].at, frozenset(), ASKED)
    if len(published) > 4:
        words = _shown(reader, PLEDGE)
        for one in news:
            if words <= one.shows and one.due < published[4].at:
                yield Expected(chat, Sort.EDIT, published[4].at, words, one.due)


def _corrections(reader: Reader, published: Sequence[Published]) -> Iterator[Expected]:
    if reader.asks and len(published) > 1:
        yield Expected(reader.chat.chat, Sort.CORRECTION, awake(reader, published[1].at), _shown(reader, STORM_MET))


def _reminded(reader: Reader, published: Sequence[Published]) -> Iterator[Expected]:
    chat, events = reader.chat.chat, {event for event, _ in reader.reminders}
    for number, change in ((2, TIDE), (3, REED)):
        if len(published) > number and change.statement.partition(".")[0] in events:
            yield Expected(chat, Sort.RESCHEDULED, awake(reader, published[number].at), _shown(reader, change))
    for event, lead in reader.reminders:
        if event != "reed-summit":
            names = NAMES[event]
            yield Expected(chat, Sort.REMINDER, _moment(reader, event, lead), frozenset({names[reader.lang == "en"]}))


def _moment(reader: Reader, event: str, lead: Lead) -> datetime:
    """When a reminder is due; the drill has been put off by a day."""
    first = {"harbour-talks": 28, "lantern-forum": 29, "tide-drill": 31}[event]
    day = START.toordinal() - START.day + first
    if event != "harbour-talks":
        return on(reader, day - (lead is Lead.DAY), _EIGHT)
    begins = datetime(2024, 3, 28, 15, 30, tzinfo=ZoneInfo("Asia/Riyadh"))
    local = begins.astimezone(_zone(reader))
    match lead:
        case Lead.HOUR:
            return begins.astimezone(UTC) - _HOUR
        case Lead.MORNING:
            return min(on(reader, local.toordinal(), _EIGHT), begins.astimezone(UTC) - _HOUR)
        case _:
            return on(reader, local.toordinal() - 1, local.hour * 60 + local.minute)


def on(reader: Reader, day: int, minute: int) -> datetime:
    """A minute of a day on the reader's wall."""
    local = datetime.fromordinal(day) + timedelta(minutes=minute)
    return local.replace(tzinfo=_zone(reader)).astimezone(UTC)


def _zone(reader: Reader) -> ZoneInfo:
    return ZoneInfo(reader.hours.zone or "UTC")


def _shown(reader: Reader, *changes: Changed) -> frozenset[str]:
    return frozenset(one.shows[reader.lang == "en"] for one in changes)
