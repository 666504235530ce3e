"""Runs an assembled bot from its first call to its last: state, connection, updates, and a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeAlias

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import supervisor
from bot.clocks import utc
from bot.context import Marsad
from bot.delivery.outcomes import seconds_of
from bot.memory.health import SILENCE, Health
from bot.settings.values import Mode, Telegram
from bot.side_by_side import beside
from bot.state.database import Database
from bot.state.errors import StateError
from bot.state.migrating import upgrade
from bot.state.reapplying import reapply
from handlers.connection.intake import Intake
from handlers.connection.leftovers import Leftovers
from handlers.connection.polling import Poller
from handlers.connection.watchdog import Watchdog

STOP_SECONDS = 8
"""For answers under way when the process is told to stop; it must be gone within ten."""
_CONFIRM_SECONDS = 1
FAILED, MISCONFIGURED = 1, 2
_CONNECT_PAUSES = (1, 3)
_CONNECT_SECONDS = 60
_HOUSEKEEPING_SECONDS = 60
_REFRESH_SECONDS = 0.25
"""Two small files are looked at; 0.02 ms."""

log = structlog.get_logger(__name__)


Care: TypeAlias = Callable[[datetime], Awaitable[None]]
"""Deletes what has grown too old at a moment; logs what keeps it from that."""


First: TypeAlias = Callable[[int], Awaitable[bool]]
"""Whether no process has taken the update of that number before."""


class Receiver(Protocol):
    """How updates come: a `Poller` or a `Webhook`."""

    async def connect(self) -> None:
        """Agree with Telegram on how updates come."""

    async def run(self) -> NoReturn:
        """Put updates into the queue until cancelled; InvalidToken ends it too."""

    async def close(self) -> None:
        """Take no more updates."""

    async def confirm(self) -> None:
        """Once all that were taken are answered."""


@dataclass(frozen=True, slots=True)
class Site:
    """What stands around the application of one process."""

    database: Database
    care: Sequence[Care]
    health: Health
    backups: Path
    """Where the state is copied to before it is migrated."""
    api_url: str
    allowed: Sequence[str]
    """The kinds of updates that Telegram is asked for."""
    intake: Intake
    """Shared with what handles them."""
    leftovers: Leftovers
    """What a stop leaves unanswered."""
    refresh: Callable[[], object] | None = None
    """Called all the time: it serves another version of the knowledge as soon as that is published."""
    prepare: Callable[[Marsad], Awaitable[None]] | None = None
    """Done beside the first updates; what Telegram refuses of it is logged and not fatal."""
    deliver: Callable[[], Coroutine[Any, Any, NoReturn]] | None = None
    """Tells subscribers, for as long as the bot is connected."""


def receiver(application: Marsad, settings: Telegram, site: Site, *, first: First | None = None) -> Receiver:
    """The way for updates that the operator chose; `first` where several processes receive them."""
    bot, queue, health = application.bot, application.update_queue, site.health
    if settings.mode is Mode.POLLING:
        return Poller(bot, queue, site.allowed, site.intake, unread=lambda: health.unread)
    from handlers.connection.webhook import WebhookReceiver

    return WebhookReceiver(bot, queue, site.allowed, settings.webhook, health, first, site.intake)


async def serve(application: Marsad, receiver: Receiver, site: Site) -> int:
    """Serve Telegram until SIGTERM or SIGINT; the exit code: 0 stopped, 1 failed, 2 misconfigured."""
    stop = _cancel_on_signals()
    watchdog = Watchdog(site.health, stop, limit=SILENCE)
    try:
        async with _state(site), _refreshed(site), _connected(application, receiver, site):
            watchdog.start()
            async with beside(_care(site.care)):
                with _announced(application, site):
                    await receiver.run()
    except asyncio.CancelledError:
        pass  # by a signal or the watchdog, which say so themselves
    except InvalidToken:
        log.error("Telegram refuses the token; check TELEGRAM_BOT_TOKEN", api=site.api_url)  # noqa: TRY400 - it holds the token
        return MISCONFIGURED
    except TelegramError as error:
        log.error("the Bot API cannot be reached", api=site.api_url, reason=str(error))  # noqa: TRY400 - no traceback helps
        return FAILED
    except (StateError, OSError) as error:
        log.error("cannot start", reason=str(error))  # noqa: TRY400 - no traceback helps
        return FAILED
    finally:
        watchdog.stop()
    return FAILED if watchdog.barked else 0


def _cancel_on_signals() -> Callable[[], object]:
    """The first signal ends the serving and lets answers finish; a second one ends those too.

    Returns what does the same from any thread.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None  # noqa: S101 - this runs in a coroutine

    def stop() -> None:
        log.info("stopping")
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    return functools.partial(loop.call_soon_threadsafe, stop)


@contextlib.asynccontextmanager
async def _state(site: Site) -> AsyncIterator[None]:
    """The state with the newest tables, looked after."""
    try:
        await upgrade(site.database, site.backups)
        await reapply(site.database)
        yield
    finally:
        await site.database.close()


def _refreshed(site: Site) -> contextlib.AbstractAsyncContextManager[None]:
    return beside(_refresh(site.refresh)) if site.refresh else contextlib.nullcontext()


async def _refresh(refresh: Callable[[], object]) -> NoReturn:
    """Look for another version of the knowledge, also while nobody asks anything."""
    while True:
        try:
            refresh()
        except Exception:
            log.exception("the published knowledge cannot be looked at")
        await asyncio.sleep(_REFRESH_SECONDS)


async def _care(care: Sequence[Care]) -> NoReturn:
    """Delete what has grown too old."""
    while True:
        for expire in care:
            await expire(utc())
        await asyncio.sleep(_HOUSEKEEPING_SECONDS)


@contextlib.asynccontextmanager
async def _connected(application: Marsad, receiver: Receiver, site: Site) -> AsyncIterator[None]:
    try:
        await _connect(application, receiver)
        _note_ourselves(application, site.health)
        await application.start()
        await site.leftovers.resume(application, site.intake)
        async with contextlib.AsyncExitStack() as works:
            if site.deliver:
                await works.enter_async_context(beside(site.deliver()))
            if site.prepare:  # readers need not wait for what Telegram shows of the bot
                await works.enter_async_context(beside(_try(site.prepare(application))))
            yield
    finally:
        await _close(application, receiver, site)


async def _connect(application: Marsad, receiver: Receiver) -> None:
    """Ask who we are and agree on how updates come; a network that is not up yet gets a few seconds."""
    pauses = iter(_CONNECT_PAUSES)
    while True:
        try:
            await application.initialize()
            await receiver.connect()
        except InvalidToken:
            raise
        except RetryAfter as error:
            await _wait_as_told(seconds_of(error))
        except TelegramError:
            if (pause := next(pauses, None)) is None:
                raise
            await asyncio.sleep(pause)
        else:
            return


async def _wait_as_told(seconds: float) -> None:
    """Whoever comes back sooner is made to wait for longer: a supervisor is asked for patience instead."""
    log.warning("Telegram lets nobody in for a while", seconds=seconds)
    supervisor.tell(supervisor.longer(seconds + _CONNECT_SECONDS))
    await asyncio.sleep(seconds)


async def _try(preparing: Awaitable[None]) -> None:
    try:
        await preparing
    except TelegramError as error:
        log.warning("the bot could not be prepared wholly", reason=str(error))


def _note_ourselves(application: Marsad, health: Health) -> None:
    """Privacy mode can be seen nowhere else: Telegram gives no error for what it keeps from us."""
    us = application.bot.bot
    health.username, health.reads_groups = us.username, bool(us.can_read_all_group_messages)
    if not health.reads_groups:
        log.info("privacy mode is on: in groups only commands and replies reach the bot, mentions do not")


@contextlib.contextmanager
def _announced(application: Marsad, site: Site) -> Iterator[None]:
    """Whoever started the process hears when it serves, and when it begins to end."""
    sys.stderr.write(f"marsad: ready @{application.bot.username} on {site.api_url}\n")
    sys.stderr.flush()
    supervisor.tell(supervisor.READY)
    site.health.serving = True
    try:
        yield
    finally:
        site.health.serving = False
        supervisor.tell(supervisor.ENDING)


async def _confirm(receiver: Receiver) -> None:
    """Say what was handled, however the end came about."""
    try:
        async with asyncio.timeout(_CONFIRM_SECONDS):
            await receiver.confirm()
    except (TelegramError, TimeoutError) as error:
        log.warning("some updates may be answered again after the next start", reason=str(error))


async def _close(application: Marsad, receiver: Receiver, site: Site) -> None:
    began = time.monotonic()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await receiver.close()
            if application.running:
                await application.stop()
    except TimeoutError:
        log.warning("stopped before every question was answered", seconds=round(time.monotonic() - began, 1))
    finally:
        await site.leftovers.keep(site.intake)
        await _confirm(receiver)
        await application.shutdown()
        await application.bot.shutdown()
