"""Sends a page as the reply to an update, and knows in which language its reader reads."""

from __future__ import annotations

import structlog
from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.languages import language_of
from bot.markup import Page

log = structlog.get_logger(__name__)


async def send(update: Update, page: Page) -> None:
    """Reply in the update's chat and topic; as plain text if Telegram refuses the markup."""
    message = update.effective_message
    if message is None:
        return
    preview = LinkPreviewOptions(is_disabled=True)
    try:
        await message.reply_text(page.html, parse_mode=ParseMode.HTML, link_preview_options=preview)
    except BadRequest as error:
        if not _refuses_markup(error):
            raise
        log.warning("Telegram refuses our markup; sending plain text", update=update.update_id)
        await message.reply_text(page.plain, link_preview_options=preview)


def reader_language(update: Update) -> str:
    """The language of the message, or of the reader's Telegram where a message has no words."""
    message, user = update.effective_message, update.effective_user
    text = (message.text or "") if message else ""
    words = "" if text.startswith("/") else text
    return language_of(words, preferred=user.language_code if user else None)


def _refuses_markup(error: BadRequest) -> bool:
    return "parse entities" in error.message.lower()
