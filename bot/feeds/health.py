"""How a feed is, and what it brought, as values and as rows of the ledger."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.feeds.fetching import NOTHING_KNOWN, Validators
from bot.interface.pages.feeds import FeedState

_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed is; moments are None where that never happened."""

    name: str
    address: str
    validators: Validators = NOTHING_KNOWN
    asked_at: datetime | None = None
    whole_at: datetime | None = None
    """When it was asked without saying what we have."""
    good_at: datetime | None = None
    new_at: datetime | None = None
    next_at: datetime = _EPOCH
    interval: timedelta = timedelta(0)
    failures: int = 0
    """In a row."""
    problem: str = ""
    notes: tuple[str, ...] = ()
    """What was wrong with what it brought last."""
    brought: int = 0
    echoes: int = 0
    paused: bool = False

    @property
    def state(self) -> FeedState:
        """In a word."""
        if self.paused:
            return FeedState.PAUSED
        if self.asked_at is None:
            return FeedState.WAITING
        return FeedState.FAILING if self.problem else FeedState.FINE


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of the archive that a feed brought."""

    id: str
    feed: str
    at: datetime
    story: str
    """The id of the document that told it first."""
    fresh: bool = True
    """Whether it is news: what a feed brings at its first time, or from long ago, is not."""
    number: int = 0

    @property
    def is_echo(self) -> bool:
        """Whether another document told the same before."""
        return self.story != self.id


def row_of(one: FeedHealth) -> tuple[object, ...]:
    """The columns of a feed, but for whether it is paused."""
    moments = (one.asked_at, one.whole_at, one.good_at, one.new_at, one.next_at)
    return (
        *(one.name, one.address, one.validators.etag, one.validators.modified, *map(_seconds_or_none, moments)),
        *(int(one.interval.total_seconds()), one.failures, one.problem, "\n".join(one.notes)),
        *(one.brought, one.echoes),
    )


def health_of(row: sqlite3.Row) -> FeedHealth:
    """What `row_of` wrote."""
    known = FeedHealth(row["name"], row["address"], Validators(row["etag"], row["modified"]))
    asked, whole, good, new, next_ = (
        _moment(row[name]) for name in ("asked_at", "whole_at", "good_at", "new_at", "next_at")
    )
    return replace(
        known,
        asked_at=asked,
        whole_at=whole,
        good_at=good,
        new_at=new,
        next_at=next_ or known.next_at,
        interval=timedelta(seconds=row["interval"]),
        failures=row["failures"],
        problem=row["problem"],
        notes=tuple(filter(None, row["notes"].split("\n"))),
        brought=row["brought"],
        echoes=row["echoes"],
        paused=bool(row["paused"]),
    )


def document_of(row: sqlite3.Row) -> NewDocument:
    """A row of a document as a value."""
    at = datetime.fromtimestamp(row["at"], UTC)
    return NewDocument(row["id"], row["feed"], at, row["story"], bool(row["fresh"]), row["number"])


def seconds(moment: datetime) -> int:
    """A moment as rows hold it."""
    return int(moment.timestamp())


def _seconds_or_none(moment: datetime | None) -> int | None:
    return seconds(moment) if moment else None


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
