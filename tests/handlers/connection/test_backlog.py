from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Update

from handlers.connection.backlog import Backlog, is_late
from tests.support.telegram import BOT, Reader

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
US = {"id": 42, "is_bot": True, "first_name": "Marsad", "username": BOT["username"]}


def written(text: str | None, *, chat: int = 7, ago: timedelta = timedelta(hours=1), more: Any = None) -> Update:
    reader = Reader(None, chat_id=chat, chat_type="supergroup" if chat < 0 else "private")  # type: ignore[arg-type]
    return reader.writes(text, date=int((NOW - ago).timestamp()), **(more or {}))


def backlog() -> Backlog:
    return Backlog(str(BOT["username"]), now=lambda: NOW)


def admitted(*updates: Update, waiting: Backlog | None = None) -> list[int]:
    """The places of those that are handled, in the order in which they are."""
    numbered = [replaced(update, place) for place, update in enumerate(updates)]
    return [update.update_id for update in (waiting or backlog()).sift(numbered, more=False)]


def replaced(update: Update, number: int) -> Update:
    return Update.de_json(update.to_dict() | {"update_id": number}, None)


@pytest.mark.parametrize(
    ("ago", "late"),
    [
        (timedelta(0), False),
        (timedelta(minutes=5), False),
        (timedelta(minutes=5, seconds=1), True),
        (timedelta(hours=24), True),
        (timedelta(hours=26), False),  # Telegram keeps nothing so long: the date is not true
        (timedelta(days=-1), False),
    ],
)
def test_what_waited_for_minutes_is_late(ago: timedelta, *, late: bool) -> None:
    assert is_late(written("when?", ago=ago), NOW) is late


def test_an_edit_is_as_late_as_the_edit() -> None:
    reader = Reader(None)  # type: ignore[arg-type]
    hours_ago, just_now = int((NOW - timedelta(hours=3)).timestamp()), int(NOW.timestamp())
    edited = reader.update({"edited_message": reader.message("when?", date=hours_ago, edit_date=just_now)})

    assert not is_late(edited, NOW)


GROUP = -5
VOICE = {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 1}}
MOVED = {"migrate_to_chat_id": -9}
TO_US = {"reply_to_message": {"message_id": 1, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}, "from": US}}
SOMEBODY = {"from": {"id": 9, "is_bot": False, "first_name": "x"}}
MENTION = "@Marsad_test_bot when?"

TABLE: dict[str, tuple[list[Update], list[int]]] = {
    "the newest of a chat": ([written("a"), written("b"), written("c")], [2]),
    "a voice is a question": ([written("a"), written(None, more=VOICE)], [1]),
    "chats are apart": ([written("a"), written("b", chat=8)], [0, 1]),
    "topics are apart": ([written("a"), written("b", more={"message_thread_id": 5})], [0, 1]),
    "fresh ones pass": ([written("a"), written("b", ago=timedelta(0))], [0, 1]),
    "a command is obeyed": ([written("a"), written("/forget")], [0, 1]),
    "but once": ([written("/start"), written("/start"), written("/help")], [1, 2]),
    "what changes something passes": ([written(None, more=MOVED), written(None, more=MOVED)], [0, 1]),
    "talk in a group is no question to us": ([written("x", chat=GROUP), written("y", chat=GROUP)], [0, 1]),
    "a mention is": ([written(MENTION, chat=GROUP), written(MENTION.lower(), chat=GROUP)], [1]),
    "a reply is": ([written("a", chat=GROUP, more=TO_US), written("b", chat=GROUP, more=TO_US)], [1]),
    "two in a group": ([written(MENTION, chat=GROUP), written(MENTION, chat=GROUP, more=SOMEBODY)], [0, 1]),
}


@pytest.mark.parametrize(("updates", "passing"), TABLE.values(), ids=TABLE)
def test_each_reader_gets_one_late_answer(updates: list[Update], passing: list[int]) -> None:
    assert admitted(*updates) == passing


def test_other_updates_always_pass() -> None:
    press = {"id": "1", "from": US, "chat_instance": "1", "data": "x"}
    update = Reader(None).update({"callback_query": press})  # type: ignore[arg-type]

    assert admitted(update, update) == [0, 1]


def test_of_several_polls_the_newest_question_of_all_is_answered_when_the_last_one_has_come() -> None:
    waiting = backlog()
    first, second, third = (replaced(written(text), number) for number, text in enumerate("abc"))
    other = replaced(written("b", chat=8), 9)

    assert waiting.sift([first, second], more=True) == []
    assert waiting.sift([other, third], more=False) == [third, other]


def test_once_all_that_waited_has_come_nothing_is_left_out_any_more() -> None:
    waiting = backlog()
    with capture_logs() as logged:
        assert admitted(*map(written, "abc"), waiting=waiting) == [2]
        assert admitted(written("d"), waiting=waiting) == []
        waiting.close()
        waiting.close()

        assert admitted(*map(written, "abc"), waiting=waiting) == [0, 1, 2]
    assert [line["left_out"] for line in logged] == [3]


def test_after_the_next_outage_a_chat_gets_its_answer_again() -> None:
    waiting = backlog()
    assert admitted(written("a"), waiting=waiting) == [0]
    waiting.close()
    waiting.open = True

    assert admitted(*map(written, "bc"), waiting=waiting) == [1]
