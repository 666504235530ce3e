"""`outbox`: what waits to be sent to subscribers, what nobody knows the fate of, and what operators decide about it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.progress import ProgressLine
from bot.cli.session import JsonOption, WrongUse, open_session, say
from bot.cli.storing import with_state
from bot.interface.words.attribution import clipped
from knowledge.errors import NotFound

if TYPE_CHECKING:
    from bot.state.messages import Outgoing
    from bot.state.outbox import Outbox

T = TypeVar("T")
_MAX_TEXT = 80
_LOOK_SECONDS = 1.0

IdsArgument = Annotated[list[int], typer.Argument(metavar="ID…", help="Numbers as `outbox list` shows them.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    outbox = typer.Typer(help="Look after the messages to subscribers.", no_args_is_help=True)
    outbox.command("list")(list_)
    outbox.command()(settle)
    outbox.command()(retry)
    outbox.command()(watch)
    app.add_typer(outbox, name="outbox")


def list_(
    state: Annotated[str | None, typer.Option("--state", help="Only those that stand so; else all not sent.")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """List messages that are not sent, or those in one state, oldest first."""
    from bot.state.messages import MessageState

    states = {one.value: one for one in MessageState}
    if state is not None and state not in states:
        raise WrongUse(f"--state {state}: no such state; one of {', '.join(states)}")
    wanted = states[state] if state else None
    for row in _with_outbox(lambda outbox: outbox.listed(wanted)):
        say(json.dumps(_record(row), ensure_ascii=False) if as_json else _line(row))


def settle(
    ids: IdsArgument,
    *,
    sent: Annotated[bool, typer.Option("--sent", help="They arrived.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="They did not, and shall not.")] = False,
) -> None:
    """Say what became of uncertain messages; they are not sent again."""
    from bot.state.messages import MessageState

    if sent == failed:
        raise WrongUse("say one of --sent and --failed")
    state = MessageState.SENT if sent else MessageState.FAILED
    _report(ids, _with_outbox(lambda outbox: outbox.settle(ids, state, datetime.now(UTC))), state.value)


def retry(ids: IdsArgument) -> None:
    """Send uncertain, failed or held messages once more; a reader who has one already gets it twice."""
    _report(ids, _with_outbox(lambda outbox: outbox.retry(ids, datetime.now(UTC))), "queued")


def watch() -> None:
    """Show how far a broadcast is until nothing waits any more; Ctrl-C ends the showing alone."""
    _with_outbox(_watch)


async def _watch(outbox: Outbox) -> None:
    from bot.state.messages import MessageState

    line, total = ProgressLine(sys.stderr), 0
    while True:
        counts = await outbox.counts()
        left = counts.get(MessageState.QUEUED, 0) + counts.get(MessageState.SENDING, 0)
        total = max(total, left)
        line("messages to subscribers", total - left, total)
        if not left:
            break
        await asyncio.sleep(_LOOK_SECONDS)
    for state, count in counts.items():
        say(f"{count} {state.value}")


def _with_outbox(work: Callable[[Outbox], Coroutine[Any, Any, T]]) -> T:
    from bot.state.outbox import Outbox

    return with_state(open_session().settings, lambda database: work(Outbox(database)))


def _report(asked: Sequence[int], done: Sequence[int], state: str) -> None:
    """Name those that were changed on stdout; NotFound names the others."""
    for id_ in done:
        say(f"{id_} {state}")
    if others := sorted(set(asked) - set(done)):
        raise NotFound(f"{', '.join(map(str, others))}: nothing to decide there; see `marsad outbox list`")


def _record(row: Outgoing) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state.value,
        "kind": row.kind.value,
        "chat": row.chat.chat,
        "thread": row.chat.thread,
        "lang": row.lang,
        "statements": [tell.statement for tell in row.tells],
        "attempts": row.attempts,
        "error": row.error,
        "changed_at": row.changed_at.isoformat(),
        "text": row.body.plain,
    }


def _line(row: Outgoing) -> str:
    where = f"{row.chat.chat}/{row.chat.thread}" if row.chat.thread else str(row.chat.chat)
    head = f"{row.id}  {row.state.value}  {row.kind.value}  {where}  {row.changed_at:%Y-%m-%d %H:%M}"
    text = clipped(" ".join(row.body.plain.split()), _MAX_TEXT)
    return f"{head}  {row.error or ''}".rstrip() + f"\n      {text}"
