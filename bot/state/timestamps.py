"""Moments as the tables keep them: whole seconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime


def seconds(moment: datetime) -> int:
    """A moment as it is kept."""
    return int(moment.timestamp())


def moment(kept: int) -> datetime:
    """A kept moment, in UTC."""
    return datetime.fromtimestamp(kept, UTC)
