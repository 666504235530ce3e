"""`health` and `config check`: how the bot is, and whether it could run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict

import typer

from bot.cli.session import JsonOption, say
from bot.settings.environment import load
from bot.settings.errors import InvalidSettings
from bot.settings.values import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(health)
    config = typer.Typer(help="Look at what an operator has set.", no_args_is_help=True)
    config.callback()(_several)
    config.command()(check)
    app.add_typer(config, name="config")


def _several() -> None:
    """One command of a group would otherwise need no name."""


def health(*, as_json: JsonOption = False) -> None:
    """Tell how the bots are that share the data folder; 1 unless one runs and all serve."""
    from bot.watching.notes import HealthNotes

    bots = HealthNotes(load(os.environ).data).fresh()
    reasons = [reason for bot in bots for reason in bot.reasons] or ([] if bots else ["no bot runs here"])
    alive, ready = bool(bots) and all(bot.alive for bot in bots), bool(bots) and all(bot.ready for bot in bots)
    if as_json:
        told = {"alive": alive, "ready": ready, "reasons": reasons, "bots": [asdict(bot) for bot in bots]}
        say(json.dumps(told, ensure_ascii=False))
    else:
        say("\n".join((f"ready: {', '.join(bot.what for bot in bots)}",) if ready else reasons))
    if not ready:
        raise typer.Exit(1)


def check() -> None:
    """Look at every setting and at what it leads to; nothing is written, and nobody is called."""
    from bot.cli.prerequisites import doubts, problems

    settings = load(os.environ)
    if found := tuple(problems(settings)):
        raise InvalidSettings(found)
    for doubt in doubts(settings):
        say(f"note: {doubt}", sys.stderr)
    for line in _summary(settings):
        say(line)


def _summary(settings: Settings) -> Iterator[str]:
    telegram = f"Telegram by {settings.telegram.mode}" if settings.token else "the playground: no token is set"
    yield f"runs       on {telegram}"
    yield f"knowledge  {settings.knowledge.path}"
    yield f"data       {settings.data}"
    yield f"operators  {len(settings.telegram.operators)}"
    yield f"monitors   {f'{settings.ops.listen}:{settings.ops.port}' if settings.ops.port else 'no port'}"
