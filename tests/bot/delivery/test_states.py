"""The diagram of a message in docs/delivery.md is what really happens: each thing done to a row in each state."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.delivery.outcomes import Blocked, Dead, Halted, Migrated, Outcome, Paused, RetryAt, Sent, Uncertain, Uneditable
from bot.delivery.settling import settlement
from bot.readers.chat_key import ChatKey
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage, Outgoing
from bot.state.outbox import put
from bot.state.tables import outbox
from tests.bot.state.conftest import on_disk
from tests.support.newsroom import Newsroom

pytestmark = on_disk

DOCS = Path(__file__).parents[3] / "docs" / "delivery.md"
CHAT = ChatKey(-5)
GONE_FOR_GOOD = "[*]"

Does = Callable[[Newsroom, Outgoing], Awaitable[object]]


@pytest.mark.slow
async def test_the_diagram_shows_what_happens(room: Newsroom) -> None:
    edges: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    edges[GONE_FOR_GOOD, MessageState.QUEUED.value].append("planned")
    for name, (kind, does) in DONE.items():
        for state in MessageState:
            now = await _after(room, kind, state, does)
            if now != state.value:
                edges[state.value, now].append(name)
    lines = [f"    {old} --> {new}: {', '.join(names)}" for (old, new), names in edges.items()]
    diagram = "\n".join(("```mermaid", "stateDiagram-v2", *lines, "```"))

    assert diagram in DOCS.read_text(encoding="utf-8"), f"docs/delivery.md should hold\n{diagram}"


async def _after(room: Newsroom, kind: MessageKind, state: MessageState, does: Does) -> str:
    """The state of a row of that kind and state once something was done; `[*]` when it is deleted."""
    message = OutboxMessage("x", kind, CHAT, MessageBody("x", "x"), "en", room.clock())
    async with room.outbox.turn(room.clock()) as turn:
        await turn.connection.execute(outbox.delete())
        await put(turn.connection, [message], room.clock())
        await turn.connection.execute(update(outbox).values(state=state.value))
    [row] = await _rows(room)
    await does(room, row)
    return next((one.state.value for one in await _rows(room)), GONE_FOR_GOOD)


async def _rows(room: Newsroom) -> list[Outgoing]:
    return [row for state in MessageState for row in await room.outbox.listed(state)]


async def _take(room: Newsroom, _: Outgoing) -> None:
    deliverer = room.another("here")
    deliverer.send = lambda row: asyncio.Event().wait()  # type: ignore[assignment, return-value]
    await deliverer.step()
    for task in deliverer._sending:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _comes_back(outcome: Outcome, *, attempts: int = 0) -> Does:
    async def settle(room: Newsroom, row: Outgoing) -> None:
        async with room.outbox.turn(room.clock()) as turn:
            await turn.settle([settlement(replace(row, attempts=attempts), outcome, room.clock(), {})])

    return settle


async def _expire(room: Newsroom, _: Outgoing) -> None:
    later = room.clock() + timedelta(days=91)
    await room.outbox.expire(later - timedelta(days=90), timedelta(days=30), later)


DONE: dict[str, tuple[MessageKind, Does]] = {
    "taken": (MessageKind.UPDATE, _take),
    "arrived": (MessageKind.UPDATE, _comes_back(Sent(1))),
    "had no effect": (MessageKind.UPDATE, _comes_back(RetryAt("ConnectError"))),
    "flood wait": (MessageKind.UPDATE, _comes_back(Paused(60))),
    "group moved": (MessageKind.UPDATE, _comes_back(Migrated(-1005))),
    "bot refused": (MessageKind.UPDATE, _comes_back(Halted("InvalidToken"))),
    "answer lost": (MessageKind.UPDATE, _comes_back(Uncertain("ReadTimeout"))),
    "process died": (MessageKind.UPDATE, lambda room, _: room.outbox.recover(room.clock())),
    "chat refuses": (MessageKind.UPDATE, _comes_back(Blocked("forbidden"))),
    "chat is struck": (MessageKind.UPDATE, lambda room, row: room.strike(row.chat)),
    "ten attempts": (MessageKind.UPDATE, _comes_back(RetryAt("ConnectError"), attempts=9)),
    "never accepted": (MessageKind.UPDATE, _comes_back(Dead("bad request"))),
    "message to edit is gone": (MessageKind.EDIT, _comes_back(Uneditable())),
    "correction, chat is back": (
        MessageKind.CORRECTION,
        lambda room, row: room.outbox.restore(CHAT.chat, room.clock()),
    ),
    "news, chat is back": (MessageKind.UPDATE, lambda room, row: room.outbox.restore(CHAT.chat, room.clock())),
    "planned anew": (MessageKind.UPDATE, lambda room, row: room.publications.announce("b", [], room.clock())),
    "settle --sent": (
        MessageKind.UPDATE,
        lambda room, row: room.outbox.settle([row.id], MessageState.SENT, room.clock()),
    ),
    "settle --failed": (
        MessageKind.UPDATE,
        lambda room, row: room.outbox.settle([row.id], MessageState.FAILED, room.clock()),
    ),
    "retry": (MessageKind.UPDATE, lambda room, row: room.outbox.retry([row.id], room.clock())),
    "kept long enough": (MessageKind.UPDATE, _expire),
}
"""What can be done to a message, by the words of the diagram, with the kind of message that shows it."""
