"""`feeds`: what is watched, how it is, and one round by hand."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.session import JsonOption, WrongUse, open_session, say
from bot.settings.values import Settings
from knowledge.errors import InvalidFiles

if TYPE_CHECKING:
    from bot.feeds.health import FeedHealth
    from bot.feeds.listing import Feed
    from bot.feeds.poller import FeedPoll


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    feeds = typer.Typer(help="Look after the feeds that are watched.", no_args_is_help=True)
    feeds.command()(check)
    feeds.command()(poll)
    app.add_typer(feeds, name="feeds")


def check(*, as_json: JsonOption = False) -> None:
    """Tell what is watched and how each feed was when it was asked last; nobody is called."""
    from bot.feeds.ledger import ledger_of

    settings = open_session().settings
    ledger = ledger_of(settings)
    for feed in _listed(_file(settings)):
        health = ledger.health(feed.name, feed.address)
        say(json.dumps(_record(feed, health), ensure_ascii=False) if as_json else "\n".join(_lines(feed, health)))


def poll() -> None:
    """Ask every feed once now, also beside a running bot; 1 where none of them could be read."""
    from bot.feeds.assembling import poller_of

    settings = open_session().settings
    file = _file(settings)
    _listed(file)
    poller = poller_of(settings, file)

    async def round_() -> list[FeedPoll]:
        try:
            return await poller.poll_all()
        finally:
            await poller.bringing.close()

    polls = asyncio.run(round_())
    for one in polls:
        say(_polled(one), sys.stderr if one.problem else sys.stdout)
    if polls and all(one.problem for one in polls):
        raise typer.Exit(1)


def _file(settings: Settings) -> Path:
    if settings.feeds.file is None:
        raise WrongUse("nothing is watched: feeds.file names no file; docs/operating.md shows one")
    return settings.feeds.file


def _listed(file: Path) -> tuple[Feed, ...]:
    """What the file lists; WrongUse with every problem where it cannot be read."""
    from bot.feeds.listing import read_feeds

    try:
        return read_feeds(file)
    except InvalidFiles as error:
        raise WrongUse(str(error)) from None
    except OSError as error:
        raise WrongUse(f"feeds.file: {file} cannot be read: {error.strerror}") from None


def _polled(one: FeedPoll) -> str:
    if one.problem:
        return f"{one.feed.name}: {one.problem}"
    echoes = f", {one.echoes} of them told before" if one.echoes else ""
    return f"{one.feed.name}: {one.new} new{echoes}"


def _record(feed: Feed, health: FeedHealth) -> dict[str, Any]:
    return {
        "feed": feed.name,
        "kind": feed.kind.value,
        "address": feed.address,
        "state": _state(health),
        "problem": health.problem,
        "notes": list(health.notes),
        "failures": health.failures,
        "asked": _iso(health.asked_at),
        "good": _iso(health.good_at),
        "new": _iso(health.new_at),
        "next": _iso(health.next_at) if health.asked_at else None,
        "documents": health.brought,
        "echoes": health.echoes,
    }


def _state(health: FeedHealth) -> str:
    from bot.interface.pages.feeds import FeedState

    return "never asked" if health.state is FeedState.WAITING else health.state.value


def _lines(feed: Feed, health: FeedHealth) -> Iterator[str]:
    yield f"{feed.name}  {_state(health)}  {health.brought} documents, {health.echoes} echoes  {feed.address}"
    if health.problem:
        times = f", {health.failures} times in a row" if health.failures > 1 else ""
        yield f"  {health.problem}{times}; asked again {health.next_at:%Y-%m-%d %H:%M} UTC"
    yield from (f"  {note}" for note in health.notes)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
