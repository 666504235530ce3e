"""What runs beside a bot without a token: a playground in Telegram's place, and the curators' desk."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator, Callable
from functools import cache

import structlog
from pydantic import SecretStr

from bot import logs
from bot.answering import Answerer
from bot.clocks import here, utc
from bot.interface.served import Current
from bot.interface.words.wording import FALLBACK, LANGUAGES, Wordings
from bot.publishing.publisher import Publisher
from bot.publishing.served import Served
from bot.readers.allowed import AllowedChats
from bot.settings.places import against_writing, belongs_to_installation
from bot.settings.values import Mode, Settings
from bot.state.database import Database
from bot.state.mentions import StoredMentions, heard
from bot.state.misses import Misses
from bot.state.publications import Publications

log = structlog.get_logger(__name__)


def rehearsal(settings: Settings) -> Settings:
    """The settings for the playground; its readers and conversations are kept apart from real ones."""
    local = {
        "database_url": SecretStr(f"sqlite+aiosqlite:///{settings.rehearsal / 'state.sqlite'}"),
        "telegram": settings.telegram.model_copy(update={"mode": Mode.POLLING}),
    }
    return settings.model_copy(update=local)


@contextlib.asynccontextmanager
async def rehearsing(
    settings: Settings, served: Served, shown: Callable[[str], object] | None
) -> AsyncIterator[Settings]:
    """The settings with which a bot finds its playground; `shown` gets the address of the page. OSError: no port."""
    from bot.playground.playground import Playground
    from bot.playground.populating import populate
    from bot.playground.wiring import Options

    options = Options(settings.web.host, settings.web.port, questions=_examples(served), data=settings.rehearsal)
    async with Playground.opened(options) as playground, contextlib.AsyncExitStack() as beside:
        populate(playground.world)
        bot = next(iter(playground.world.state.bots.values()))
        known = settings.model_copy(update={"token": SecretStr(bot.token), "api_url": playground.url})
        logs.configure(settings.logging.level, secrets=known.secrets())
        await _desk(beside, settings, served)
        if shown is not None:
            shown(playground.page)
        yield known


def _examples(current: Current) -> Callable[[str], tuple[str, ...]]:
    """What can be asked in a language, tried when that is first wanted; nobody keeps the version of that moment."""

    @cache
    def examples(lang: str) -> tuple[str, ...]:
        return Answerer.open(current).examples(lang) if lang in LANGUAGES else examples(FALLBACK)

    return examples


async def _desk(beside: contextlib.AsyncExitStack, settings: Settings, served: Served) -> None:
    """The desk on any free port, where the knowledge folder is one to curate; its address goes to who started us."""
    root = served.library.folder.root
    if belongs_to_installation(root) or against_writing(root):
        log.info("the desk is left out: this folder is not one to curate; make your own with `marsad init DIR`")
        return
    from bot.desk.desk import DeskPage

    database, telegram = Database(settings.database_url.get_secret_value()), settings.telegram
    allowed = AllowedChats.of(telegram.allowed_chats, telegram.operators)
    readers = Publications(database, allowed)
    publisher = Publisher(
        served.library,
        settings.delivery,
        Wordings.load(),
        here,
        readers,
        Misses(database).all,
    )
    beside.push_async_callback(database.close)
    desk = await beside.enter_async_context(
        DeskPage.opened(
            settings,
            publisher,
            publisher.plan,
            port=0,
            heard=lambda: heard(StoredMentions(database, allowed), readers, utc()),
        )
    )
    sys.stderr.write(f"marsad: desk on {desk.page}\n")
    sys.stderr.flush()
