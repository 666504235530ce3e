"""Asks Telegram about the token before anything else is done: loading the knowledge takes seconds."""

from __future__ import annotations

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest

from handlers.connection import transport

log = structlog.get_logger(__name__)


async def is_refused(token: str, api_url: str, request: BaseRequest | None = None) -> bool:
    """Whether Telegram says that the token is none, which is logged; whatever else goes wrong may be over soon."""
    try:
        async with Bot(token, f"{api_url}/bot", request=request or transport.request(1)):
            return False
    except InvalidToken:
        log.error("Telegram refuses the token; check TELEGRAM_BOT_TOKEN", api=api_url)  # noqa: TRY400 - it holds the token
        return True
    except TelegramError:
        return False
