"""Lets through only the chats that the operator allows."""

from __future__ import annotations

from telegram.ext import ApplicationHandlerStop

from handlers.incoming import Incoming


async def keep_out_strangers(incoming: Incoming) -> None:
    """End the handling of an update from a chat outside `telegram.allowed_chats`; an empty list allows all.

    What comes from no chat at all, an inline query, counts as from the private chat of its sender. Operators
    are always let in.
    """
    telegram = incoming.services.settings.telegram
    if telegram.allowed_chats and incoming.chat.chat not in {*telegram.allowed_chats, *telegram.operators}:
        raise ApplicationHandlerStop
