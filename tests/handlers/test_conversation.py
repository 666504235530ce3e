"""Update in, Bot API calls out: the whole stack over a fake Telegram."""

from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError, TimedOut

from bot.app import ALLOWED_UPDATES, build, routes
from bot.bidi import without_marks
from bot.context import Marsad
from tests.handlers.conftest import settings
from tests.support.facts import ScriptedEngine
from tests.support.telegram import FakeTelegram, Reader, refused

APOLOGIES = {"ar": "عذرًا، حدث خطأ", "en": "Sorry, something went wrong"}


@pytest.mark.parametrize(
    ("question", "first", "source"),
    [
        ("متى؟", "أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.", "المصدر: وثيقة"),
        ("when?", "The meeting was announced for 25 April 2024.", "Source: a document"),
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
    assert [call.method for call in telegram.calls] == ["sendMessage"]


@pytest.mark.parametrize(
    ("command", "language", "expected"),
    [
        ("/start", "ar", "أهلًا بك، أنا مرصد."),
        ("/start", "en", "Hello, I am Marsad."),
        ("/start meeting", None, "Hello, I am Marsad."),
        ("/help", "ar-EG", "أجيب عن أسئلة الأمن الإقليمي"),
        ("/help@marsad_test_bot", "fr", "I answer questions"),
        ("/privacy", "ar", "لا أخزّن أي شيء عنك"),
        ("/privacy", "en", "I store nothing about you"),
        ("/nonsense", "ar", "لا أعرف هذا الأمر"),
        ("/nonsense", None, "I do not know this command"),
    ],
)
async def test_a_command_is_answered_in_the_language_of_the_reader_s_telegram(
    app: Marsad, telegram: FakeTelegram, command: str, language: str | None, expected: str
) -> None:
    await app.process_update(Reader(app.bot, language=language).writes(command))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(expected)


async def test_a_follow_up_leans_on_the_last_answer_of_its_chat(
    app: Marsad, reader: Reader, engine: ScriptedEngine
) -> None:
    for update in (reader.writes("when?"), reader.writes("and where?"), Reader(app.bot, 8).writes("and where?")):
        await app.process_update(update)

    assert [conversation.entities for _, conversation in engine.asked] == [(), ("meeting",), ()]


@pytest.mark.parametrize(
    "content",
    [
        {"edited_message": "when?"},
        {"channel_post": "when?"},
        {"edited_channel_post": "when?"},
        {"message": None, "voice": {"file_id": "x", "file_unique_id": "x", "duration": 1}},
        {"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": []}},
    ],
    ids=lambda content: next(iter(content)),
)
async def test_other_updates_than_new_texts_are_left_alone(
    app: Marsad, reader: Reader, telegram: FakeTelegram, content: dict[str, Any]
) -> None:
    (kind, text), *media = content.items()
    body = text if isinstance(text, dict) else reader.message(text, **dict(media))
    await app.process_update(reader.update({kind: body}))

    assert telegram.calls == []


@pytest.mark.parametrize("chat_type", ["group", "supergroup"])
async def test_in_groups_only_commands_are_answered(app: Marsad, telegram: FakeTelegram, chat_type: str) -> None:
    member = Reader(app.bot, -100, chat_type=chat_type)
    for text in ("when?", "/help@another_bot", "/nonsense", "/help"):
        await app.process_update(member.writes(text))

    assert [sent["chat_id"] for sent in telegram.sent()] == [-100]


async def test_a_stranger_gets_no_answer_where_chats_are_limited(
    telegram: FakeTelegram, engine: ScriptedEngine
) -> None:
    async with build(settings(MARSAD_TELEGRAM__ALLOWED_CHATS="7,9"), lambda: engine, telegram) as app:
        for chat in (7, 8):
            await app.process_update(Reader(app.bot, chat).writes("when?"))
            await app.process_update(Reader(app.bot, chat).writes("/start"))

    assert [sent["chat_id"] for sent in telegram.sent()] == [7, 7]


@pytest.mark.parametrize(("question", "lang"), [("break", "en"), ("اكسر", "ar")])
async def test_an_error_costs_one_apology_in_the_reader_s_language_and_one_log_line(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, lang: str
) -> None:
    with capture_logs() as logged:
        await app.process_update(reader.writes(question))
        await app.process_update(reader.writes("when?"))
    apology, answer = telegram.sent()

    assert apology["text"].startswith(APOLOGIES[lang])
    assert "25 April" in answer["text"]
    assert [(line["event"], line["log_level"]) for line in logged] == [
        ("a question could not be answered", "error"),
        ("answered", "info"),
    ]
    assert question not in str(logged[0])


async def test_refused_markup_is_sent_again_as_plain_text(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    telegram.answer_next("sendMessage", refused("Bad Request: can't parse entities: unsupported start tag"))
    with capture_logs():
        await app.process_update(reader.writes("when?"))
    marked, plain = telegram.sent()

    assert "parse_mode" not in plain
    assert "<i>" in marked["text"]
    assert plain["text"] == marked["text"].replace("<i>", "").replace("</i>", "")


@pytest.mark.parametrize(
    ("failure", "apologies"),
    [
        (TimedOut(), 0),
        (NetworkError("httpx.ReadError: "), 0),
        (ConnectionResetError(), 0),
        (refused("Forbidden: bot was blocked by the user", 403), 0),
        (refused("Internal Server Error", 500), 0),
        ((429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 5}}), 0),
        (refused("Bad Request: message is too long"), 1),
    ],
    ids=["timeout", "reset", "transport", "blocked", "5xx", "429", "too-long"],
)
async def test_a_reply_that_failed_to_leave_is_never_sent_twice(
    app: Marsad, reader: Reader, telegram: FakeTelegram, failure: Any, apologies: int
) -> None:
    telegram.answer_next("sendMessage", failure)
    with capture_logs() as logged:
        await app.process_update(reader.writes("when?"))
        await app.process_update(reader.writes("when?"))

    assert len(telegram.sent()) == 2 + apologies
    assert [line["log_level"] for line in logged] == ["info", "error", "info"]


async def test_an_apology_that_fails_is_logged_and_forgotten(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("sendMessage", TimedOut())
    with capture_logs() as logged:
        await app.process_update(reader.writes("break"))

    assert logged[-1]["event"] == "the apology could not be sent"


async def test_an_answer_stays_in_its_topic(app: Marsad, telegram: FakeTelegram) -> None:
    update = Reader(app.bot, -100, chat_type="supergroup").writes("/help", message_thread_id=5, is_topic_message=True)
    await app.process_update(update)

    assert telegram.sent()[0]["message_thread_id"] == 5


@pytest.mark.parametrize("text", ["", " ", "🙂" * 1000, "x" * 4096, "\u202e<b>&lt;", "\ud83d", "/", "//", "\x00"])
async def test_any_text_gets_exactly_one_reply(app: Marsad, reader: Reader, telegram: FakeTelegram, text: str) -> None:
    with capture_logs():
        await app.process_update(reader.writes(text))

    assert len(telegram.sent()) == (1 if text else 0)


def test_every_route_is_one_handler_for_updates_that_are_asked_for() -> None:
    handlers = [handler for group in routes().values() for handler in group]

    assert len(handlers) > 5
    assert ALLOWED_UPDATES == ("message",)
