from __future__ import annotations

import io
import json
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.logs import Redactor, Sparing, configure
from bot.settings.values import Level
from tests.support.logs import restored

TOKEN = "123456:AAbb-cc_DD"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _logging_restored() -> Iterator[None]:
    with restored():
        yield


def started(level: Level = Level.DEBUG, stream: io.StringIO | None = None) -> io.StringIO:
    stream = stream or io.StringIO()
    configure(level, secrets=[TOKEN], stream=stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_elsewhere_than_on_a_terminal_each_event_is_one_json_line() -> None:
    stream = started()
    structlog.get_logger("bot.x").info("answered", status="مرصد")
    logging.getLogger("library").warning("old %s", "style")
    ours, theirs = lines(stream)

    assert (ours["event"], ours["status"], ours["level"], ours["logger"]) == ("answered", "مرصد", "info", "bot.x")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("old style", "warning", "library")


async def test_a_page_in_the_place_of_telegrams_answer_leaves_no_traceback() -> None:
    stream = started(Level.INFO)
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b"<html>bad gateway</html>")

    assert stream.getvalue() == ""


def test_on_a_terminal_it_is_readable() -> None:
    stream = started(stream=Terminal())
    structlog.get_logger("bot.x").info("answered", status="ok")

    assert "answered" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


@pytest.mark.parametrize("stream_type", [io.StringIO, Terminal])
def test_what_readers_and_documents_wrote_steers_no_terminal(stream_type: type[io.StringIO]) -> None:
    steering = "\x1b[2Jgone\x9b31m\u202eturned\r\nforged"
    stream = started(stream=stream_type())
    structlog.get_logger("bot.x").error("refused", reason=steering, title=steering)
    logging.getLogger("library").error("a title: %s", steering)
    try:
        int(steering)
    except ValueError:
        structlog.get_logger("bot.x").exception("failed")
    written = re.sub(r"\x1b\[\d+m", "", stream.getvalue())  # the colours of the renderer

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written)
    assert "\nforged" not in written.split("Traceback")[0]
    assert "gone" in written


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("stream_type", [io.StringIO, Terminal])
def test_the_token_stands_in_nothing_at_any_level(level: Level, stream_type: type[io.StringIO]) -> None:
    stream = started(level, stream_type())
    url = f"https://api.telegram.org/bot{TOKEN}/getMe"
    ours = structlog.get_logger("bot.x")
    for logger in (*map(logging.getLogger, ("httpx", "httpcore", "telegram.Bot", "other")), ours):
        for say in (logger.debug, logger.info, logger.warning, logger.error, logger.critical):
            say(f"HTTP Request: POST {url}")
    logging.getLogger("httpx").error('HTTP Request: POST %s "%s"', url, "HTTP/1.1 200 OK")
    ours.error("failed", url=url, nested={"token": TOKEN})
    try:
        int(url)
    except ValueError:
        ours.exception("failed")
        logging.getLogger("other").exception("failed")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(url, stacklevel=1)

    assert "HTTP Request" in stream.getvalue()
    assert "AAbb-cc_DD" not in stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "https://api.telegram.org/bot987654321:AAE-xyz_123/getUpdates",
        "https://api.telegram.org/file/bot987654321:AAE-xyz_123/photo.jpg",
        "https://api.telegram.org/bot987654321%3AAAE-xyz_123/getMe",
        "the token 987654321:AAE-xyz_123AAE-xyz_123AAE-xyz_123AAE was refused",
    ],
)
def test_whatever_looks_like_a_bot_token_is_masked_without_being_known(text: str) -> None:
    masked = Redactor()(text)

    assert "AAE-xyz_123" not in masked
    assert "[redacted]" in masked


def test_other_text_is_left_alone() -> None:
    text = "2024-04-25T12:30:00 bot 5: 10 robots:x «متى» http://127.0.0.1:8081/botany"

    assert Redactor(["", "s3cret"])(text) == text


def test_secrets_are_masked_in_every_spelling_json_gives_them() -> None:
    assert Redactor(['pa"ss\\word'])(json.dumps({"x": 'pa"ss\\word'})) == '{"x": "[redacted]"}'


def test_messages_of_readers_stand_in_no_record_of_the_library() -> None:
    stream = started()
    logging.getLogger("telegram.ext.Application").debug("Processing update %s", {"text": "my question"})
    logging.getLogger("telegram.Bot").critical("Received data was %r", [{"text": "my question"}])

    assert [line["event"] for line in lines(stream)] == ["Received data was %r"]


def test_tracebacks_show_no_local_variables() -> None:
    stream = started(stream=Terminal())

    def answer(question: str) -> None:
        raise ValueError(len(question))

    try:
        answer("my question")
    except ValueError:
        structlog.get_logger("bot.x").exception("failed")

    assert "ValueError: 11" in stream.getvalue()
    assert "my question" not in stream.getvalue().replace('answer("my question")', "")


def test_requests_are_logged_at_debug_only() -> None:
    stream = started(Level.INFO)
    logging.getLogger("httpx").info("HTTP Request")

    assert stream.getvalue() == ""


def test_a_record_that_cannot_be_formatted_prints_nothing_raw(capfd: pytest.CaptureFixture[str]) -> None:
    started()
    logging.getLogger("other").error("%d", TOKEN)

    assert TOKEN not in "".join(capfd.readouterr())


def test_what_repeats_itself_is_written_once_a_minute_with_how_often_it_was_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr("bot.logs.Sparing", lambda: Sparing(lambda: now))
    stream = started()
    log = structlog.get_logger("bot.state")
    for second in range(120):
        now = float(second)
        for _ in range(40):
            log.error("a conversation is not remembered", reason="database or disk is full")
            logging.getLogger("library").error("no %s", "space")
    told = lines(stream)

    assert [line["event"] for line in told] == ["a conversation is not remembered", "no space"] * 2
    assert [line.get("left_out") for line in told[::2]] == [None, 40 * 60 - 1]


def test_what_differs_in_a_row_an_update_or_an_error_is_never_left_out() -> None:
    stream = started()
    log = structlog.get_logger("bot.state")
    for number in (1, 2):
        log.warning("a message may or may not have arrived", row=number)
        log.error("a question could not be answered", update=7, exc_info=ValueError(number))
        log.info("now serving", version="k1")

    assert len(lines(stream)) == 6


@pytest.mark.parametrize("stream_type", [io.StringIO, Terminal])
def test_no_number_of_a_chat_stands_in_what_errors_say_of_themselves(stream_type: type[io.StringIO]) -> None:
    stream = started(stream=stream_type())
    ours = structlog.get_logger("bot.x")
    for number in (7_001_234_567, -1_001_234_567_890):
        ours.warning("failed", reason=f"New chat id: {number}")
        try:
            int(f"New chat id: {number}")
        except ValueError:
            ours.exception("failed")
            logging.getLogger("other").exception("failed")
    ours.info("answered", update=123_456_789)

    assert stream.getvalue().count("New chat id: …") == 6
    assert "1234567" not in stream.getvalue().replace("123456789", "")
    assert "123456789" in stream.getvalue(), "what is ours is no chat"
