"""`kb diff`, `plan`, `publish` and `unpublish`: what changed, whom it concerns, and telling it."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.own_folder import write_down
from bot.cli.session import JsonOption, KnowledgeOption, Session, WrongUse, open_session, say
from bot.cli.storing import where_readers_are, with_database
from bot.clocks import here
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import FALLBACK, LANGUAGES, Wordings
from bot.publishing.library import Library, Pending
from bot.publishing.plans import Plan
from bot.publishing.publisher import Proposed, Publisher
from bot.publishing.serving_notes import Serving, serving
from bot.publishing.trying import PATIENCE_SECONDS
from bot.readers.allowed import AllowedChats
from bot.state.errors import StateError
from knowledge.changes import Change, ChangeKind, ChangeSet, by_entity
from knowledge.changes import diff as difference
from knowledge.compiled.base import KnowledgeBase
from knowledge.compiled.edition import read_edition
from knowledge.curation.chronicle import Deed
from knowledge.curation.folder import Folder
from knowledge.model import Edition, LocalText, Statement

if TYPE_CHECKING:
    from bot.state.database import Database

_SERVED_SECONDS = 20
"""A bot reads another version in two or three seconds, beside everything else."""
_LOOK_SECONDS = 0.1
_MARKS = {ChangeKind.ADD: "+", ChangeKind.MOD: "~", ChangeKind.DEL: "-"}


def register(kb: typer.Typer) -> None:
    """Add the commands of this module."""
    kb.command()(diff)
    kb.command()(plan)
    kb.command()(publish)
    kb.command()(unpublish)
    kb.command()(prune)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A version, a compiled file or a folder.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
) -> None:
    """Show what changed from one version to another, statement by statement."""
    library = open_session().library
    changes = difference(_edition(old, library), _edition(new, library))
    for line in _lines(changes):
        say(line)
    _warn_of_lost(tuple(one.statement for one in changes.changes if one.lost))


def plan(*, as_json: JsonOption = False, knowledge: KnowledgeOption = None) -> None:
    """Show what publishing the folder would change, whom it reaches, and how long that takes."""
    session = open_session(knowledge)
    publisher = publisher_of(session)
    made = planned(session, publisher, publisher.library.newest())
    _warn_of_refused(session.settings.data)
    _warn_of_lost(made.next_version.lost)
    if as_json:
        say(json.dumps(made.record(publisher.wordings), ensure_ascii=False))
    else:
        _show(made, publisher.wordings)


def publish(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    now: Annotated[bool, typer.Option("--now", help="At once, without delivery.cooling_off.")] = False,
    allow_worse: Annotated[
        bool, typer.Option("--allow-worse", help="Also where judged questions are answered worse than now.")
    ] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Publish the folder as it is now: show the plan, ask, and have it served and told after the cooling-off."""
    if not yes and not sys.stdin.isatty():
        raise WrongUse("nobody is there to confirm; look at `marsad kb plan`, then use `marsad kb publish --yes`")
    session = open_session(knowledge)
    publisher = publisher_of(session)
    made = planned(session, publisher, publisher.compiled(), patience=None)
    version = made.next_version
    _warn_of_lost(version.lost)
    _show(made, publisher.wordings)
    if version.nothing_new:
        _repaired(publisher.library)
        _warn_of_refused(session.settings.data)
        return
    if made.stops and not allow_worse:
        raise typer.Exit(1)
    if not yes and not typer.confirm("Publish this?", err=True):
        raise typer.Exit(1)
    after = timedelta() if now else publisher.delivery.cooling_off
    done = publisher.publish(version.new.version, instead=version.served, after=after)
    write_down(publisher.chronicle, Deed.PUBLISHED, done.version)
    for line in _outcome(done):
        say(line)
    if done.due is None and not _is_served(done.version, session.settings.data):
        raise typer.Exit(1)


def _repaired(library: Library) -> None:
    """What was published last is known otherwise too; the file that a bot looks at is to say so."""
    version, pointers = library.current_version(), library.pointers
    if version and pointers.repair(version):
        say(f"{pointers.current_file} did not say what is published; it does again", sys.stderr)


def unpublish() -> None:
    """Take back what waits to be published."""
    publisher = publisher_of(open_session())
    version = publisher.unpublish()
    if version is None:
        say("nothing waits to be published", sys.stderr)
        raise typer.Exit(1)
    write_down(publisher.chronicle, Deed.UNPUBLISHED, version)
    say("taken back; nothing will be published")


def prune() -> None:
    """Delete compiled versions that nobody needs; what they told stays in the history. A running bot does it too."""
    from bot.state.publications import Publications

    session = open_session()

    async def standing(database: Database) -> frozenset[str]:
        there = not database.file or database.file.exists()
        return await Publications(database).positions() if there else frozenset()

    needed = with_database(session.settings, standing)
    done = session.library.prune(needed)
    for version in done.versions:
        say(version)
    say(f"{len(done.versions)} versions deleted, {done.size / 1_000_000:.1f} MB", sys.stderr)


def publisher_of(session: Session) -> Publisher:
    """What publishes the folder of a command, for readers that it does not know."""
    return Publisher(session.library, session.settings.delivery, Wordings.load(), here)


def planned(
    session: Session, publisher: Publisher, new: KnowledgeBase, *, patience: float | None = PATIENCE_SECONDS
) -> Plan:
    """The plan, with whom it reaches if there is a state that can tell."""
    from bot.state.misses import Misses
    from bot.state.publications import Publications

    telegram = session.settings.telegram
    allowed = AllowedChats.of(telegram.allowed_chats, telegram.operators)

    async def with_readers(database: Database) -> Plan:
        if database.file and not database.file.exists():
            return await publisher.plan(new, patience=patience)  # nobody follows anything yet
        known = replace(publisher, audience=Publications(database, allowed), misses=Misses(database).all)
        return await known.plan(new, patience=patience)

    reached = where_readers_are(session.settings)
    if reached is not session.settings:
        say("counted are the readers of the playground; there are no others yet", sys.stderr)
    try:
        return with_database(reached, with_readers)
    except StateError as error:
        say(f"warning: whom it reaches cannot be counted: {error}", sys.stderr)
        return asyncio.run(publisher.plan(new, patience=patience))


def _show(made: Plan, wordings: Wordings) -> None:
    """The plan in every language that readers get."""
    pages = (without_marks(made.page(wordings.speak(lang)).plain) for lang in LANGUAGES)
    say(f"\n{'—' * 8}\n".join(pages))


def _outcome(done: Proposed) -> Iterator[str]:
    if done.replaced:
        yield f"{_waiting(done.replaced)} is replaced"
    if done.due is None:
        yield f"{done.version} is published"
    else:
        yield f"{_waiting(Pending(done.version, done.due))}; until then `marsad kb unpublish` stops it"


def _is_served(version: str, data: Path) -> bool:
    """Wait until the bots that run here serve a version, and say what they really serve; whether all do."""
    ended = time.monotonic() + _SERVED_SECONDS
    while (found := tuple(serving(data))) and time.monotonic() < ended:
        if all(version in (one.version, one.refused) for one in found):
            break
        time.sleep(_LOOK_SECONDS)
    if not found:
        say("no `marsad run` is running here; the next one serves it")
    for one in found:
        if one.version == version:
            say("`marsad run` serves it now")
        else:
            say(_not_served(one), sys.stderr)
    return all(one.version == version for one in found)


def _not_served(one: Serving) -> str:
    reason = one.reason or f"it has not taken another one over within {_SERVED_SECONDS} seconds"
    return f"`marsad run` still serves {one.version}: {reason}"


def _warn_of_refused(data: Path) -> None:
    for one in serving(data):
        if one.refused:
            say(f"warning: {_not_served(one)}", sys.stderr)


def _waiting(pending: Pending) -> str:
    return f"{pending.version}, to be published on {Wordings.load().speak(FALLBACK).moment(pending.due)}"


def _edition(name: str, library: Library) -> Edition:
    """A version by its name, a compiled file, or a knowledge folder read as it is."""
    path = Path(name)
    if path.is_dir():
        from knowledge.curation.corpus import read_finished

        return read_finished(Folder.locate(path))
    if path.is_file():
        return read_edition(path)
    if path.suffix or len(path.parts) > 1:
        raise WrongUse(f"{name}: no such file or folder")
    return library.edition(name)


def _warn_of_lost(lost: tuple[str, ...]) -> None:
    for statement in lost:
        say(f"warning: {statement} was deleted; withdraw it instead, so that readers are told why", sys.stderr)


def _lines(changes: ChangeSet) -> Iterator[str]:
    counts = {kind: sum(change.kind is kind for change in changes.changes) for kind in ChangeKind}
    new, changed, withdrawn = counts.values()
    yield f"{changes.old} → {changes.new}: {new} new, {changed} changed, {withdrawn} withdrawn"
    for subject, group in by_entity(changes.changes).items():
        yield ""
        yield f"{subject}  {group[0].subject.name(FALLBACK)}"
        for change in group:
            yield from _change_lines(change)


def _change_lines(change: Change) -> Iterator[str]:
    yield f"  {_MARKS[change.kind]} {change.statement}"
    match change.kind, change.old, change.new:
        case ChangeKind.MOD, Statement() as old, Statement() as new:
            was, now = _fields(old), _fields(new)
            for name in (name for name in was | now if was.get(name) != now.get(name)):
                yield f"      {name}"
                yield f"        was  {was.get(name) or '–'}"
                yield f"        is   {now.get(name) or '–'}"
        case _:
            yield from _texts("", change.latest.wording)
    if reason := change.reason:
        yield from _texts("reason ", reason)


def _fields(statement: Statement) -> dict[str, str | None]:
    """What a reader sees of a statement, by name and language."""
    plain = {
        "property": statement.property,
        "value": statement.value,
        "said by": statement.said_by,
        "about": ", ".join(statement.about),
    }
    texts = {"wording": statement.wording, "upcoming": statement.upcoming, "caveat": statement.caveat}
    return plain | {f"{name} {lang}": text for name, by in texts.items() for lang, text in (by or {}).items()}


def _texts(label: str, texts: LocalText) -> Iterator[str]:
    return (f"      {label}{lang}  {text}" for lang, text in texts.items())
