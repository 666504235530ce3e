"""`marsad outbox`: what operators see of messages to subscribers, and decide about them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.outbox import Outbox, put
from bot.state.told import Tell
from tests.support.command import InProcess
from tests.support.state import in_state

pytestmark = pytest.mark.usefixtures("quiet")

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def filled(marsad: InProcess) -> InProcess:
    """Three messages: one waits, one is uncertain, one has failed."""

    async def fill(database: Database) -> None:
        states = (MessageState.QUEUED, MessageState.UNCERTAIN, MessageState.FAILED)
        body, tells = MessageBody("<b>خبر</b>", "خبر"), (Tell("a.b", "f"),)
        messages = [
            OutboxMessage(state.value, MessageKind.UPDATE, ChatKey(7, 3), body, "ar", NOW, tells, state=state)
            for state in states
        ]
        async with Outbox(database).turn(NOW) as turn:
            await put(turn.connection, messages, NOW)

    in_state(marsad.data, fill)
    return marsad


def states(marsad: InProcess) -> dict[int, str]:
    with closing(sqlite3.connect(marsad.data / "state.sqlite")) as connection:
        return dict(connection.execute("SELECT id, state FROM outbox"))


def test_it_lists_what_is_not_sent_one_line_a_message_in_json(filled: InProcess) -> None:
    listed = filled("outbox", "list", "--json")

    assert [row["state"] for row in listed.lines] == ["queued", "uncertain", "failed"]
    assert listed.lines[0] == {
        "id": 1,
        "state": "queued",
        "kind": "update",
        "chat": 7,
        "thread": 3,
        "lang": "ar",
        "statements": ["a.b"],
        "attempts": 0,
        "error": None,
        "reason": None,
        "changed_at": "2024-04-25T12:00:00+00:00",
        "text": "خبر",
    }


def test_it_lists_one_state_in_words(filled: InProcess) -> None:
    listed = filled("outbox", "list", "--state", "uncertain")

    assert listed.out == "2  uncertain  update  7/3  2024-04-25 12:00  no-answer\n      خبر\n"


def test_an_unknown_state_is_wrong_use(marsad: InProcess) -> None:
    done = marsad("outbox", "list", "--state", "lost")

    assert (done.code, done.out) == (2, "")
    assert "queued, sending, sent, uncertain, failed, held" in done.err


@pytest.mark.parametrize(("option", "state"), [("--sent", "sent"), ("--failed", "failed")])
def test_an_uncertain_message_is_settled_as_the_operator_says(filled: InProcess, option: str, state: str) -> None:
    done = filled("outbox", "settle", 2, option)

    assert (done.code, done.out) == (0, f"2 {state}\n")
    assert states(filled)[2] == state


def test_what_is_not_open_cannot_be_settled_and_is_named(filled: InProcess) -> None:
    done = filled("outbox", "settle", 1, 2, 99, "--sent")

    assert (done.code, done.out) == (1, "2 sent\n")
    assert done.err.startswith("1, 99:")


@pytest.mark.parametrize("options", [(), ("--sent", "--failed")])
def test_settling_needs_one_fate(filled: InProcess, options: tuple[str, ...]) -> None:
    assert filled("outbox", "settle", 2, *options).code == 2


def test_uncertain_and_failed_messages_can_be_sent_again(filled: InProcess) -> None:
    done = filled("outbox", "retry", 2, 3)

    assert (done.code, done.out) == (0, "2 queued\n3 queued\n")
    assert set(states(filled).values()) == {"queued"}


def test_an_empty_outbox_lists_nothing_and_is_watched_to_its_end(marsad: InProcess) -> None:
    assert marsad("outbox", "list").out == ""
    assert marsad("outbox", "watch").code == 0


def test_who_rehearses_without_a_token_is_told_where_those_readers_are(marsad: InProcess) -> None:
    rehearsed = marsad.data / "playground" / "state.sqlite"
    rehearsed.parent.mkdir(parents=True)
    rehearsed.touch()

    assert f"DATABASE_URL=sqlite+aiosqlite:///{rehearsed}" in marsad("outbox", "list").err
    assert marsad("outbox", "list").err == ""


@pytest.fixture
def doubtful(filled: InProcess) -> InProcess:
    """Four more that are uncertain, two of them killed."""
    with sqlite3.connect(filled.data / "state.sqlite") as connection:
        names = "kind, chat, thread, body, lang, silent, tells, cursors, not_before, attempts, state, changed_at"
        for number, error in enumerate(
            ("stopped in the middle", "stopped in the middle", "ReadTimeout", "TelegramError")
        ):
            connection.execute(
                f"INSERT INTO outbox ({names}, dedupe, error) "
                "SELECT kind, chat, thread, body, lang, silent, tells, cursors, not_before, attempts, 'uncertain', "
                "changed_at, ?, ? FROM outbox WHERE id = 2",
                (str(number), error),
            )
    connection.close()
    return filled


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reason", "ids"), [(None, [2, 4, 5, 6, 7]), ("killed", [4, 5]), ("no-answer", [2, 6]), ("gateway", [7])]
)
def test_all_uncertain_messages_are_settled_at_once_or_those_of_a_reason(
    doubtful: InProcess, reason: str | None, ids: list[int]
) -> None:
    done = doubtful("outbox", "settle", "--all", *(("--reason", reason) if reason else ()), "--sent")

    assert (done.code, done.out) == (0, "".join(f"{id_} sent\n" for id_ in ids))
    assert [id_ for id_, state in states(doubtful).items() if state == "sent"] == ids


def test_all_uncertain_and_failed_messages_are_sent_again_only_after_asking(doubtful: InProcess) -> None:
    refused = doubtful("outbox", "retry", "--all")
    done = doubtful("outbox", "retry", "--all", "--yes")

    assert (refused.code, refused.out) == (2, "")
    assert "--yes" in refused.err
    assert [line.split()[0] for line in done.out.splitlines()] == ["2", "3", "4", "5", "6", "7"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [("--all", 2), (), ("--all", "--reason", "boredom"), (2, "--reason", "killed")],
    ids=["all and one", "none", "no reason", "a reason for one"],
)
@pytest.mark.parametrize("command", [("settle", "--sent"), ("retry", "--yes")])
def test_what_is_meant_must_be_said(
    doubtful: InProcess, command: tuple[str, ...], arguments: tuple[object, ...]
) -> None:
    before = states(doubtful)

    assert doubtful("outbox", *command, *arguments).code == 2
    assert states(doubtful) == before


def test_the_list_has_no_end_of_its_own(filled: InProcess) -> None:
    with sqlite3.connect(filled.data / "state.sqlite") as connection:
        names = "kind, chat, thread, body, lang, silent, tells, cursors, not_before, attempts, state, changed_at"
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
            f"INSERT INTO outbox ({names}, dedupe) SELECT {names}, i FROM outbox, n WHERE id = 2"
        )
    connection.close()

    assert len(filled("outbox", "list", "--state", "uncertain", "--json").lines) == 2501
    assert filled("outbox", "settle", "--all", "--failed").out.count("failed") == 2501
