"""What was taken and not answered when the bot had to stop, because Telegram put the answer off.

Telegram has been told by then that it was taken, and does not send it again: the next start answers it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Update

from bot.context import Marsad
from bot.state.errors import StateError
from bot.state.unanswered import Left, Unanswered
from handlers.connection.intake import Intake
from handlers.connection.polling import read_update

_KEEP_SECONDS = 0.5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Kept in the state from a stop until the next start."""

    state: Unanswered

    async def keep(self, intake: Intake) -> None:
        """Have the next start answer what is not handled; what keeps it from that is logged."""
        every = intake.left
        left = [one for update in every if (one := _left(update))]
        try:
            async with asyncio.timeout(_KEEP_SECONDS):
                if left:
                    await self.state.keep(left)
        except (StateError, TimeoutError) as error:
            log.warning("what was not answered is lost", updates=len(left), reason=str(error) or type(error).__name__)
            return
        for update in every:
            intake.done(update)
        if left:
            log.info("what was not answered is answered after the next start", updates=len(left))

    async def resume(self, application: Marsad, intake: Intake) -> None:
        """Handle what the last stop left."""
        try:
            found = await self.state.take()
        except StateError as error:
            log.warning("what was not answered before the last stop is not answered now", reason=str(error))
            return
        for item in found:
            if (update := read_update(item, application.bot)) and intake.take(update):
                application.update_queue.put_nowait(update)


def _left(update: Update) -> Left | None:
    """An update without what its reader does not need for an answer; None for what is pointless by then."""
    chat = update.effective_chat
    return Left(update.update_id, chat.id, _nameless(update.to_dict())) if chat else None


def _nameless(value: Any) -> Any:
    """Without the names of people; those of bots tell whom a message is for."""
    if isinstance(value, list):
        return [_nameless(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _nameless(one) for key, one in value.items()}
    if "first_name" in kept and not kept.get("is_bot"):
        kept = {key: one for key, one in kept.items() if key not in ("last_name", "username")} | {"first_name": ""}
    return kept
