"""Puts everything together and runs it: the only module that knows all the others."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from pydantic import SecretStr
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    ApplicationBuilder,
    BaseHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.context import Marsad, ReaderContext, bound_to
from bot.desk import Command, Current, Desk
from bot.settings import Mode, Settings
from handlers import errors, gate, questions, start
from handlers.ordering import ChatOrder
from handlers.polling import Poller

ALLOWED_UPDATES = (Update.MESSAGE,)
STOP_SECONDS = 8
"""For answers under way when the process is told to stop; it must be gone within ten."""
_CONNECT_PAUSES = (1, 3)

log = structlog.get_logger(__name__)


def routes() -> dict[int, Sequence[BaseHandler[Any, ReaderContext, Any]]]:
    """Who handles what. In each group the first that fits gets the update; lower groups come first."""
    fresh = filters.UpdateType.MESSAGE  # no edits, no channel posts
    private = fresh & filters.ChatType.PRIVATE
    return {
        -1: [TypeHandler(Update, gate.keep_out_strangers)],
        0: [
            CommandHandler(Command.START, start.start, filters=fresh),
            CommandHandler(Command.HELP, start.help_, filters=fresh),
            CommandHandler(Command.PRIVACY, start.privacy, filters=fresh),
            MessageHandler(private & filters.COMMAND, start.unknown),
            MessageHandler(private & filters.TEXT, questions.answer),
        ],
    }


def build(
    settings: Settings,
    current: Current,
    request: BaseRequest | None = None,
    *,
    now: Callable[[], datetime] | None = None,
) -> Marsad:
    """The application, not yet connected; `request` and `now` are for tests."""
    os.environ["PTB_TIMEDELTA"] = "true"  # durations as timedelta; python-telegram-bot deprecates its integers
    desk = Desk.open(settings, current, now=now)
    application = (
        ApplicationBuilder()
        .token((settings.token or SecretStr("")).get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(request or HTTPXRequest())
        .get_updates_request(request or HTTPXRequest(connection_pool_size=1))
        .context_types(ContextTypes(context=bound_to(desk, settings)))
        .concurrent_updates(ChatOrder())
        .job_queue(None)
        .updater(None)
        .build()
    )
    for group, handlers in routes().items():
        application.add_handlers(handlers, group)
    application.add_error_handler(errors.report)
    return application


def run(settings: Settings, current: Current) -> int:
    """Serve Telegram until SIGTERM or SIGINT; the exit code: 0 stopped, 1 unreachable, 2 misconfigured."""
    if settings.token is None:
        log.error("TELEGRAM_BOT_TOKEN is not set")
        return 2
    if settings.telegram.mode is Mode.WEBHOOK:
        log.error("telegram.mode webhook is not available yet; use polling")
        return 2
    return asyncio.run(_serve(build(settings, current), settings.api_url))


async def _serve(application: Marsad, api_url: str) -> int:
    poller = Poller(application.bot, application.update_queue, ALLOWED_UPDATES)
    _cancel_on_signals()
    try:
        await _connect(application)
        await application.start()
        _announce(f"@{application.bot.username} on {api_url}")
        await poller.run()
    except asyncio.CancelledError:
        log.info("stopping")
    except InvalidToken:
        log.error("Telegram refuses the token; check TELEGRAM_BOT_TOKEN", api=api_url)  # noqa: TRY400 - it holds the token
        return 2
    except TelegramError as error:
        log.error("the Bot API cannot be reached", api=api_url, reason=str(error))  # noqa: TRY400 - no traceback helps
        return 1
    finally:
        await _close(application, poller)
    return 0


def _cancel_on_signals() -> None:
    """The first signal ends the poll and lets answers finish; a second one ends those too."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None  # noqa: S101 - this runs in a coroutine
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)


async def _connect(application: Marsad) -> None:
    """Ask who we are and end a webhook of former times; a network that is not up yet gets a few seconds."""
    for pause in (*_CONNECT_PAUSES, None):
        try:
            await application.initialize()
            await application.bot.delete_webhook()
        except InvalidToken:
            raise
        except TelegramError:
            if pause is None:
                raise
            await asyncio.sleep(pause)
        else:
            return


def _announce(what: str) -> None:
    sys.stderr.write(f"marsad: ready {what}\n")
    sys.stderr.flush()


async def _close(application: Marsad, poller: Poller) -> None:
    began = time.monotonic()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            if application.running:
                await application.stop()
                await poller.confirm()
    except TimeoutError:
        log.warning("stopped before every question was answered", seconds=round(time.monotonic() - began, 1))
    except TelegramError as error:
        log.warning("some updates may be answered again after the next start", reason=str(error))
    finally:
        await application.shutdown()
        await application.bot.shutdown()
