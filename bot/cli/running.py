"""`run`: the bot itself."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from bot.cli.session import KnowledgeOption, Session, open_session, say
from bot.library import Served


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(run)


def run(
    host: Annotated[str | None, typer.Option("--host", help="Where the web page listens.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Its port; 0 takes any.")] = None,
    *,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Run the bot: on Telegram if a token is set, else as a chat in the terminal.

    `--host`, `--port` and `--no-open` are for the web page, which the terminal chat does without.
    """
    del host, port, no_open
    signal.signal(signal.SIGTERM, _stop)
    session = open_session(knowledge)
    with session.library.locked():
        raise typer.Exit(_serve(session, Served(session.library)))


def _serve(session: Session, served: Served) -> int:
    if session.settings.token is not None:
        from bot.app import run as serve

        return serve(session.settings, served)
    from bot.chat import run_chat

    say("marsad: ready terminal chat (set TELEGRAM_BOT_TOKEN to run on Telegram)", sys.stderr)
    run_chat(session.settings, served, sys.stdin, say)
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM before or without an event loop: a clean end."""
    sys.exit(0)
