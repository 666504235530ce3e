"""Inline mode: statements for any chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.context import Marsad
from bot.interface.buttons.encoding import digest
from bot.interface.words.bidi import without_marks
from knowledge.answering.engine import Engine
from tests.handlers.conftest import Serve
from tests.support.telegram import FakeTelegram, Reader, refused


@pytest.fixture
async def app(serve: Serve, engine: Engine) -> AsyncIterator[Marsad]:
    async with serve(engine) as application:
        yield application


async def offered(app: Marsad, telegram: FakeTelegram, text: str, language: str = "en") -> dict[str, Any]:
    await app.process_update(Reader(app.bot, language=language).types(text))
    return telegram.made("answerInlineQuery")[-1]


@pytest.mark.parametrize(
    ("text", "word", "source", "button"),
    [
        ("astana", "Astana", "Source: ", "Ask Marsad a question"),
        ("أستانا", "أستانا", "المصدر: ", "اسأل مرصد"),
        ("استانه", "أستانا", "المصدر: ", "اسأل مرصد"),
    ],
)
async def test_statements_are_offered_with_their_source_and_a_way_into_the_chat(
    app: Marsad, telegram: FakeTelegram, text: str, word: str, source: str, button: str
) -> None:
    answer = await offered(app, telegram, text)
    first = answer["results"][0]

    assert 3 < len(answer["results"]) <= 50
    assert len({result["id"] for result in answer["results"]}) == len(answer["results"])
    assert word in first["description"]
    assert source in without_marks(first["input_message_content"]["message_text"])
    assert first["input_message_content"]["parse_mode"] == "HTML"
    assert answer["button"] == {"text": button, "start_parameter": "ask"}
    assert answer["is_personal"] is False


@pytest.mark.parametrize(("language", "letters"), [("en", "Meeting"), ("ar", "اجتماع")])
async def test_before_anything_is_typed_meetings_are_offered_in_the_reader_s_language(
    app: Marsad, telegram: FakeTelegram, language: str, letters: str
) -> None:
    answer = await offered(app, telegram, "", language)

    assert letters.casefold() in str(answer["results"]).casefold()
    assert answer["is_personal"] is True


@pytest.mark.parametrize("text", ["zzqqxx", "🙂" * 64, "<b>&", "\u202e", "x" * 256])
async def test_what_fits_nothing_gets_an_answer_all_the_same(app: Marsad, telegram: FakeTelegram, text: str) -> None:
    answer = await offered(app, telegram, text)

    assert len(answer["results"]) <= 50


async def test_the_same_query_is_worked_out_once_a_version(
    app: Marsad, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await offered(app, telegram, "astana")
    monkeypatch.setattr("handlers.inline._article", None)

    assert await offered(app, telegram, " Astana ") == first


async def test_a_query_that_has_gone_by_is_no_error(app: Marsad, telegram: FakeTelegram) -> None:
    telegram.answer_next("answerInlineQuery", refused("Bad Request: query is too old and response timeout expired"))
    with capture_logs() as logged:
        await offered(app, telegram, "astana")

    assert logged == []


async def test_an_inline_query_that_breaks_apologises_nowhere(app: Marsad, telegram: FakeTelegram) -> None:
    telegram.answer_next("answerInlineQuery", refused("Bad Request: RESULT_ID_INVALID"))
    with capture_logs() as logged:
        await offered(app, telegram, "astana")

    assert [sent["chat_id"] for sent in telegram.sent()] == [99]
    assert logged[0]["log_level"] == "error"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("متى اجتماع وزراء الدفاع", "sco-defence-ministers-2024.date"),
        ("where is the SCO defence ministers meeting", "sco-defence-ministers-2024.place"),
        ("Who leads India's delegation", "sco-defence-ministers-2024.delegation-head"),
    ],
)
async def test_what_the_chat_would_answer_is_offered_first(
    app: Marsad, telegram: FakeTelegram, engine: Engine, text: str, id_: str
) -> None:
    answer = await offered(app, telegram, text)

    assert answer["results"][0]["id"] == digest(id_)


async def test_words_for_which_nothing_was_found_go_along_into_the_chat(app: Marsad, telegram: FakeTelegram) -> None:
    button = (await offered(app, telegram, "zzqqxx wwvv"))["button"]
    for argument in (button["start_parameter"], "ask-unknown"):
        await app.process_update(Reader(app.bot).writes(f"/start {argument}"))
    kept, forgotten = (without_marks(sent["text"]) for sent in telegram.sent())

    assert button["text"].startswith("Nothing found")
    assert "zzqqxx and wwvv" in kept
    assert "zzqqxx" not in forgotten
