"""Voice messages, pictures and whatever else holds no question: one polite line."""

from __future__ import annotations

from telegram import Update

from bot.context import ReaderContext
from handlers.addressing import is_noise
from handlers.questions import admitted
from handlers.replying.messenger import reply, spoken


async def decline(update: Update, context: ReaderContext) -> None:
    """Say once, an album of pictures counted as one, that only text is read."""
    message = update.effective_message
    if message is None or is_noise(message):
        return
    album = message.media_group_id
    if album and not context.services.albums.first_time((message.chat_id, album), value=True):
        return
    if await admitted(update, context):
        key = "media.voice" if message.voice or message.audio or message.video_note else "media.other"
        await reply(update, context, context.desk.pages(await spoken(update, context)).simple(key))
