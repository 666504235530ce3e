"""`misses`: what readers asked and the facts do not answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

from bot.cli.session import JsonOption, KnowledgeOption, open_session, say
from bot.cli.storing import where_readers_are, with_database, with_state
from bot.clocks import utc
from bot.interface.words.bidi import isolated
from bot.missed_questions import FEWEST, Group, grouped
from bot.settings.values import Settings

if TYPE_CHECKING:
    from bot.readers.mention import Mention
    from bot.readers.subscription import Subject
    from bot.state.database import Database
    from bot.state.misses import Miss


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(misses)


def misses(*, as_json: JsonOption = False, knowledge: KnowledgeOption = None) -> None:
    """List unanswered questions by meaning that three or more readers asked, or one waits for; old ones are deleted."""
    session = open_session(knowledge)
    kept = _kept(session.settings)
    groups = grouped(kept, session.library.latest().reader)
    for group in groups:
        if group.shown():
            say(json.dumps(group.record(), ensure_ascii=False) if as_json else _line(group))
    if hidden := sum(len(group.asked) - len(group.shown()) for group in groups):
        say(f"{hidden} more, asked alike by fewer than {FEWEST} readers, are not shown", sys.stderr)


def _kept(settings: Settings) -> tuple[Miss, ...]:
    """The questions of the state; those that are too old are deleted first."""
    from bot.state.misses import Misses

    async def kept(database: Database) -> tuple[Miss, ...]:
        repository = Misses(database)
        await repository.expire(utc() - timedelta(days=settings.privacy.retention_days))
        return await repository.all()

    return with_state(settings, kept)


def missed(settings: Settings) -> Sequence[Miss]:
    """What readers asked in vain, the oldest first; nothing where there is no state yet. StateError as for `Misses`."""
    from bot.state.misses import Misses

    async def kept(database: Database) -> Sequence[Miss]:
        there = not database.file or database.file.exists()
        return await Misses(database).all() if there else ()

    return with_database(where_readers_are(settings), kept)


def heard_lately(settings: Settings) -> tuple[Sequence[Mention], Collection[Subject]]:
    """What documents said lately and what readers follow; nothing where there is no state yet."""
    from bot.state.mentions import StoredMentions, heard
    from bot.state.publications import Publications

    async def found(database: Database) -> tuple[Sequence[Mention], Collection[Subject]]:
        if database.file and not database.file.exists():
            return (), ()
        return await heard(StoredMentions(database), Publications(database), utc())

    return with_database(where_readers_are(settings), found)


def _line(group: Group) -> str:
    known = group.record()
    waiting = f", {group.waiting} waiting" if group.waiting else ""
    head = f"{known['count']} × (last {known['last']}{waiting})"
    return "\n".join((head, *(f"  {isolated(text)}" for text in group.texts())))
