"""`db restore`: put a backup of the state back, and say what readers are taken to know."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bot.cli.session import Session, WrongUse, open_session, say
from bot.cli.storing import backups
from bot.clocks import utc
from knowledge.changes import fingerprint_of
from knowledge.model import Readership

if TYPE_CHECKING:
    from bot.state.database import Database
    from bot.state.restoring import Restored, Restoring

Account: TypeAlias = "Callable[[Restoring, Session], Awaitable[None]]"
"""Says what readers are taken to know."""

_QUESTION = """\
Since this copy was made readers may have been told more than it knows. Either everybody is taken to have been told
all that is published now (who was not yet, never will be), or all that was published since is sent, to most of them
again. Has it been told?"""


def register(db: typer.Typer) -> None:
    """Add the command of this module."""
    db.command()(restore)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `db backup` made.")],
    *,
    resend: Annotated[bool, typer.Option("--resend", help="Send again what was published since the copy.")] = False,
    as_told: Annotated[bool, typer.Option("--as-told", help="Take all that is published now as told.")] = False,
) -> None:
    """Put a copy of the state back, without what readers have had deleted since; the bot must be stopped."""
    if resend and as_told:
        raise WrongUse("say one of --resend and --as-told")
    if not file.is_file():
        raise WrongUse(f"{file}: there is no such file")
    session = open_session()
    database = _in_a_file(session)
    told = as_told or (not resend and _asked())
    with database.held():
        done = asyncio.run(_restored(file, database, session, _take_as_told if told else _send_again))
    if done.saved:
        say(f"the state that was there lies in {done.saved}", sys.stderr)
    say(f"restored {file}: {done.subscriptions} subscriptions; {done.deleted} deletions since it was made are applied")


def _in_a_file(session: Session) -> Database:
    """The state; WrongUse where its server has tools of its own."""
    from bot.state.database import Database

    database = Database(session.settings.database_url.get_secret_value())
    if database.file is None:
        raise WrongUse(
            "this state lies in a database server: stop the bots and use the server's pg_restore or psql; at its next "
            "start each bot deletes again what it has deleted since"
        )
    return database


async def _restored(file: Path, database: Database, session: Session, account: Account) -> Restored:
    from bot.state.restoring import restoring

    async with restoring(file, database) as copy:
        deleted = await copy.apply_departures()
        await account(copy, session)
        return await copy.finish(backups(session.settings), deleted)


async def _take_as_told(copy: Restoring, session: Session) -> None:
    """Everybody knows what is published now, and has the answers that it holds."""
    from bot.answering import Answerer
    from bot.delivery.late_answers import LateAnswers
    from bot.state.misses import Misses
    from bot.state.restoring import Announced

    library, now = session.library, utc()
    version = library.current_version()
    engine = library.ready(version) if version else library.latest()
    knowledge = engine.seen_by(Readership.PUBLIC, now.astimezone().date()).knowledge
    answerer = Answerer.open(lambda: engine)
    late = LateAnswers(lambda question, lang: answerer.answer(question, lang=lang), answerer.wordings)
    _, answered = late.messages(await Misses(copy.aside).waiting(), 0, now)
    held = {one: fingerprint_of(knowledge.statements.get(one)) for one in await copy.told()}
    await copy.as_told(Announced(knowledge.version, held, answered), now)


async def _send_again(copy: Restoring, session: Session) -> None:
    """Everybody stands where the copy says."""


def _asked() -> bool:
    """Whether everybody has been told, as whoever sits there says."""
    if not sys.stdin.isatty():
        raise WrongUse("nobody is there to be asked what readers were told since; say --as-told or --resend")
    return typer.confirm(_QUESTION, err=True)
