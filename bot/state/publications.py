"""Which versions were announced, and who has not been told of the newest yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.allowed import EVERY_CHAT, AllowedChats
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime
from bot.readers.schedule import Hours
from bot.readers.subscription import Cadence, Subscription, Tells
from bot.state.database import Database
from bot.state.messages import CORRECTIONS, MessageState, discard
from bot.state.outbox import in_parts, take_back
from bot.state.subscriptions import hours_of, subscription_of, with_reader
from bot.state.tables import outbox, publications, readers, reminders, subscriptions
from bot.state.timestamps import moment, seconds
from bot.state.told import Misled, count_edits, count_misled, misled, misled_chats, told_of

NEWEST = select(publications).order_by(publications.c.id.desc()).limit(1)
"""What readers are told of now."""
NOBODY_YET = -(2**62)
"""Below every chat id."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that was announced."""

    id: int
    version: str
    at: datetime
    corrected: int | None
    """The chat up to which corrections are planned; None: all are."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A chat or topic with those of its subscriptions that are due."""

    chat: ChatKey
    lang: str
    hours: Hours
    due: tuple[Subscription, ...]


class Advance(NamedTuple):
    """Where a subscription stands once its news are in the outbox; a tuple as these are."""

    subscription: int
    seen: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Publications:
    """What the planner reads and writes; StateError when the state cannot be used."""

    database: Database
    allowed: AllowedChats = EVERY_CHAT
    """Nobody else is told anything; what others follow and were told stays as it is."""

    async def newest(self) -> Publication | None:
        """The publication that readers are told of now; None before the first."""
        async with self.database.looking() as connection:
            row = (await connection.execute(NEWEST)).first()
        return _publication(row) if row else None

    async def positions(self) -> frozenset[str]:
        """The names of the versions at which anybody stands, and of the newest."""
        stand = publications.c.id.in_(select(subscriptions.c.seen))
        newest = publications.c.id == select(func.max(publications.c.id)).scalar_subquery()
        async with self.database.looking() as connection:
            rows = await connection.execute(select(publications.c.version).where(or_(stand, newest)))
            return frozenset(rows.scalars())

    async def versions(self) -> dict[int, str]:
        """Every version that was announced, by publication."""
        async with self.database.looking() as connection:
            rows = await connection.execute(select(publications.c.id, publications.c.version))
            return {row.id: row.version for row in rows}

    async def begin(self, version: str, now: datetime) -> None:
        """The first version: nobody is told of it."""
        async with self.changing() as connection:
            await connection.execute(publications.insert().values(version=version, at=seconds(now), changed=""))

    async def announce(self, version: str, changed: Collection[str], now: datetime) -> None:
        """Let readers be told of a version from now on; what waits of earlier ones is planned anew with it."""
        waits = outbox.c.state.in_((MessageState.QUEUED.value, MessageState.HELD.value))
        values = {"version": version, "at": seconds(now), "changed": " ".join(changed), "corrected": NOBODY_YET}
        async with self.changing() as connection:
            await connection.execute(publications.insert().values(values))
            await take_back(connection, waits, now)
            await discard(connection, and_(waits, outbox.c.kind.in_(CORRECTIONS)))

    async def changed_since(self, moment_: datetime) -> set[str]:
        """Every statement that changed with a publication since a moment."""
        query = select(publications.c.changed).where(publications.c.at >= seconds(moment_))
        async with self.database.looking() as connection:
            texts = (await connection.execute(query)).scalars()
            return {statement for text in texts for statement in text.split()}

    async def changed_at(self) -> dict[str, datetime]:
        """When each statement was changed last by a publication, as far as one is known that did."""
        query = select(publications.c.at, publications.c.changed).order_by(publications.c.id)
        async with self.database.looking() as connection:
            rows = (await connection.execute(query)).all()
        return {statement: moment(row.at) for row in rows for statement in row.changed.split()}

    def changing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction for what belongs together."""
        return self.database.changing()

    async def corrected(self, connection: AsyncConnection, publication: int, upto: int | None) -> None:
        """Note the chat up to which corrections of a publication are planned; None: all are."""
        change = update(publications).where(publications.c.id == publication)
        await connection.execute(change.values(corrected=upto))

    async def behind(self, publication: int, now: datetime, *, most: int) -> Sequence[Follower]:
        """Chats with subscriptions that are to be told something, or a digest, now; each chat whole."""
        awake = and_(_awake(now), allowed_chats(self.allowed))
        async with self.database.looking() as connection:
            chats: set[int] = set()
            # Apart, for each has an index of its own: one query for both read all subscriptions for every batch.
            for which in _news(publication), _DIGESTS:
                query = select(subscriptions.c.chat).where(which, awake).limit(most)
                chats.update((await connection.execute(query)).scalars())
            if not chats:
                return ()
            of_chats = FOLLOWERS.where(subscriptions.c.chat.in_(chats), awake).order_by(subscriptions.c.id)
            rows = (await connection.execute(of_chats)).all()
        return followers_of([row for row in rows if row.cadence != Cadence.INSTANT or row.seen < publication])

    async def misled_chats(self, held: Mapping[str, str], after: int) -> list[int]:
        """The chats beyond `after` that were told a statement otherwise than it is held now, in order."""
        async with self.database.looking() as connection:
            return [chat for chat in await misled_chats(connection, held, after) if chat in self.allowed]

    async def misled(self, chats: Sequence[int], held: Mapping[str, str]) -> Sequence[Misled]:
        """What these chats were told otherwise."""
        async with self.database.looking() as connection:
            return await misled(connection, chats, held)

    async def told(self, statements: Collection[str]) -> Mapping[ChatKey, Collection[str]]:
        """Which of these statements every chat or topic was told, however they were worded."""
        async with self.database.looking() as connection:
            return await told_of(connection, statements)

    async def count_misled(self, held: Mapping[str, str]) -> tuple[int, int]:
        """How many chats were told otherwise, and how many of them cannot be reached."""
        async with self.database.looking() as connection:
            return await count_misled(connection, held)

    async def count_edits(self, lang: str, held: Mapping[str, str]) -> int:
        """How many messages in a language told otherwise and can be written anew, in chats that can be reached."""
        async with self.database.looking() as connection:
            return await count_edits(connection, lang, held)

    async def reminded(self) -> list[tuple[str, EventTime, int]]:
        """The events of which anybody in reach is to be reminded, when each is as it was told, and how many wait."""
        async with self.database.looking() as connection:
            rows = (await connection.execute(with_reader(reminders))).all()
        chats = {(row.entity, row.occasion, row.chat, row.thread) for row in rows if not self._is_away(row)}
        counts = Counter((entity, occasion) for entity, occasion, _, _ in chats)
        return [(entity, EventTime.parse(occasion), n) for (entity, occasion), n in counts.items()]

    async def count_followers(self) -> list[tuple[Subscription, str, bool]]:
        """Every subscription that is not paused, with the language of its updates, and whether its chat is struck.

        Chats that are not allowed count as struck.
        """
        wants = subscriptions.c.tells != Tells.MENTIONS.value
        query = FOLLOWERS.where(subscriptions.c.paused.is_(False), wants)
        async with self.database.looking() as connection:
            rows = await connection.execute(query)
            return [(subscription_of(row), row.language or row.lang, self._is_away(row)) for row in rows]

    async def outside(self) -> tuple[int, int]:
        """How many subscriptions, of how many chats, are not told of anything because their chats are not allowed."""
        query = select(func.count(), func.count(subscriptions.c.chat.distinct())).select_from(subscriptions)
        async with self.database.looking() as connection:
            row = (await connection.execute(query.where(not_(allowed_chats(self.allowed))))).one()
        return row[0], row[1]

    def _is_away(self, row: Any) -> bool:
        return row.struck_at is not None or row.chat not in self.allowed


async def advance(connection: AsyncConnection, steps: Collection[Advance]) -> None:
    """Move subscriptions on, in the transaction that puts their news into the outbox.

    Those that go to the same place go together: nearly all do, and one by one they took a fifth of planning.
    """
    together: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for one in steps:
        together[one.seen, seconds(one.due)].append(one.subscription)
    for (seen, due), ids in together.items():
        for some in in_parts(ids):
            which = subscriptions.c.id.in_(some)
            await connection.execute(update(subscriptions).where(which).values(seen=seen, due_at=due))


FOLLOWERS = with_reader(subscriptions)
"""Who follows what."""
_DIGESTS = text("subscriptions.cadence <> 'instant'")
"""Word for word as their index has it: SQLite would not use that for a value that is bound."""


def _news(publication: int) -> Any:
    """Those that are told at once, and have not seen the publication."""
    return and_(subscriptions.c.cadence == Cadence.INSTANT.value, subscriptions.c.seen < publication)


def _awake(now: datetime) -> Any:
    """Those whose time has come, and whose chats can be written to."""
    return and_(subscriptions.c.due_at <= seconds(now), writable())


def writable() -> ColumnElement[bool]:
    """Subscriptions that go on, and whose chats can be written to."""
    struck = readers.alias()
    here = and_(struck.c.chat == subscriptions.c.chat, struck.c.thread.in_((0, subscriptions.c.thread)))
    away = select(struck.c.chat).where(here, struck.c.struck_at.is_not(None)).correlate(subscriptions).exists()
    return and_(subscriptions.c.paused.is_(False), ~away)


def allowed_chats(allowed: AllowedChats) -> ColumnElement[bool]:
    """Subscriptions of chats that may be told anything."""
    return true() if allowed.chats is None else subscriptions.c.chat.in_(sorted(allowed.chats))


def followers_of(rows: Sequence[Any]) -> list[Follower]:
    """Rows of `FOLLOWERS` by chat or topic."""
    by_chat: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        by_chat[row.chat, row.thread].append(row)
    return [_follower(mine) for mine in by_chat.values()]


def _follower(rows: Sequence[Any]) -> Follower:
    first, due = rows[0], tuple(map(subscription_of, rows))
    return Follower(due[0].chat, first.language or first.lang, hours_of(first), due)


def _publication(row: Any) -> Publication:
    return Publication(row.id, row.version, moment(row.at), row.corrected)
