"""Messages on their way to chats, as values and as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours
from bot.state.subscriptions import hours_of
from bot.state.tables import bodies, outbox, readers
from bot.state.timestamps import moment, seconds
from bot.state.told import Tell

_AT_ONCE = 500
"""Values that one statement takes; SQLite's limit lies higher."""


class MessageKind(StrEnum):
    """What a message is for."""

    UPDATE = "update"
    DIGEST = "digest"
    EDIT = "edit"
    """Writes a message anew that told something wrong."""
    CORRECTION = "correction"
    """Says below it what was wrong."""
    LATE_ANSWER = "late-answer"
    MENTION = "mention"
    """Tells at once what a document says that nobody has checked."""
    MENTIONS = "mentions"
    """The same as a digest."""
    HINT = "hint"
    """Says that a document may answer a question that waits."""
    REMINDER = "reminder"
    RESCHEDULED = "rescheduled"
    """Says that the day of what a reader wants to be reminded of has changed, or that there is none any more."""


class MessageState(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    """The request left and its answer never came: it may have arrived."""
    FAILED = "failed"
    HELD = "held"
    """Its chat cannot be written to; it goes on when the chat returns."""


KILLED = "stopped in the middle"
"""The error of a row whose process died while it was being sent."""
_FROM_A_GATEWAY = ("TelegramError", "NetworkError")
"""Errors of rows that something between us and Telegram answered in its place."""


class Doubt(StrEnum):
    """Why nobody knows whether a message arrived."""

    KILLED = "killed"
    """The process died while it was being sent."""
    NO_ANSWER = "no-answer"
    """The request left and no answer came."""
    GATEWAY = "gateway"
    """Something between us and Telegram answered in its place."""


def doubt(error: str | None) -> Doubt:
    """Why a row with an error is uncertain."""
    if error == KILLED:
        return Doubt.KILLED
    return Doubt.GATEWAY if error in _FROM_A_GATEWAY else Doubt.NO_ANSWER


def doubted(reason: Doubt | None) -> ColumnElement[bool]:
    """The uncertain rows, or those of one reason."""
    uncertain = outbox.c.state == MessageState.UNCERTAIN.value
    match reason:
        case None:
            return uncertain
        case Doubt.KILLED:
            return and_(uncertain, outbox.c.error == KILLED)
        case Doubt.GATEWAY:
            return and_(uncertain, outbox.c.error.in_(_FROM_A_GATEWAY))
        case Doubt.NO_ANSWER:
            other = outbox.c.error.not_in((KILLED, *_FROM_A_GATEWAY))
            return and_(uncertain, or_(outbox.c.error.is_(None), other))


NEWS = (MessageKind.UPDATE.value, MessageKind.DIGEST.value)
CORRECTIONS = (MessageKind.EDIT.value, MessageKind.CORRECTION.value)
KINDS = tuple(kind.value for kind in MessageKind)
"""A row of another kind was written by a later version, which will know what to do with it."""

_IN_WORDS = 2
"""Parts of what is told in words, in `tells`; what is only counted ends with another mark between parts."""

Buttons = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons: label and what comes back when it is pressed."""


@dataclass(frozen=True)
class MessageBody:
    """What a message says, in Telegram's HTML and without it."""

    html: str
    plain: str
    buttons: Buttons = ()

    @cached_property
    def hash(self) -> str:
        """Names the body: the same news has one body for all its readers."""
        text = "\0".join((self.html, self.plain, json.dumps(self.buttons)))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class OutboxMessage(NamedTuple):
    """A message to be put into the outbox, where `dedupe` has it once; a tuple, because 100,000 are made at a time."""

    dedupe: str
    kind: MessageKind
    chat: ChatKey
    body: MessageBody
    lang: str
    not_before: datetime
    tells: tuple[Tell, ...] = ()
    """What it says in words."""
    counted: tuple[Tell, ...] = ()
    """What it only counts: told too, though not in words."""
    silent: bool = False
    target: int | None = None
    """The message to edit, or to reply to."""
    publication: int | None = None
    cursors: tuple[tuple[int, int], ...] = ()
    """The subscriptions that it serves, and the publication that each had seen before."""
    state: MessageState = MessageState.QUEUED


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row that can be sent."""

    id: int
    kind: MessageKind
    chat: ChatKey
    body: MessageBody
    lang: str
    silent: bool
    target: int | None
    tells: tuple[Tell, ...]
    attempts: int
    state: MessageState
    error: str | None
    changed_at: datetime
    hours: Hours
    counted: tuple[Tell, ...] = ()

    @property
    def doubt(self) -> Doubt | None:
        """Why nobody knows whether it arrived; None where that is known."""
        return doubt(self.error) if self.state is MessageState.UNCERTAIN else None


SENDABLE = (
    select(*outbox.columns, bodies.c.html, bodies.c.plain, bodies.c.buttons)
    .add_columns(readers.c.zone, readers.c.quiet_from, readers.c.quiet_to)
    .select_from(
        outbox.join(bodies, bodies.c.hash == outbox.c.body).outerjoin(
            readers, and_(readers.c.chat == outbox.c.chat, readers.c.thread == 0)
        )
    )
)
"""Rows with their bodies, and the hours of their readers."""


def tells_of(column: str) -> Iterator[Tell]:
    """What a row tells, in words or counted."""
    return (Tell(*one.split("@")[:_IN_WORDS]) for one in column.split())


def outgoing(row: Row[Any]) -> Outgoing:
    """A row with its body as a value."""
    buttons = tuple(tuple((label, press) for label, press in line) for line in json.loads(row.buttons))
    told = [one.split("@") for one in row.tells.split()]
    return Outgoing(
        id=row.id,
        kind=MessageKind(row.kind),
        chat=ChatKey(row.chat, row.thread or None),
        body=MessageBody(row.html, row.plain, buttons),
        lang=row.lang,
        silent=row.silent,
        target=row.target,
        tells=tuple(Tell(*one) for one in told if len(one) == _IN_WORDS),
        counted=tuple(Tell(*one[:_IN_WORDS]) for one in told if len(one) > _IN_WORDS),
        attempts=row.attempts,
        state=MessageState(row.state),
        error=row.error,
        changed_at=moment(row.changed_at),
        hours=hours_of(row),
    )


def row_of(message: OutboxMessage, now: datetime) -> dict[str, Any]:
    """A message as a new row."""
    return {
        "dedupe": message.dedupe,
        "kind": message.kind.value,
        "chat": message.chat.chat,
        "thread": message.chat.thread or 0,
        "target": message.target,
        "body": message.body.hash,
        "lang": message.lang,
        "silent": message.silent,
        "tells": " ".join("@".join(one) for one in (*message.tells, *((*tell, "") for tell in message.counted))),
        "publication": message.publication,
        "cursors": " ".join(f"{id_}:{seen}" for id_, seen in message.cursors),
        "not_before": seconds(message.not_before),
        "attempts": 0,
        "state": message.state.value,
        "changed_at": seconds(now),
    }


async def discard(connection: AsyncConnection, which: Any) -> int:
    """Delete rows of the outbox, and the bodies that no other row has: one of them may hold a reader's own words."""
    hashes = sorted((await connection.execute(select(outbox.c.body).where(which).distinct())).scalars())
    count: int = (await connection.execute(delete(outbox).where(which))).rowcount
    used = select(outbox.c.id).where(outbox.c.body == bodies.c.hash).exists()
    for start in range(0, len(hashes), _AT_ONCE):
        theirs = bodies.c.hash.in_(hashes[start : start + _AT_ONCE])
        await connection.execute(select(bodies.c.hash).where(theirs).order_by(bodies.c.hash).with_for_update())
        await connection.execute(delete(bodies).where(theirs, ~used))
    return count
