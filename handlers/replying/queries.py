"""Answers to presses and inline queries, which Telegram takes for a while only."""

from __future__ import annotations

from collections.abc import Awaitable

from telegram.error import BadRequest


async def unless_too_late(answering: Awaitable[object]) -> None:
    """Wait for the answer of a query; one that Telegram finds too old has lost its reader, and that is all."""
    try:
        await answering
    except BadRequest as error:
        if "too old" not in error.message.lower():
            raise
