"""Reported mistakes: the reader's words reach the editors without a name, and their answer finds its way back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import encode
from bot.interface.buttons.presses import Forget
from bot.interface.words.bidi import without_marks
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.clock import Clock
from tests.support.telegram import BOT, FakeTelegram, Reader, labelled, refused

WORDS = "It was on the 26th, see <https://example.org>"


async def reported(app: Marsad, reader: Reader, telegram: FakeTelegram) -> dict[str, Any]:
    """Report the answer to a question; our message that asks for words."""
    await app.process_update(reader.writes("when?"))
    below = telegram.sent()[-1]
    telegram.calls.clear()
    await app.process_update(reader.presses(labelled(below, "Report a mistake"), below))
    return telegram.sent()[-1]


def ours(text: str, id_: int, chat: int = 7) -> dict[str, Any]:
    """A message of ours, as it stands in a reply to it."""
    return {"message_id": id_, "date": 0, "chat": {"id": chat, "type": "private"}, "from": BOT, "text": text}


def last_id(app: Marsad, telegram: FakeTelegram) -> int:
    """The id of the message that was sent last."""
    return next(telegram._ids) - 1


async def test_what_a_reader_writes_below_the_request_reaches_the_operators_without_a_name(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    asked = await reported(app, reader, telegram)
    prompt = ours(asked["text"], last_id(app, telegram))
    telegram.calls.clear()
    await app.process_update(reader.writes(WORDS, reply_to_message=prompt))
    told, thanks = telegram.sent()

    assert asked["reply_markup"] == {"force_reply": True}
    assert told["chat_id"] == OPERATOR
    assert "It was on the 26th, see &lt;https://example.org&gt;" in told["text"]
    assert without_marks(told["text"]).startswith("#1:")
    assert "7" not in told["text"].replace("2024", "")
    assert "If the editors answer, you read it here." in thanks["text"]


async def test_an_operator_s_reply_goes_back_to_who_reported_and_shows_nobody(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores
) -> None:
    await reported(app, reader, telegram)
    report = without_marks(telegram.sent()[0]["text"])
    telegram.calls.clear()
    editor = Reader(app.bot, OPERATOR)
    await app.process_update(editor.writes("Corrected, thank you.", reply_to_message=ours(report, 5, OPERATOR)))
    carried, confirmed = telegram.sent()

    assert carried["chat_id"] == 7
    assert without_marks(carried["text"]).startswith("The editors answer your report:")
    assert "<blockquote>Corrected, thank you.</blockquote>" in carried["text"]
    assert (confirmed["chat_id"], confirmed["text"]) == (OPERATOR, "The reader has your answer.")
    assert await state.reports.waiting() == ()


async def test_a_reader_who_cannot_be_reached_is_said_to_be(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await reported(app, reader, telegram)
    report = without_marks(telegram.sent()[0]["text"])
    telegram.calls.clear()
    telegram.answer_next("sendMessage", refused("Forbidden: bot was blocked by the user", 403))
    await app.process_update(Reader(app.bot, OPERATOR).writes("Thanks", reply_to_message=ours(report, 5, OPERATOR)))

    assert telegram.sent()[-1]["text"] == "The reader cannot be reached any more."


async def test_nobody_else_answers_for_the_editors(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    await reported(app, reader, telegram)
    stranger = Reader(app.bot, 8)
    telegram.calls.clear()
    await app.process_update(stranger.writes("when?", reply_to_message=ours("#1: a reader reports", 5, 8)))

    assert [sent["chat_id"] for sent in telegram.sent()] == [8]


async def test_in_a_group_of_operators_only_its_administrators_answer(
    serve: Serve, telegram: FakeTelegram, state: Stores
) -> None:
    async with serve(MARSAD_TELEGRAM__OPERATORS=f"-100,{OPERATOR}") as app:
        await reported(app, Reader(app.bot), telegram)
        report = without_marks(telegram.sent()[0]["text"])
        telegram.calls.clear()
        member, operator = (Reader(app.bot, -100, chat_type="supergroup", person=person) for person in (8, OPERATOR))
        for who in (member, operator):
            await app.process_update(who.writes("Thank you.", reply_to_message=ours(report, 5, -100)))
    refused, carried, confirmed = telegram.sent()

    assert (refused["chat_id"], refused["text"]) == (-100, "Only administrators of this group can do that.")
    assert (carried["chat_id"], confirmed["text"]) == (7, "The reader has your answer.")
    assert await state.reports.waiting() == ()


async def test_reports_wait_on_a_list_where_no_operator_is_set(
    serve: Serve, telegram: FakeTelegram, state: Stores, clock: Clock
) -> None:
    async with serve(MARSAD_TELEGRAM__OPERATORS="") as app:
        await reported(app, Reader(app.bot), telegram)
    (waiting,) = await state.reports.waiting()
    await state.reports.expire(clock() - timedelta(days=1))

    assert waiting.statements == ("meeting.date",)
    assert await state.reports.waiting() == (waiting,)
    assert [sent["chat_id"] for sent in telegram.sent()] == [7]


async def test_operators_see_the_list_and_others_no_command(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await reported(app, reader, telegram)
    telegram.calls.clear()
    for who in (Reader(app.bot, OPERATOR), reader):
        await app.process_update(who.writes("/reports"))
    listed, unknown = (without_marks(sent["text"]) for sent in telegram.sent())

    assert listed.startswith("#1: a reader reports")
    assert unknown.startswith("I do not know this command.")


async def test_what_nobody_has_answered_stands_in_the_status(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores
) -> None:
    await reported(app, reader, telegram)
    statuses = []
    for _ in range(2):
        await app.process_update(Reader(app.bot, OPERATOR).writes("/status"))
        statuses.append(without_marks(telegram.sent()[-1]["text"]))
        await state.reports.answer(1)

    assert ["Reported mistakes that nobody has answered: 1 (/reports)" in one for one in statuses] == [True, False]


async def test_a_report_is_part_of_what_is_kept(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores
) -> None:
    await reported(app, reader, telegram)
    await app.process_update(reader.writes("/mydata"))
    shown, kept = without_marks(telegram.sent()[-1]["text"]), await state.reports.waiting()
    await app.process_update(reader.presses(encode(Forget())))

    assert "Mistakes that you reported: 1" in shown
    assert (len(kept), await state.reports.waiting()) == (1, ())


async def test_what_stands_below_the_request_is_said_about_the_report_even_if_it_is_the_name_of_a_command(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores
) -> None:
    asked = await reported(app, reader, telegram)
    await app.process_update(reader.writes("privacy", reply_to_message=ours(asked["text"], last_id(app, telegram))))

    assert [one.words for one in await state.reports.waiting()] == ["privacy"]


async def test_no_answer_goes_to_who_is_not_allowed_any_more(
    app: Marsad, reader: Reader, telegram: FakeTelegram, serve: Serve
) -> None:
    await reported(app, reader, telegram)
    report = without_marks(telegram.sent()[0]["text"])
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="-100") as limited:
        editor = Reader(limited.bot, OPERATOR)
        await limited.process_update(editor.writes("Thank you.", reply_to_message=ours(report, 5, OPERATOR)))

    assert {sent["chat_id"] for sent in telegram.sent()} == {OPERATOR}
