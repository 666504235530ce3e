"""Voice messages, pictures and whatever else holds no question: one polite line."""

from __future__ import annotations

from handlers.addressing import is_noise, is_reply_to
from handlers.incoming import Incoming
from handlers.questions import explain


async def decline(incoming: Incoming) -> None:
    """Say once, an album of pictures counted as one, that only text is read."""
    message = incoming.message
    if message is None or not is_for_us(incoming):
        return
    album = message.media_group_id
    if album and not incoming.services.albums.first_time((message.chat_id, album), value=True):
        return
    spoken = message.voice or message.audio or message.video_note
    await explain(incoming, "media.voice" if spoken else "media.other")


def is_for_us(incoming: Incoming) -> bool:
    """Whether such a message is meant for Marsad: in a group only below what Marsad said."""
    message = incoming.message
    if message is None or is_noise(message):
        return False
    return incoming.is_private or is_reply_to(message, incoming.bot.username)
