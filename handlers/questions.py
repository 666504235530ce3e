"""Free text: every message that is no command is a question."""

from __future__ import annotations

from telegram import Update

from bot.context import ReaderContext
from handlers.replies import send


async def answer(update: Update, context: ReaderContext) -> None:
    """Answer the text of a message; follow-ups lean on what its chat (and topic) last spoke of."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    chat = (message.chat_id, message.message_thread_id)
    await send(update, context.desk.answer(message.text, chat=chat).page)
