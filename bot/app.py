"""Puts everything together: the only module that knows all the others."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
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

from bot.answering import Answerer
from bot.calendars import Calendars
from bot.clocks import Clocks
from bot.context import Marsad, ReaderContext, Services, Stores, bound_to, state_in
from bot.delivery.pacing import Pacer
from bot.delivery.replies import ReplyLane
from bot.delivery_parts import delivery
from bot.drawing.studio import Studio, can_draw
from bot.garbage_collection import give_back
from bot.interface.commands import IN_CHANNELS, MENUS, Command
from bot.interface.served import Current
from bot.looking_back import LookingBack
from bot.memory.alerts import Alerts
from bot.memory.health import Health
from bot.memory.quota import Quota
from bot.permanent import PermanentLinks
from bot.publishing.library import Library
from bot.publishing.publisher import Publisher
from bot.publishing.served import Served
from bot.readers.allowed import AllowedChats
from bot.rehearsing import rehearsal, rehearsing
from bot.settings.values import Settings
from bot.side_by_side import alongside
from bot.state.database import Database
from bot.state.departures import Departures
from bot.state.received import Received
from bot.state.unanswered import Unanswered
from bot.state.wiping import Wiping
from bot.watching.watch import Watch
from handlers import buttons, commands, errors, gate, inline, keeping, media, membership, profile, questions
from handlers.connection import transport
from handlers.connection.intake import Intake
from handlers.connection.leftovers import Leftovers
from handlers.connection.ordering import ChatOrder
from handlers.connection.requests import Observed
from handlers.connection.serving import FAILED, MISCONFIGURED, Site, receiver, serve
from handlers.connection.token_check import is_refused
from handlers.incoming import received
from handlers.operators import Notices, Operators
from handlers.slow import takes_long

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
        -2: [TypeHandler(Update, received(gate.keep_out_strangers))],
        -1: [TypeHandler(Update, received(gate.keep_out_floods))],
        0: [
            MessageHandler(fresh & filters.StatusUpdate.MIGRATE, received(membership.migrated)),
            *_commands(MENUS, fresh),
            *_commands(IN_CHANNELS, posted),
            MessageHandler(private & filters.COMMAND, received(commands.unknown)),
            MessageHandler(fresh & filters.COMMAND, received(commands.ignored)),
            MessageHandler(fresh & filters.Document.ALL, received(keeping.sent)),
            MessageHandler(fresh & (filters.TEXT | filters.CAPTION), received(commands.said)),
            MessageHandler(fresh & filters.ATTACHMENT & ~filters.StatusUpdate.ALL, received(media.decline)),
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
    clocks: Clocks | None = None,
) -> Services:
    """What the handlers work with; `library` is where operators publish, `clocks` are for tests."""
    times = clocks or Clocks()
    answerer = Answerer.open(current, now=times.now, reports=True, house=settings.house)
    answerer.tally = health.tally
    answerer.mentions = settings.feeds.file is not None
    quota = Quota(settings.answers.questions_per_minute, answerer.now)
    publisher = (
        Publisher(library, settings.delivery, answerer.wordings, answerer.now, state.publications, state.misses.all)
        if library
        else None
    )
    pacer = Pacer(settings.delivery.messages_per_second, times.seconds)
    lane = ReplyLane(pacer, times.pause, frozenset(settings.telegram.operators))
    alerts = Alerts(answerer.now)
    studio = Studio(settings.data / "cache" / "letters") if can_draw() else None
    answerer.pictures = studio is not None
    return Services(
        answerer,
        settings,
        state,
        quota,
        health,
        lane,
        alerts,
        times.pause,
        links=PermanentLinks(library),
        past=LookingBack(library),
        calendars=Calendars(library),
        studio=studio,
        publisher=publisher,
    )


def build(
    settings: Settings, given: Services, request: BaseRequest | None = None, intake: Intake | None = None
) -> Marsad:
    """The application, not yet connected, whose updates were counted in by `intake`; `request` is for tests."""
    os.environ["PTB_TIMEDELTA"] = "true"  # durations as timedelta; python-telegram-bot deprecates its integers
    application = (
        ApplicationBuilder()
        .token((settings.token or SecretStr("")).get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(Observed(request or transport.request(_POOL), given.health))
        .get_updates_request(Observed(request or transport.request(1), given.health))
        .context_types(ContextTypes(context=bound_to(given)))
        .concurrent_updates(ChatOrder(given.places, intake, slow=takes_long))
        .job_queue(None)
        .updater(None)
        .build()
    )
    for group, handlers in routes().items():
        application.add_handlers(handlers, group)
    application.add_error_handler(errors.report)
    return application


def run(settings: Settings, load: Callable[[], Served], *, shown: Callable[[str], object] | None = None) -> int:
    """Serve until SIGTERM or SIGINT: Telegram, or without a token the playground, whose address `shown` gets.

    The exit code: 0 stopped, 1 unreachable, 2 misconfigured. StateInUse when another process serves the state.
    `load` reads what is served, which takes seconds: not before the state and the token were looked at.
    """
    placed = settings if settings.token else rehearsal(settings)
    with Database(placed.database_url.get_secret_value()).held():
        if placed.token is None:
            return asyncio.run(_rehearse(placed, load(), shown))
        if asyncio.run(is_refused(placed.token.get_secret_value(), placed.api_url)):
            return MISCONFIGURED
        served = load()
        return asyncio.run(_serve(placed, served, served=served))


async def _rehearse(settings: Settings, served: Served, shown: Callable[[str], object] | None) -> int:
    """The bot, a playground for it and the curators' desk in one process."""
    try:
        async with rehearsing(settings, served, shown) as known:
            return await _serve(known, served, served=served)
    except OSError as error:
        log.error("the playground cannot listen", reason=str(error))  # noqa: TRY400 - no traceback helps
        return FAILED


def _looking(served: Served, answerer: Answerer, notices: Notices) -> Callable[[], None]:
    """Looks at what is published, and tells the operators what keeps it from being served."""

    def look() -> None:
        served.look()
        if answerer.let_go():
            give_back()
        if what := served.unheard():
            notices("knowledge.refused", what=what, version=served.version)

    return look


def _allowed(settings: Settings) -> AllowedChats:
    return AllowedChats.of(settings.telegram.allowed_chats, settings.telegram.operators)


async def _serve(
    settings: Settings, current: Current, request: BaseRequest | None = None, *, served: Served | None = None
) -> int:
    """`served`: what keeps `current` at the published version, which is told to subscribers."""
    if not settings.telegram.operators:
        log.warning("nobody is told when something goes wrong: telegram.operators is empty")
    health = Health(settings.telegram.mode.value)
    database = Database(settings.database_url.get_secret_value(), beside=settings.data / "state")
    state = state_in(database, timedelta(minutes=settings.answers.follow_up_minutes), _allowed(settings))
    library = served.library if served else None
    given = services(settings, current, state, health, library=library)
    intake, kept = Intake(), timedelta(days=settings.privacy.retention_days)
    application = build(settings, given, request, intake)
    received = Received(database)
    operators = Operators(application.bot, given)
    notices = Notices(operators)
    tell = [delivery(application, given, served, notices).run] if served else []
    site = Site(
        database,
        care=(state.readers.expire, received.expire, Wiping(database).wipe, Departures.of(database).expiring(kept)),
        health=health,
        backups=settings.data / "backups",
        api_url=settings.shown_api_url,
        allowed=ALLOWED_UPDATES,
        intake=intake,
        leftovers=Leftovers(Unanswered(database)),
        refresh=_looking(served, given.answerer, notices) if served else None,
        prepare=profile.publisher(given),
        deliver=alongside(operators.run, *tell),
    )
    first = None if database.is_sqlite else received.take
    updates = receiver(application, settings.telegram, site, first=first)
    async with contextlib.AsyncExitStack() as beside:
        if given.studio:
            beside.push_async_callback(given.studio.close)
        try:
            await beside.enter_async_context(Watch(settings.ops, health, database, settings.data, served).kept())
        except OSError as error:
            log.error("nothing can listen on ops.port", port=settings.ops.port, reason=str(error))  # noqa: TRY400 - no traceback helps
            return FAILED
        return await serve(application, updates, site)
