"""Runs the desk: an HTTP server for its page, opened by a secret in the address."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from aiohttp import web

from bot.desk.bench import Bench
from bot.desk.consulting import Consulting
from bot.desk.deciding import Deciding
from bot.desk.leadboard import Heard, LeadBoard
from bot.desk.missboard import MissBoard
from bot.desk.papers import Papers
from bot.desk.publication import Planner_, Publishing
from bot.desk.trying import TryOut
from bot.desk.web import MOST_BYTES, DeskServer
from bot.language_model.client import LanguageModel
from bot.publishing.archives import archive_of
from bot.publishing.known_words import known_words
from bot.publishing.publisher import Publisher
from bot.settings.values import Settings
from bot.web.keyhole import Keyhole, is_this_machine
from bot.web.static import StaticPage
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.store import FOLDER, Drafts

_SHUTDOWN_SECONDS = 2.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A running desk."""

    page: str
    """The address of its page, with the key to it."""
    warm: Callable[[], None]
    """Reads the folder, which takes a second, before somebody asks."""

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(
        cls, settings: Settings, publisher: Publisher, planned: Planner_, *, port: int, heard: Heard | None = None
    ) -> AsyncIterator[DeskPage]:
        """A desk that listens on `web.host` until the block ends; `heard` knows what documents said lately."""
        host, key = settings.web.host, secrets.token_urlsafe(24)
        keyhole = Keyhole.locked(host, key)
        application = web.Application(client_max_size=MOST_BYTES)
        server = _server(settings, publisher, planned, keyhole, heard)
        application.add_routes([*server.routes(), *StaticPage(keyhole, "bot.desk").routes()])
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            shown = f"[{host}]" if ":" in host else host
            page = f"http://{shown}:{runner.addresses[0][1]}/?key={key}"
            if not is_this_machine(host):
                log.warning("other machines can reach the desk; whoever has its address can change the facts")
            yield cls(page, server.bench.warm)
        finally:
            await runner.cleanup()


def _server(
    settings: Settings, publisher: Publisher, planned: Planner_, keyhole: Keyhole, heard: Heard | None
) -> DeskServer:
    library, now = publisher.library, publisher.now
    kept = KeptFolder(library.folder, partial(known_words, library.folder, library.data))
    drafts = Drafts(settings.data / FOLDER)
    bench = Bench(kept, Papers(library.folder, archive_of(settings)), drafts, now)
    try_out = TryOut(library, kept, publisher.wordings, now)
    return DeskServer(
        bench,
        try_out,
        Publishing(publisher, planned, publisher.wordings),
        Consulting(bench, LanguageModel.of(settings)),
        MissBoard(Deciding(bench), try_out, publisher.misses, timedelta(days=settings.privacy.retention_days)),
        LeadBoard(try_out, heard),
        keyhole,
    )
