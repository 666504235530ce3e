"""`run` and `playground`: the bot itself, and a Bot API server to try it, or any bot, on."""

from __future__ import annotations

import signal
import sys
import webbrowser
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from bot.cli.session import KnowledgeOption, WrongUse, open_session, say
from bot.garbage_collection import lasting, one_heap
from bot.publishing.served import Served
from bot.publishing.serving_notes import noting
from bot.settings.errors import InvalidSettings
from bot.settings.listening import against_listening, unlistenable
from bot.settings.values import Settings, Web
from knowledge.errors import InvalidFiles

HostOption = Annotated[str | None, typer.Option("--host", help="Where the web page listens.")]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Its port; 0 takes any.")]
NoOpenOption = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(run)
    app.command()(playground)


def run(
    host: HostOption = None,
    port: PortOption = None,
    *,
    telegram: Annotated[bool, typer.Option("--telegram", help="On Telegram or not at all.")] = False,
    no_open: NoOpenOption = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Run the bot: on Telegram if a token is set, else on a page of its own."""
    signal.signal(signal.SIGTERM, _stop)
    one_heap()
    session = open_session(knowledge)
    if telegram and session.settings.token is None:
        raise WrongUse(
            "--telegram: no token is set; put it into TELEGRAM_BOT_TOKEN, or its file into TELEGRAM_BOT_TOKEN_FILE"
        )
    settings = listening(session.settings, host, port)
    if nowhere := tuple(unlistenable(settings)):
        raise InvalidSettings(nowhere)
    with lasting():
        from bot.app import run as serve

    with noting(settings.data) as note:
        load = partial(Served, session.library, note=note)
        raise typer.Exit(serve(settings, load, shown=None if no_open else show))


def playground(
    host: HostOption = None,
    port: PortOption = None,
    *,
    scenario: Annotated[Path | None, typer.Option("--scenario", metavar="FILE", help="Play this and end.")] = None,
    no_limits: Annotated[bool, typer.Option("--no-limits", help="Let the bot send as fast as it can.")] = False,
    no_open: NoOpenOption = False,
) -> None:
    """Run the local Bot API server and its page alone, for any bot."""
    from bot.playground.running import Told
    from bot.playground.running import run as serve
    from bot.playground.wiring import Options
    from bot.playground.world.rates import Limits

    settings = listening(open_session().settings, host, port, page=True)
    data = None if scenario else settings.data / "playground-alone"
    options = Options(settings.web.host, settings.web.port, limits=None if no_limits else Limits(), data=data)
    told = Told(say, lambda text: say(text, sys.stderr))
    shown = None if no_open or scenario else show
    try:
        code = serve(options, told, scenario=scenario, shown=shown)
    except (InvalidFiles, OSError) as error:
        raise WrongUse(str(error)) from None
    raise typer.Exit(code)


def listening(settings: Settings, host: str | None, port: int | None, *, page: bool = False) -> Settings:
    """The settings with another place for the page, where the command line names one.

    WrongUse where there is to be a `page` and nobody can listen there.
    """
    web = Web(host=host or settings.web.host, port=settings.web.port if port is None else port)
    if page and (why := next(against_listening(web.host), "")):
        raise WrongUse(f"{'--host' if host else 'web.host'}: {why}")
    return settings.model_copy(update={"web": web})


def show(url: str) -> None:
    """Open the page, where somebody sits at the terminal."""
    if sys.stderr.isatty():
        webbrowser.open(url)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM before the event loop takes it over: a clean end."""
    sys.exit(0)
