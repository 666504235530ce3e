"""Update in, Bot API calls out: questions in private, over a fake Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app import ALLOWED_UPDATES, routes
from bot.context import Marsad
from bot.interface.words.bidi import without_marks
from knowledge.dialogue import Conversation
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.facts import ScriptedEngine, answer, statement
from tests.support.telegram import FakeTelegram, Reader, buttons, refused

ARTICLE = "The Astana meeting took place. " + "Nobody knows more about it than this. " * 12
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 0, "sender_user_name": "x"}}
PHOTO: Mapping[str, Any] = {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}
VOICE: Mapping[str, Any] = {"voice": {"file_id": "x", "file_unique_id": "x", "duration": 1}}


@pytest.mark.parametrize(
    ("question", "first", "source"),
    [
        ("متى؟", "أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.", "المصدر: «سيعقد"),
        ("when?", "The meeting was announced for 25 April 2024.", "Source: “سيعقد"),
    ],
)
async def test_a_question_is_answered_once_with_its_source(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, first: str, source: str
) -> None:
    await app.process_update(reader.writes(question))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(first)
    assert source in without_marks(sent["text"])
    assert (sent["chat_id"], sent["parse_mode"], sent["link_preview_options"]) == (7, "HTML", {"is_disabled": True})
    assert "reply_parameters" not in sent
    assert telegram.methods == ["sendMessage"]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("when?", [["Quote", "Related"], ["Cite & share", "Report a mistake"], ["Follow: Astana meeting"]]),
        ("متى؟", [["ذات صلة", "الاقتباس"], ["الإبلاغ عن خطأ", "استشهاد ومشاركة"], ["متابعة: اجتماع أستانا"]]),
        ("which?", [["Astana meeting"], ["Talks"], ["None of these"]]),
        ("أيها؟", [["اجتماع أستانا"], ["محادثات"], ["لا شيء مما سبق"]]),
        ("2023?", [["Astana meeting"], ["Tell me when you know"]]),
    ],
)
async def test_below_a_reply_stand_its_buttons_mirrored_in_arabic(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, labels: list[list[str]]
) -> None:
    await app.process_update(reader.writes(question))

    assert [[without_marks(label) for label, _ in row] for row in buttons(telegram.sent()[0])] == labels


async def test_a_follow_up_leans_on_the_last_answer_of_its_chat(
    app: Marsad, reader: Reader, scripted: ScriptedEngine
) -> None:
    for update in (reader.writes("when?"), reader.writes("and where?"), Reader(app.bot, 8).writes("and where?")):
        await app.process_update(update)

    assert [conversation.entities for _, conversation in scripted.asked] == [(), ("meeting",), ()]


async def test_a_follow_up_comes_too_late_after_its_time(
    app: Marsad, reader: Reader, scripted: ScriptedEngine, clock: Clock
) -> None:
    await app.process_update(reader.writes("when?"))
    clock.forward(minutes=11)
    await app.process_update(reader.writes("and where?"))

    assert scripted.asked[-1][1].entities == ()


@pytest.mark.parametrize(
    ("content", "language", "expected"),
    [
        (VOICE, "en", "I cannot listen to recordings."),
        (VOICE, "ar", "لا أستطيع الاستماع إلى التسجيلات."),
        (PHOTO, "en", "I can read text only."),
        ({"location": {"longitude": 1, "latitude": 1}}, "ar", "أقرأ النصوص فقط."),
    ],
    ids=["voice-en", "voice-ar", "photo", "location"],
)
async def test_what_holds_no_text_gets_one_polite_line(
    app: Marsad, telegram: FakeTelegram, content: dict[str, Any], language: str, expected: str
) -> None:
    await app.process_update(Reader(app.bot, language=language).writes(None, **content))
    (sent,) = telegram.sent()

    assert sent["text"].startswith(expected)


async def test_an_album_counts_as_one(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    for album in ("a", "a", "a", "b"):
        await app.process_update(reader.writes(None, media_group_id=album, **PHOTO))

    assert len(telegram.sent()) == 2


async def test_the_caption_of_a_picture_is_a_question(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    await app.process_update(reader.writes(None, caption="when?", **PHOTO))

    assert "25 April" in telegram.sent()[0]["text"]


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        (ARTICLE, {}, "I know this about subjects in your text."),
        ("The Astana meeting ended.", FORWARDED, "I know this about subjects in your text."),
        ("Nothing of interest happened.", FORWARDED, "I know nothing about the subjects of this text."),
        ("when?", FORWARDED, "The meeting was announced for 25 April 2024."),
    ],
    ids=["pasted", "forwarded", "unknown", "question"],
)
async def test_a_text_of_somebody_else_gets_what_is_known_about_its_subjects(
    app: Marsad, reader: Reader, telegram: FakeTelegram, text: str, more: dict[str, Any], expected: str
) -> None:
    await app.process_update(reader.writes(text, **more))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(expected)


async def test_a_long_answer_comes_in_parts_with_the_buttons_below_the_last(
    serve: Serve, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    many = [statement(f"meeting.n{n}", ar="جملة طويلة.", en=f"Sentence {n} is rather long. " * 8) for n in range(30)]
    scripted.script = {"all?": answer("en", *many)}
    async with serve() as app:
        await app.process_update(Reader(app.bot).writes("all?"))
    first, last = telegram.sent()

    assert max(len(sent["text"]) for sent in (first, last)) <= 4096
    assert "reply_markup" not in first
    assert buttons(last)


async def test_an_edited_question_edits_its_answer(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    asked = reader.writes("when?")
    assert asked.message
    await app.process_update(asked)
    await app.process_update(reader.edits(asked.message.message_id, "متى؟"))
    (edited,) = telegram.made("editMessageText")

    assert edited["message_id"] == 1000
    assert without_marks(edited["text"]).startswith("أُعلن")
    assert len(telegram.sent()) == 1


async def test_an_edit_that_changes_no_word_or_of_an_unknown_question_changes_nothing(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    asked = reader.writes("when?")
    assert asked.message
    await app.process_update(asked)
    await app.process_update(reader.edits(asked.message.message_id, "when?"))
    await app.process_update(reader.edits(12345, "متى؟"))
    await app.process_update(reader.edits(asked.message.message_id, "/help"))

    assert telegram.methods == ["sendMessage"]


async def test_an_edit_to_which_the_same_answer_belongs_is_no_error(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    asked = reader.writes("2023?")
    assert asked.message
    await app.process_update(asked)
    telegram.answer_next("editMessageText", refused("Bad Request: message is not modified: the same"))
    await app.process_update(reader.edits(asked.message.message_id, "2022?"))

    assert len(telegram.sent()) == 1


async def test_an_answer_that_the_reader_deleted_is_sent_again_for_an_edited_question(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    asked = reader.writes("when?")
    assert asked.message
    await app.process_update(asked)
    telegram.answer_next("editMessageText", refused("Bad Request: message to edit not found"))
    await app.process_update(reader.edits(asked.message.message_id, "متى؟"))
    await app.process_update(reader.edits(asked.message.message_id, "when?"))

    assert telegram.methods == ["sendMessage", "editMessageText", "sendMessage", "editMessageText"]
    assert telegram.made("editMessageText")[-1]["message_id"] == 1001


@pytest.mark.parametrize("failure", [None, refused("Bad Request: message can't be deleted")])
async def test_an_edit_to_a_shorter_answer_leaves_no_part_behind(
    serve: Serve, telegram: FakeTelegram, scripted: ScriptedEngine, failure: Any
) -> None:
    many = [statement(f"meeting.n{n}", ar="جملة.", en=f"Sentence {n} is rather long. " * 8) for n in range(30)]
    scripted.script = {"all?": answer("en", *many), "one?": answer("en")}
    telegram.answer_next("deleteMessage", *([failure] if failure else []))
    async with serve() as app:
        asked = Reader(app.bot).writes("all?")
        assert asked.message
        for update in (asked, *(Reader(app.bot).edits(asked.message.message_id, text) for text in ("one?", "all?"))):
            await app.process_update(update)

    assert telegram.methods == [
        *(["sendMessage"] * 2),
        "editMessageText",
        "deleteMessage",
        "editMessageText",
        "sendMessage",
    ]


async def test_a_chosen_language_is_that_of_every_answer(
    app: Marsad, reader: Reader, scripted: ScriptedEngine, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.presses("1g:ar", {"text": "Language"}))
    await app.process_update(reader.writes("when?"))

    assert scripted.fixed == ["ar"]


@pytest.mark.parametrize("text", ["", " ", "🙂" * 1000, "x" * 4096, "\u202e<b>&lt;", "\ud83d", "/", "//", "\x00"])
async def test_any_text_gets_exactly_one_reply(app: Marsad, reader: Reader, telegram: FakeTelegram, text: str) -> None:
    with capture_logs():
        await app.process_update(reader.writes(text))

    assert len(telegram.sent()) == (1 if text else 0)


async def test_an_answer_about_nothing_leaves_what_a_chat_speaks_of(serve: Serve) -> None:
    engine = ScriptedEngine({"where?": answer(), "compare": replace(answer(), entities=())})
    async with serve(engine) as app:
        reader = Reader(app.bot)
        for text in ("where?", "compare", "and who?"):
            await app.process_update(reader.writes(text))

    assert engine.asked[-1] == ("and who?", Conversation(("meeting",)))


def test_every_route_is_one_handler_for_updates_that_are_asked_for() -> None:
    handlers = [handler for group in routes().values() for handler in group]

    assert len(handlers) > 20
    assert set(ALLOWED_UPDATES) == {
        "message",
        "edited_message",
        "channel_post",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }


@pytest.mark.parametrize("break_", ["\n", " \n ", "\t"])
async def test_an_edit_of_a_command_with_a_question_edits_its_answer(
    app: Marsad, reader: Reader, telegram: FakeTelegram, break_: str
) -> None:
    asked = reader.writes("/ask")
    assert asked.message
    await app.process_update(asked)
    await app.process_update(reader.edits(asked.message.message_id, f"/ask{break_}when?"))

    assert telegram.methods == ["sendMessage", "editMessageText"]
    assert "25 April" in telegram.made("editMessageText")[0]["text"]


async def test_an_edit_of_a_caption_edits_its_answer(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    asked = reader.writes(None, **PHOTO)
    assert asked.message
    await app.process_update(asked)
    for caption in ("2023?", "when?"):
        edit = reader.message(None, message_id=asked.message.message_id, edit_date=1, caption=caption, **PHOTO)
        await app.process_update(reader.update({"edited_message": edit}))

    assert telegram.methods == ["sendMessage", "editMessageText", "editMessageText"]
    assert "25 April" in telegram.made("editMessageText")[-1]["text"]
