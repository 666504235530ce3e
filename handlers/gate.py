"""Lets through only the chats that the operator allows."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.context import ReaderContext


async def keep_out_strangers(update: Update, context: ReaderContext) -> None:
    """End the handling of an update from a chat outside `telegram.allowed_chats`; an empty list allows all."""
    allowed = context.settings.telegram.allowed_chats
    chat = update.effective_chat
    if allowed and (chat is None or chat.id not in allowed):
        raise ApplicationHandlerStop
