"""Questions that have no answer yet: nobody is named unless asked, and who wants is told later."""

from __future__ import annotations

import pytest
import sqlalchemy
from structlog.testing import capture_logs

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.following import DropQuestion, TellLater
from bot.interface.buttons.presses import Forget
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.state.misses import Misses
from knowledge.dialogue import ASKS_NOTHING, Reason
from tests.handlers.conftest import Serve
from tests.support.facts import ScriptedEngine, refusal
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled

LATER = "Tell me when you know"


@pytest.fixture
def misses(state: Stores) -> Misses:
    return state.misses


async def texts(misses: Misses) -> list[str]:
    return [one.text for one in await misses.all()]


async def test_a_refused_question_is_kept_without_its_asker(app: Marsad, reader: Reader, misses: Misses) -> None:
    await app.process_update(reader.writes("2023?"))
    await app.process_update(reader.writes("when?"))
    [miss] = await misses.all()

    assert (miss.text, miss.lang, miss.chat) == ("2023?", "en", None)


async def test_one_tap_keeps_the_chat_with_it_and_says_what_is_kept(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    await app.process_update(reader.writes("2023?"))
    refused = telegram.sent()[0]
    for _ in range(2):
        await app.process_update(reader.presses(labelled(refused, LATER), refused))
    pages = [without_marks(sent["text"]) for sent in telegram.sent()[1:]]

    assert [one.chat for one in await misses.waiting()] == [ChatKey(7)]
    assert pages[0] == pages[1]
    assert pages[0].startswith("I keep this question and the number of this chat until 30 June 2024 at the latest")
    assert pages[0].endswith("“2023?”")


async def test_what_waits_is_shown_and_deleted_by_a_button(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    await app.process_update(reader.writes("2023?"))
    await app.process_update(reader.presses(labelled(telegram.sent()[0], LATER), telegram.sent()[0]))
    await app.process_update(reader.writes("/mydata"))
    shown = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(shown, "Delete the question “2023?”"), shown))

    assert "• A question that waits for an answer: “2023?”" in without_marks(shown["text"])
    assert await texts(misses) == []
    assert without_marks(telegram.made("editMessageText")[0]["text"]) == "The question is deleted."


async def test_forgetting_deletes_what_waits(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    await app.process_update(reader.writes("2023?"))
    await app.process_update(reader.presses(labelled(telegram.sent()[0], LATER), telegram.sent()[0]))
    await app.process_update(reader.presses(encode(Forget())))

    assert await texts(misses) == []


@pytest.mark.parametrize("guess", [TellLater(1, "AAAAAAAA"), TellLater(99, "AAAAAAAA"), TellLater(1, digest("2023?"))])
async def test_the_questions_of_others_cannot_be_had_by_counting(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses, guess: TellLater
) -> None:
    await app.process_update(Reader(app.bot, 8).writes("2023?"))
    await app.process_update(reader.presses(encode(guess)))
    await app.process_update(reader.presses(encode(DropQuestion(1))))

    assert [one.chat for one in await misses.all()] == [None]
    assert telegram.made("answerCallbackQuery")[0]["text"].startswith("This question cannot be kept")


async def test_a_button_of_another_chat_gives_no_hold_on_its_question(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    other = Reader(app.bot, 8)
    await app.process_update(other.writes("2023?"))
    sent = telegram.sent()[0]
    await app.process_update(reader.presses(labelled(sent, LATER), sent))
    assert [one.chat for one in await misses.all()] == [None]

    await app.process_update(other.presses(labelled(sent, LATER), sent))
    assert [one.chat for one in await misses.all()] == [ChatKey(8)]


async def test_a_reader_is_counted_once_whatever_the_wording(app: Marsad, misses: Misses) -> None:
    for chat, text in ((7, "zebra parade Karachi"), (7, "Karachi zebra parade?"), (7, "the zebra parade, Karachi")):
        await app.process_update(Reader(app.bot, chat).writes(text))
    await app.process_update(Reader(app.bot, 8).writes("zebra parade in Karachi"))
    await app.process_update(Reader(app.bot, 7).writes("opera in Lisbon"))

    assert [one.again for one in await misses.all()] == [False, True, True, False, False]


async def test_what_leads_to_a_person_is_not_kept(app: Marsad, reader: Reader, misses: Misses) -> None:
    await app.process_update(reader.writes("call me +966 50 123 4567 or @layla about 2023?"))

    assert await texts(misses) == ["call me … or … about 2023?"]


async def test_asking_again_does_not_count_again(
    app: Marsad, reader: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    for text in ("2023?", "2023", " 2023 ?"):
        await app.process_update(reader.writes(text))
    await app.process_update(Reader(app.bot, 8).writes("2023?"))

    assert await texts(misses) == ["2023?", "2023?"]
    assert all(labelled(sent, LATER) for sent in telegram.sent())


async def test_in_a_group_only_what_is_asked_of_it_is_kept_and_no_button_offered(
    app: Marsad, member: Reader, telegram: FakeTelegram, misses: Misses
) -> None:
    await app.process_update(member.writes("among us: 2023?"))
    await app.process_update(member.writes("/ask 2023?"))

    assert await texts(misses) == ["2023?"]
    assert [buttons(sent) for sent in telegram.sent()] == [[]]


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.APPROVING])
async def test_only_what_is_not_known_is_kept(
    serve: Serve, telegram: FakeTelegram, misses: Misses, reason: Reason
) -> None:
    async with serve(ScriptedEngine({"odd": refusal("en", reason)})) as app:
        await app.process_update(Reader(app.bot).writes("odd"))
    offered = any(LATER in without_marks(label) for row in buttons(telegram.sent()[0]) for label, _ in row)

    assert offered == bool(await texts(misses)) == (reason not in ASKS_NOTHING)


@pytest.mark.parametrize("text", ["x" * 600, "word " * 80])
async def test_long_texts_are_not_kept(app: Marsad, reader: Reader, misses: Misses, text: str) -> None:
    await app.process_update(reader.writes(text))

    assert await texts(misses) == []


async def test_a_forwarded_text_is_not_kept(app: Marsad, reader: Reader, misses: Misses) -> None:
    origin = {"type": "hidden_user", "date": 0, "sender_user_name": "x"}
    await app.process_update(reader.writes("2023?", forward_origin=origin))

    assert await texts(misses) == []


async def test_a_state_that_breaks_costs_the_button_and_no_answer(
    serve: Serve, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.state.misses._KEEP", sqlalchemy.text("INSERT INTO nowhere VALUES (1)"))
    async with serve() as app:
        with capture_logs() as logged:
            await app.process_update(Reader(app.bot).writes("2023?"))

    errors = [line["event"] for line in logged if line["log_level"] == "error"]
    assert errors == ["a question without an answer is not kept"]
    assert [without_marks(label) for row in buttons(telegram.sent()[0]) for label, _ in row] == ["Astana meeting"]
