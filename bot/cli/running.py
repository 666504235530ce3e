"""`run`: the bot itself."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.session import KnowledgeOption, open_session, say


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
    """Run the bot: on Telegram if a token is set, else as a chat in the terminal."""
    session = open_session(knowledge)
    with session.library.locked():
        served = session.library.served()
        if session.settings.token is None:
            from bot.chat import run_chat

            say("marsad: ready terminal chat (set TELEGRAM_BOT_TOKEN to run on Telegram)", sys.stderr)
            run_chat(session.settings, lambda: served, sys.stdin, say)
            return
        from bot.app import run as serve

        code = serve(session.settings, lambda: served)
    raise typer.Exit(code)
