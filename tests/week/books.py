"""What was written down in a week, by the bot and by Telegram, and how each sort of message came out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.state.messages import MessageKind, MessageState
from bot.state.tables import mentioned, mentions, outbox
from tests.week.expecting import Sort
from tests.week.facts import START
from tests.week.playing import Arrived, Week
from tests.week.press import Story
from tests.week.readers import Reader

LATE = timedelta(minutes=40)
"""A flood wait, or an outage, may put a message off by so much."""
NO_STORY = -1
STORY = re.compile(r"(?:Report|Echo) (\d{4}):")
_SORTS = {
    MessageKind.UPDATE: Sort.NEWS,
    MessageKind.DIGEST: Sort.NEWS,
    MessageKind.CORRECTION: Sort.CORRECTION,
    MessageKind.REMINDER: Sort.REMINDER,
    MessageKind.RESCHEDULED: Sort.RESCHEDULED,
    MessageKind.MENTION: Sort.MENTION,
    MessageKind.MENTIONS: Sort.MENTION,
}


@dataclass(slots=True)
class Account:
    """How one sort of message came out."""

    expected: int = 0
    arrived: int = 0
    uncertain: int = 0
    withheld: int = 0
    """Planned after its reader had blocked the bot."""
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    latest: timedelta = timedelta(0)
    """The longest that one came after it was due."""

    @property
    def balances(self) -> bool:
        """Whether each expected one came once, or is known to be uncertain, and no other."""
        return not (self.missing or self.unexpected) and self.expected == self.arrived + self.uncertain + self.withheld


@dataclass(frozen=True, slots=True)
class Noted:
    """A document that the bot made a mention of."""

    id: int
    story: int
    at: datetime
    publisher: str


@dataclass(frozen=True, slots=True)
class Books:
    """All that was written down in a week, by the bot and by Telegram."""

    readers: Sequence[Reader]
    stories: Sequence[Story]
    days: int
    arrived: Mapping[int, Sequence[Arrived]]
    """By chat."""
    sorts: Mapping[tuple[int, int], Sort]
    """What each message of a chat is; what is not there answers a question."""
    uncertain: Mapping[tuple[int, Sort], Sequence[datetime]]
    """When a message of a chat became uncertain."""
    noted: Sequence[Noted]
    told: Mapping[int, Mapping[int, datetime]]
    """Which mentions each chat was told by the state, and when."""

    @classmethod
    async def of(cls, week: Week) -> Books:
        """Those of a week that has been played."""
        arrived: defaultdict[int, list[Arrived]] = defaultdict(list)
        for one in week.arrived():
            arrived[one.chat].append(one)
        async with week.state.outbox.database.reading() as connection:
            rows = [*(await connection.execute(select(outbox))).all(), *week.gone]
            found = (await connection.execute(select(mentions))).all()
            heard = [*(await connection.execute(select(mentioned))).all(), *week.told_to_gone]
        sorts = {(row.chat, row.message): _SORTS[row.kind] for row in rows if row.message and row.kind in _SORTS}
        uncertain: defaultdict[tuple[int, Sort], list[datetime]] = defaultdict(list)
        for row in rows:
            if row.state == MessageState.UNCERTAIN:
                uncertain[row.chat, _SORTS[row.kind]].append(_moment(row.changed_at))
        told: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
        for row in heard:
            told[row.chat][row.mention] = _moment(row.at)
        noted = [Noted(row.id, _story(row.title), _moment(row.at), row.publisher) for row in found]
        return cls(week.readers, week.stories, week.days, arrived, sorts, uncertain, noted, told)

    @property
    def end(self) -> datetime:
        """Of the week."""
        return START + timedelta(days=self.days)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _story(title: str) -> int:
    """Its number; none has this of a title that is no story's."""
    found = STORY.search(title)
    return int(found[1]) if found else NO_STORY
