"""`desk`: the curators' page, on which documents become facts."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import typer

from bot.cli.misses import heard_lately, missed
from bot.cli.own_folder import require_own
from bot.cli.publishing import planned, publisher_of
from bot.cli.running import HostOption, NoOpenOption, PortOption, listening, show
from bot.cli.session import KnowledgeOption, Session, WrongUse, open_session, say
from bot.publishing.plans import Plan
from bot.readers.mention import Mention
from bot.readers.subscription import Subject
from bot.settings.values import Settings
from knowledge.compiled.base import KnowledgeBase


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(desk)


def desk(
    host: HostOption = None,
    port: PortOption = None,
    *,
    no_open: NoOpenOption = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Open the curators' desk: a page on which documents become facts, are tried and published."""
    session = open_session(knowledge)
    require_own(session.library.folder.root)
    settings = listening(session.settings, host, port, page=True)
    try:
        asyncio.run(_serve(session, settings, lambda page: None if no_open else show(page)))
    except OSError as error:
        raise WrongUse(f"the desk cannot listen: {error}") from None


async def _serve(session: Session, settings: Settings, shown: Callable[[str], object]) -> None:
    from bot.desk.desk import DeskPage

    alone = publisher_of(session)
    publisher = replace(alone, misses=lambda: asyncio.to_thread(missed, session.settings))

    async def plan(new: KnowledgeBase) -> Plan:
        return await asyncio.to_thread(planned, session, alone, new)

    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)

    async def said() -> tuple[Sequence[Mention], Collection[Subject]]:
        return await asyncio.to_thread(heard_lately, session.settings)

    async with DeskPage.opened(settings, publisher, plan, port=settings.web.port, heard=said) as opened:
        say(f"marsad: ready desk on {opened.page}", sys.stderr)
        shown(opened.page)
        await asyncio.to_thread(opened.warm)
        await stopped.wait()
