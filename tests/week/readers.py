"""A thousand readers with different wishes: what they follow, how they want to hear of it, and what befalls them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.readers.chat_key import ChatKey
from bot.readers.event_time import Lead
from bot.readers.mention import LeftOut, Omission
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Cadence, Scope, Subject, Subscription, Tells
from tests.week.facts import KINDS, START
from tests.week.press import NAMES_OF_FEEDS, publisher

ZONES = (None, "Asia/Riyadh", "Africa/Cairo", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Beirut")
QUIET = Quiet(22 * 60, 7 * 60)
EVENTS = {
    "harbour-talks": (Lead.DAY, Lead.MORNING, Lead.HOUR),
    "lantern-forum": (Lead.DAY, Lead.MORNING),
    "tide-drill": (Lead.DAY, Lead.MORNING),
    "reed-summit": (Lead.DAY, Lead.MORNING),
}
"""What can be waited for, and how long before."""
_SUBJECTS = (
    *(Subject(Scope.ENTITY, id_) for id_ in KINDS if id_ != "harbour"),
    Subject(Scope.KIND, "actor"),
    Subject(Scope.KIND, "meeting"),
    Subject(Scope.WORDS, "lighthouses"),
    EVERYTHING,
)
_BLOCKS, _LEAVES = START + timedelta(days=3, hours=1), START + timedelta(days=4, hours=2)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader and everything that they want."""

    chat: ChatKey
    lang: str
    hours: Hours
    wishes: tuple[Subscription, ...]
    left_out: tuple[LeftOut, ...] = ()
    reminders: tuple[tuple[str, Lead], ...] = ()
    asks: bool = False
    blocks_at: datetime | None = None
    leaves_at: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """From when on nothing may arrive."""
        return self.blocks_at or self.leaves_at


def readers(chats: list[int], seed: int = 5) -> list[Reader]:
    """One for each chat."""
    return [_reader(ChatKey(chat), random.Random(f"{seed}-{number}")) for number, chat in enumerate(chats)]


def _reader(chat: ChatKey, chance: random.Random) -> Reader:
    lang = chance.choice(("ar", "en"))
    hours = Hours(chance.choice(ZONES), QUIET if chance.random() < 0.2 else None)
    wishes = tuple(_wishes(chat, lang, chance))
    one = Reader(chat, lang, hours, wishes, tuple(_left_out(chance)), tuple(_reminders(chance)))
    fate = chance.random()
    if fate < 0.03:
        return replace(one, blocks_at=_BLOCKS)
    return replace(one, leaves_at=_LEAVES) if fate < 0.05 else replace(one, asks=fate > 0.8)


def _wishes(chat: ChatKey, lang: str, chance: random.Random) -> Iterator[Subscription]:
    for subject in chance.sample(_SUBJECTS, chance.choice((1, 1, 1, 2, 2, 3))):
        yield Subscription(
            0,
            chat,
            subject,
            lang,
            cadence=chance.choice((Cadence.INSTANT, Cadence.INSTANT, Cadence.DAILY, Cadence.WEEKLY)),
            minute=chance.choice((6 * 60, 8 * 60, 8 * 60 + 30, 12 * 60, 18 * 60 + 45)),
            weekday=chance.randrange(7),
            silent=chance.random() < 0.1,
            paused=chance.random() < 0.04,
            tells=chance.choice((Tells.FACTS, Tells.MENTIONS, Tells.BOTH, Tells.BOTH)),
            prompt=chance.random() < 0.3,
        )


def _left_out(chance: random.Random) -> Iterator[LeftOut]:
    if chance.random() < 0.1:
        yield LeftOut(Omission.WORDS, "grain")
    if chance.random() < 0.1:
        yield LeftOut(Omission.SOURCE, publisher(chance.choice(NAMES_OF_FEEDS)))


def _reminders(chance: random.Random) -> Iterator[tuple[str, Lead]]:
    for event, leads in EVENTS.items():
        yield from ((event, lead) for lead in leads if chance.random() < 0.25)
