"""Documents in the chat: what operators are offered, what is kept when they say so, and what nobody else can."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.context import Marsad
from bot.settings.places import ARCHIVE
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from tests.handlers.conftest import OPERATOR, TOKEN, Serve
from tests.support.facts import ScriptedEngine
from tests.support.folders import KnowledgeFolder
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled, text

TALE = "The Storm Council met in Harbour City. Nobody objected, although every delegation had a lawyer of its own. " * 4
CHANNEL = {"id": -1005, "type": "channel", "title": "Harbour Wire", "username": "harbourwire"}
ORIGIN = {"forward_origin": {"type": "channel", "date": 1_714_000_000, "chat": CHANNEL, "message_id": 12}}


@pytest.fixture
async def app(serve: Serve, folder: KnowledgeFolder, tmp_path: Path) -> AsyncIterator[Marsad]:
    async with serve(MARSAD_DATA=str(tmp_path / "data"), MARSAD_KNOWLEDGE__PATH=str(folder.root)) as application:
        yield application


@pytest.fixture
def operator(app: Marsad) -> Reader:
    return Reader(app.bot, OPERATOR, language="en")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "data" / ARCHIVE)


def document(telegram: FakeTelegram, name: str, data: bytes, **more: Any) -> dict[str, Any]:
    """The fields of a message that bears a file."""
    id_ = f"id-{name}"
    telegram.files[id_] = data
    return {"document": {"file_id": id_, "file_unique_id": id_, "file_name": name, "file_size": len(data)} | more}


def kept(archive: Archive) -> list[str]:
    return [one.source.id for one in archive.all()] if archive.path.exists() else []


async def offered(app: Marsad, who: Reader, telegram: FakeTelegram, **fields: Any) -> tuple[dict[str, Any], Any]:
    """What a file is answered with, and the message that bears it."""
    message = who.message(None, **fields)
    await app.process_update(who.update({"message": message}))
    return telegram.sent()[-1], message


async def test_a_file_of_an_operator_is_kept_once_what_it_says_of_itself_is_confirmed(
    app: Marsad, operator: Reader, telegram: FakeTelegram, archive: Archive
) -> None:
    file = document(telegram, "tale.txt", TALE.encode())
    caption = "title: A tale\ndate: 2024-04-25"
    sent, message = await offered(app, operator, telegram, caption=caption, **file)

    assert "Title: A tale\nPublisher: not said\nDate: 25 April 2024\nLanguage: English\nSentences: 8" in text(sent)
    assert sent["reply_parameters"]["message_id"] == message["message_id"]
    assert kept(archive) == []

    await app.process_update(operator.presses(labelled(sent, "Keep"), sent, reply_to_message=message))
    told = text(telegram.made("editMessageText")[-1])
    assert "Kept as tale." in told
    assert "Sentences: 8" in told
    assert "Names (2): harbour and storm-council\nIt can be searched now." in told
    source = archive.get("tale").source
    assert (source.title, str(source.published), source.text) == ("A tale", "2024-04-25", TALE)

    await app.process_update(operator.presses(labelled(sent, "Keep"), sent, reply_to_message=message))
    assert "there already as tale" in text(telegram.made("editMessageText")[-1])
    assert kept(archive) == ["tale"]


async def test_a_file_that_says_nearly_what_another_says_is_kept_and_that_one_named(
    serve: Serve, folder: KnowledgeFolder, telegram: FakeTelegram, archive: Archive
) -> None:
    paths = {"MARSAD_DATA": str(archive.path.parent), "MARSAD_KNOWLEDGE__PATH": str(folder.root)}
    async with serve(ScriptedEngine(elsewhere=ArchiveDoor(archive.path)), **paths) as app:
        operator = Reader(app.bot, OPERATOR, language="en")
        for name, tale in (("tale.txt", TALE), ("other.txt", TALE.replace("a", "e", 1))):
            sent, message = await offered(app, operator, telegram, **document(telegram, name, tale.encode()))
            await app.process_update(operator.presses(labelled(sent, "Keep"), sent, reply_to_message=message))
    told = [text(one) for one in telegram.made("editMessageText")]

    assert "nearly the same" not in told[0]
    assert "It says nearly the same as tale; both are kept." in told[1]


async def test_nothing_is_kept_when_the_operator_leaves_it_or_the_file_is_gone(
    app: Marsad, operator: Reader, telegram: FakeTelegram, archive: Archive
) -> None:
    sent, message = await offered(app, operator, telegram, **document(telegram, "tale.txt", TALE.encode()))
    await app.process_update(operator.presses(labelled(sent, "Keep"), sent))
    assert "is gone" in telegram.made("answerCallbackQuery")[-1]["text"]
    await app.process_update(operator.presses(labelled(sent, "Cancel"), sent, reply_to_message=message))

    assert text(telegram.made("editMessageText")[-1]) == "Nothing was kept."
    assert kept(archive) == []


async def test_a_forwarded_text_is_kept_with_the_channel_that_published_it(
    app: Marsad, operator: Reader, telegram: FakeTelegram, archive: Archive
) -> None:
    message = operator.message(TALE, **ORIGIN)
    await app.process_update(operator.update({"message": message}))
    known = telegram.sent()[-1]
    press = labelled(known, "Keep as a document")
    await app.process_update(operator.presses(press, known, reply_to_message=message))
    sent = telegram.sent()[-1]
    assert "Publisher: Harbour Wire\nDate: 24 April 2024" in text(sent)

    await app.process_update(operator.presses(labelled(sent, "Keep"), sent, reply_to_message=message))
    one = archive.get("harbourwire-12")
    assert (one.source.publisher, one.url) == ("Harbour Wire", "https://t.me/harbourwire/12")


@pytest.mark.parametrize(
    ("name", "data", "more", "expected"),
    [
        ("a.txt", b"x", {"file_size": 21_000_000}, "larger than 20 MB"),
        ("a.zip", b"\x1f\x8b\0", {}, "This cannot be kept: is packed"),
        ("a.txt", b"  ", {}, "This cannot be kept: is empty"),
        ("a.pdf", b"no", {}, "This cannot be kept: is no PDF"),
        ("a.txt", b"\0" * 500 + b"a", {}, "This cannot be kept: is no text"),
    ],
)
async def test_what_cannot_be_kept_is_refused_with_the_words_of_the_command_line(
    app: Marsad, operator: Reader, telegram: FakeTelegram, name: str, data: bytes, more: dict[str, Any], expected: str
) -> None:
    sent, _ = await offered(app, operator, telegram, **document(telegram, name, data, **more))

    assert expected in text(sent)
    assert buttons(sent) == []


async def test_a_file_that_telegram_does_not_give_leaves_nothing_and_no_token_in_the_log(
    app: Marsad, operator: Reader, telegram: FakeTelegram, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram.answer_next("id-tale.txt", NetworkError(f"https://api/file/bot{TOKEN}/x"))
    sent, _ = await offered(app, operator, telegram, **document(telegram, "tale.txt", TALE.encode()))

    assert "cannot be fetched" in text(sent)
    assert TOKEN not in "".join(capsys.readouterr())
    assert kept(archive) == []


async def test_nobody_else_is_offered_anything_nor_can_press(
    app: Marsad, operator: Reader, reader: Reader, telegram: FakeTelegram, archive: Archive
) -> None:
    file = document(telegram, "tale.txt", TALE.encode())
    sent, message = await offered(app, operator, telegram, **file)
    refused, _ = await offered(app, reader, telegram, **file)
    press = labelled(sent, "Keep")
    await app.process_update(reader.presses(press, sent, reply_to_message=message))
    await app.process_update(reader.writes(TALE, **ORIGIN))

    assert text(refused) == "I can read text only. Please write your question."
    assert "Keep as a document" not in str(telegram.sent()[-1])
    assert kept(archive) == []


async def test_in_a_group_of_operators_only_administrators_keep_what_is_said_to_the_bot(
    serve: Serve, telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with serve(MARSAD_DATA=str(tmp_path / "data"), MARSAD_TELEGRAM__OPERATORS="-100") as app:
        member = Reader(app.bot, -100, chat_type="supergroup", language="en")
        file = document(telegram, "tale.txt", TALE.encode())
        await app.process_update(member.writes(None, **file))
        assert telegram.sent() == []  # nobody asked the bot

        asked = {"message_id": 9, "date": 0, "chat": {"id": -100, "type": "supergroup"}, "text": "x"}
        asked["from"] = {"id": 42, "is_bot": True, "first_name": "Marsad", "username": "marsad_test_bot"}
        await app.process_update(member.writes(None, reply_to_message=asked, **file))
        assert "text only" in text(telegram.sent()[-1])

        owner = {"status": "creator", "user": {"id": 7, "is_bot": False, "first_name": "A"}, "is_anonymous": False}
        telegram.answer_next("getChatMember", (200, {"ok": True, "result": owner}))
        await app.process_update(member.writes(None, reply_to_message=asked, **file))
        assert "Keep this as a document?" in text(telegram.sent()[-1])
