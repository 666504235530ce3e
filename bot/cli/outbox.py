"""`outbox`: what waits to be sent to subscribers, what nobody knows the fate of, and what operators decide about it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.progress import ProgressLine
from bot.cli.session import JsonOption, WrongUse, open_session, say
from bot.cli.storing import with_state
from bot.clocks import utc
from bot.interface.words.attribution import clipped
from knowledge.errors import NotFound

if TYPE_CHECKING:
    from bot.state.messages import Doubt, MessageState, Outgoing
    from bot.state.outbox import Outbox

T = TypeVar("T")
_MAX_TEXT = 80
_LOOK_SECONDS = 1.0

IdsArgument = Annotated[list[int] | None, typer.Argument(metavar="ID", help="Numbers as `outbox list` shows them.")]
StateOption = Annotated[
    str | None,
    typer.Option("--state", help="queued, sending, sent, uncertain, failed or held; else all not sent."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Every one instead of some; see --reason.")]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", help="With --all: only killed, no-answer or gateway."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    outbox = typer.Typer(help="Look after the messages to subscribers.", no_args_is_help=True)
    outbox.command("list")(list_)
    outbox.command()(settle)
    outbox.command()(retry)
    outbox.command()(watch)
    app.add_typer(outbox, name="outbox")


def list_(
    state: StateOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """List messages that are not sent, or those in one state, oldest first."""
    from bot.state.messages import MessageState

    states = {one.value: one for one in MessageState}
    if state is not None and state not in states:
        raise WrongUse(f"--state {state}: no such state; one of {', '.join(states)}")
    _with_outbox(lambda outbox: _tell(outbox, states[state] if state else None, _json if as_json else _line))


async def _tell(outbox: Outbox, state: MessageState | None, told: Callable[[Outgoing], str]) -> None:
    async for row in outbox.each(state):
        say(told(row))


def settle(
    ids: IdsArgument = None,
    *,
    sent: Annotated[bool, typer.Option("--sent", help="They arrived.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="They did not, and shall not.")] = False,
    every: AllOption = False,
    reason: ReasonOption = None,
    yes: YesOption = False,
) -> None:
    """Say what became of uncertain messages; they are not sent again."""
    from bot.state.messages import MessageState

    if sent == failed:
        raise WrongUse("say one of --sent and --failed")
    wanted = _wanted(ids, reason, every=every)
    state = MessageState.SENT if sent else MessageState.FAILED
    asked = _with_outbox(wanted.ids)
    if every and not yes and asked and sys.stdin.isatty():
        _confirm(f"{len(asked)} messages are {state.value} from now on. Go on?")
    _report(asked, _with_outbox(lambda outbox: outbox.settle(asked, state, utc())), state.value)


def retry(
    ids: IdsArgument = None, *, every: AllOption = False, reason: ReasonOption = None, yes: YesOption = False
) -> None:
    """Send uncertain, failed or held messages once more; a reader who has one already gets it twice."""
    wanted = _wanted(ids, reason, every=every, failed=True)
    if every and not yes and not sys.stdin.isatty():
        raise WrongUse("nobody is there to confirm that readers may get messages twice; say --yes")
    asked = _with_outbox(wanted.ids)
    if every and not yes and asked:
        _confirm(f"{len(asked)} messages are sent again; who has one already gets it twice. Go on?")
    _report(asked, _with_outbox(lambda outbox: outbox.retry(asked, utc())), "queued")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which messages a command is about."""

    given: Sequence[int]
    reason: Doubt | None
    failed: bool
    """Whether all means the failed ones too."""

    async def ids(self, outbox: Outbox) -> Sequence[int]:
        """The numbers that were given, or those of all of a kind."""
        if self.given:
            return self.given
        failed = await outbox.given_up() if self.failed and self.reason is None else []
        return sorted([*await outbox.doubtful(self.reason), *failed])


def _wanted(ids: list[int] | None, reason: str | None, *, every: bool, failed: bool = False) -> _Wanted:
    from bot.state.messages import Doubt

    reasons = {one.value: one for one in Doubt}
    if bool(ids) == every:
        raise WrongUse("name messages by their numbers, or say --all")
    if reason is not None and (ids or reason not in reasons):
        raise WrongUse(f"--reason {reason}: goes with --all, and is one of {', '.join(reasons)}")
    return _Wanted(ids or (), reasons[reason] if reason else None, failed)


def _confirm(question: str) -> None:
    if not typer.confirm(question, err=True):
        raise typer.Exit(1)


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


def _json(row: Outgoing) -> str:
    return json.dumps(_record(row), ensure_ascii=False)


def _record(row: Outgoing) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state.value,
        "kind": row.kind.value,
        "chat": row.chat.chat,
        "thread": row.chat.thread,
        "lang": row.lang,
        "statements": [tell.statement for tell in (*row.tells, *row.counted)],
        "attempts": row.attempts,
        "error": row.error,
        "reason": row.doubt.value if row.doubt else None,
        "changed_at": row.changed_at.isoformat(),
        "text": row.body.plain,
    }


def _line(row: Outgoing) -> str:
    where = f"{row.chat.chat}/{row.chat.thread}" if row.chat.thread else str(row.chat.chat)
    head = f"{row.id}  {row.state.value}  {row.kind.value}  {where}  {row.changed_at:%Y-%m-%d %H:%M}"
    text = clipped(" ".join(row.body.plain.split()), _MAX_TEXT)
    why = f"{row.doubt.value} ({row.error})" if row.doubt and row.error else row.doubt or row.error or ""
    return f"{head}  {why}".rstrip() + f"\n      {text}"
