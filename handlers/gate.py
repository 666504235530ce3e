"""Lets through only the chats that the operator allows."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.context import ReaderContext


async def keep_out_strangers(update: Update, context: ReaderContext) -> None:
    """End the handling of an update from a chat outside `telegram.allowed_chats`; an empty list allows all.

    What comes from no chat at all, an inline query, counts as from the private chat of its sender. Operators
    are always let in.
    """
    telegram = context.settings.telegram
    one = update.effective_chat or update.effective_user
    if telegram.allowed_chats and (one is None or one.id not in {*telegram.allowed_chats, *telegram.operators}):
        raise ApplicationHandlerStop
