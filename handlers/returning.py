"""Chats that could not be written to and are back: what waits for them goes on."""

from __future__ import annotations

import structlog

from bot.context import ReaderContext
from bot.state.errors import StateError

log = structlog.get_logger(__name__)


async def restore(chat: int, context: ReaderContext) -> None:
    """Let deliveries to a chat go on; what fails is logged, for the chat is not to wait for it."""
    try:
        await context.state.outbox.restore(chat, context.desk.now())
    except StateError as error:
        log.error("a chat is back, but its news stay held", reason=str(error))  # noqa: TRY400 - no traceback helps
