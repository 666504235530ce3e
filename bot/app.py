"""Puts everything together: the only module that knows all the others."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from pydantic import SecretStr
from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import logs
from bot.answering import Answerer, Current
from bot.context import Marsad, ReaderContext, Services, Stores, bound_to
from bot.delivery.breaker import Breaker
from bot.delivery.deliverer import OutboxDeliverer
from bot.delivery.housekeeping import Housekeeping
from bot.delivery.late_answers import LateAnswers
from bot.delivery.leading import Leader, together
from bot.delivery.messenger import Messenger
from bot.delivery.pacing import Pacer
from bot.delivery.planner import Planner
from bot.delivery.sender import Sender
from bot.interface.commands import IN_CHANNELS, MENUS, Command
from bot.memory.health import Health
from bot.memory.quota import Quota
from bot.publishing.library import Library
from bot.publishing.publisher import Publisher
from bot.publishing.served import Served
from bot.settings.values import Mode, Settings
from bot.state.database import Database
from bot.state.leases import Lease
from bot.state.misses import Misses
from bot.state.moving import move
from bot.state.outbox import Outbox
from bot.state.personal import Personal
from bot.state.publications import Publications
from bot.state.readers import Readers
from bot.state.received import Received
from bot.state.subscriptions import Subscriptions
from bot.state.told import ToldStatements
from handlers import buttons, commands, errors, gate, inline, media, membership, profile, questions
from handlers.connection import transport
from handlers.connection.ordering import ChatOrder
from handlers.connection.requests import Observed
from handlers.connection.serving import Site, receiver, serve
from handlers.incoming import received
from handlers.operators import Notices, Operators

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
_POOL = 64
"""As many connections as updates are at work."""

log = structlog.get_logger(__name__)

Routes = dict[int, Sequence[BaseHandler[Any, ReaderContext, Any]]]


def routes() -> Routes:
    """Who handles what. In each group the first that fits gets the update; lower groups come first."""
    fresh = filters.UpdateType.MESSAGE  # no edits, no channel posts
    posted = filters.UpdateType.CHANNEL_POST
    edited = filters.UpdateType.EDITED_MESSAGE
    private = fresh & filters.ChatType.PRIVATE
    return {
        -1: [TypeHandler(Update, received(gate.keep_out_strangers))],
        0: [
            MessageHandler(fresh & filters.StatusUpdate.MIGRATE, received(membership.migrated)),
            *(CommandHandler(command, received(commands.action_of(command)), filters=fresh) for command in MENUS),
            *(
                CommandHandler(command, received(commands.action_of(command)), filters=posted)
                for command in IN_CHANNELS
            ),
            MessageHandler(private & filters.COMMAND, received(commands.unknown)),
            MessageHandler(fresh & filters.COMMAND, received(commands.ignored)),
            MessageHandler(fresh & (filters.TEXT | filters.CAPTION), received(questions.answer)),
            MessageHandler(private & filters.ATTACHMENT & ~filters.StatusUpdate.ALL, received(media.decline)),
            MessageHandler(edited & (filters.TEXT | filters.CAPTION), received(questions.revise)),
            CallbackQueryHandler(received(buttons.press)),
            InlineQueryHandler(received(inline.offer)),
            ChatMemberHandler(received(membership.changed), ChatMemberHandler.MY_CHAT_MEMBER),
        ],
    }


def _commands(names: Iterable[Command], where: filters.BaseFilter) -> Iterator[BaseHandler[Any, ReaderContext, Any]]:
    return (CommandHandler(name, received(commands.action_of(name)), filters=where) for name in names)


def services(
    settings: Settings,
    current: Current,
    state: Stores,
    health: Health,
    *,
    library: Library | None = None,
    now: Callable[[], datetime] | None = None,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Services:
    """What the handlers work with; `library` is where operators publish, `now` and `pause` are for tests."""
    answerer = Answerer.open(current, now=now, reports=bool(settings.telegram.operators))
    quota = Quota(settings.answers.questions_per_minute, answerer.now)
    publisher = (
        Publisher(library, settings.delivery, answerer.wordings, answerer.now, state.publications) if library else None
    )
    pacer = Pacer(settings.delivery.messages_per_second, time.monotonic)
    return Services(answerer, settings, state, quota, health, pacer, pause, publisher)


def state_in(database: Database, keep: timedelta) -> Stores:
    """The state that lies in a database; a conversation can be followed up for as long as `keep`."""
    return Stores(
        readers=Readers(database, keep),
        subscriptions=Subscriptions(database),
        publications=Publications(database),
        told=ToldStatements(database),
        misses=Misses(database),
        outbox=Outbox(database),
        personal=Personal(database),
    )


def build(settings: Settings, given: Services, request: BaseRequest | None = None) -> Marsad:
    """The application, not yet connected; `request` is for tests."""
    os.environ["PTB_TIMEDELTA"] = "true"  # durations as timedelta; python-telegram-bot deprecates its integers
    application = (
        ApplicationBuilder()
        .token((settings.token or SecretStr("")).get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(Observed(request or transport.request(_POOL), given.health))
        .get_updates_request(Observed(request or transport.request(1), given.health))
        .context_types(ContextTypes(context=bound_to(given)))
        .concurrent_updates(ChatOrder())
        .job_queue(None)
        .updater(None)
        .build()
    )
    for group, handlers in routes().items():
        application.add_handlers(handlers, group)
    application.add_error_handler(errors.report)
    return application


def run(settings: Settings, served: Served, *, shown: Callable[[str], object] | None = None) -> int:
    """Serve until SIGTERM or SIGINT: Telegram, or without a token the playground, whose address `shown` gets.

    The exit code: 0 stopped, 1 unreachable, 2 misconfigured. StateInUse when another process serves the state.
    """
    placed = settings if settings.token else _rehearsal(settings)
    with Database(placed.database_url.get_secret_value()).held():
        if settings.token is None:
            return asyncio.run(_rehearse(placed, served, shown))
        return asyncio.run(_serve(placed, served, served=served))


def _rehearsal(settings: Settings) -> Settings:
    """The settings for the playground; its readers and conversations are kept apart from real ones."""
    local = {
        "database_url": SecretStr(f"sqlite+aiosqlite:///{settings.rehearsal / 'state.sqlite'}"),
        "telegram": settings.telegram.model_copy(update={"mode": Mode.POLLING}),
    }
    return settings.model_copy(update=local)


async def _rehearse(settings: Settings, served: Served, shown: Callable[[str], object] | None) -> int:
    """The bot and a playground for it in one process."""
    from bot.playground.parts import Options
    from bot.playground.playground import Playground
    from bot.playground.populating import populate

    options = Options(settings.web.host, settings.web.port, data=settings.rehearsal)
    try:
        async with Playground.opened(options) as playground:
            populate(playground.world)
            bot = next(iter(playground.world.state.bots.values()))
            known = settings.model_copy(update={"token": SecretStr(bot.token), "api_url": playground.url})
            logs.configure(settings.logging.level, secrets=known.secrets())
            if shown is not None:
                shown(playground.page)
            return await _serve(known, served, served=served)
    except OSError as error:
        log.error("the playground cannot listen", reason=str(error))  # noqa: TRY400 - no traceback helps
        return 1


def delivery(application: Marsad, given: Services, library: Library) -> Leader:
    """What tells subscribers: it plans, delivers and cleans up as long as this process leads."""
    settings, state = given.settings, given.state
    keep = timedelta(days=settings.privacy.retention_days)
    lease = Lease(state.outbox.database, "delivery", _holder(state.outbox.database))
    answerer = given.answerer
    planner = Planner(
        publications=state.publications,
        served=lambda: answerer.served.engine.knowledge,
        published=library.told,
        wordings=answerer.wordings,
        now=_now,
        late=LateAnswers(lambda question, lang: answerer.answer(question, lang=lang), answerer.wordings),
        misses=state.misses,
        kept=keep,
    )
    deliverer = OutboxDeliverer(
        outbox=state.outbox,
        send=Sender(Messenger(application.bot, paid=settings.delivery.allow_paid_broadcast)),
        pacer=given.pacer,
        breaker=Breaker(),
        alert=Notices(Operators(application.bot, given)),
        migrate=move,
        leads=lease.holds,
        now=_now,
        in_flight=settings.delivery.in_flight,
        holder=lease.holder,
    )
    cleaning = Housekeeping(state.outbox, state.told, state.misses, settings.data / "backups", keep, _now)
    return Leader(lease, lambda: together(planner.run(), deliverer.run(), cleaning.run()))


def _holder(database: Database) -> str:
    """A name that no other process has; on a file, which is ours alone, the same after every start."""
    return "the only one" if database.file else f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


def _now() -> datetime:
    return datetime.now(UTC)


async def _serve(
    settings: Settings, current: Current, request: BaseRequest | None = None, *, served: Served | None = None
) -> int:
    """`served`: what keeps `current` at the published version, which is told to subscribers."""
    health = Health(settings.telegram.mode.value)
    database = Database(settings.database_url.get_secret_value())
    state = state_in(database, timedelta(minutes=settings.answers.follow_up_minutes))
    library = served.library if served else None
    given = services(settings, current, state, health, library=library)
    application = build(settings, given, request)
    received = Received(database)
    first = None if database.is_sqlite else received.take
    updates = receiver(application, settings.telegram, health, ALLOWED_UPDATES, first=first)
    backups, care = settings.data / "backups", (state.readers.expire, received.expire)
    deliver = delivery(application, given, library).run if library else None
    look = served.look if served else None
    site = Site(database, care, health, backups, settings.shown_api_url, look, profile.publisher(given), deliver)
    return await serve(application, updates, site)
