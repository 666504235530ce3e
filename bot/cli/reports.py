"""`reports`: the mistakes that readers reported and nobody has answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from bot.cli.session import JsonOption, open_session, say
from bot.cli.storing import with_state
from bot.interface.words.bidi import isolated

if TYPE_CHECKING:
    from bot.state.database import Database
    from bot.state.reports import Reported


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(reports)


def reports(*, as_json: JsonOption = False) -> None:
    """List reported mistakes that wait for an answer, without their reporters; operators answer them in the chat."""
    for one in with_state(open_session().settings, _waiting):
        say(json.dumps(_record(one), ensure_ascii=False) if as_json else _line(one))


async def _waiting(database: Database) -> tuple[Reported, ...]:
    from bot.state.reports import Reports

    return await Reports(database).waiting()


def _record(one: Reported) -> dict[str, object]:
    return {"id": one.id, "on": f"{one.at:%Y-%m-%d}", "statements": list(one.statements), "words": one.words}


def _line(one: Reported) -> str:
    words = f"\n  {isolated(one.words)}" if one.words else ""
    return f"#{one.id} ({one.at:%Y-%m-%d}) {', '.join(one.statements)}{words}"
