"""Every button, fresh and stale."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import permutations
from typing import Any, get_type_hints

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.context import Marsad, Stores
from bot.interface.buttons import following
from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.of_document import OpenStatements, TurnStatements
from bot.interface.buttons.presses import (
    Brief,
    ChooseEntity,
    OpenList,
    Press,
    Quote,
    Report,
    Speak,
    TurnList,
    TurnSources,
)
from bot.interface.words.bidi import without_marks
from bot.state import tables
from handlers.buttons import PRESSES
from knowledge.answering.engine import Engine
from knowledge.model import Kind
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.facts import DATE, PLACE, TITLED, ScriptedEngine, answer, knowledge_base, statement
from tests.support.presses import EXAMPLES, kinds_of_press
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled, refused


async def shown(app: Marsad, reader: Reader, telegram: FakeTelegram, question: str) -> dict[str, Any]:
    """What was sent as the reply to a question."""
    await app.process_update(reader.writes(question))
    sent = telegram.sent()[-1]
    telegram.calls.clear()
    return sent


def test_every_press_has_a_handler_that_takes_it() -> None:
    taken = {kind: get_type_hints(obey) for kind, obey in PRESSES.items()}

    assert set(taken) == set(kinds_of_press())
    assert [kind for kind, hints in taken.items() if kind not in hints.values()] == []


SETTING = [one for one in EXAMPLES if type(one).__module__ == following.__name__ or isinstance(one, Speak)]


@pytest.mark.parametrize("press", SETTING, ids=repr)
async def test_what_holds_for_a_group_is_set_by_its_administrators_alone(
    app: Marsad, member: Reader, telegram: FakeTelegram, press: Press
) -> None:
    await app.process_update(member.presses(encode(press)))

    assert toast(telegram).startswith("Only administrators")
    assert telegram.methods == ["getChatMember", "answerCallbackQuery"]


OPENING = "سيعقد الاجتماع في أستانا. ويستمر يومين"
QUOTED = "<blockquote><b>سيعقد الاج</b>تماع في أستانا. ويستمر يومين.</blockquote>"


def toast(telegram: FakeTelegram) -> str:
    (call,) = telegram.made("answerCallbackQuery")
    return without_marks(call.get("text", ""))


@pytest.mark.parametrize(
    ("question", "label", "expected"),
    [
        (
            "when?",
            "Quote",
            f"Word for word in “{OPENING}” (in Arabic), sentence 1 of 2:\n{QUOTED}",
        ),
        (
            "متى؟",
            "الاقتباس",
            f"بالنص في «{OPENING}»، الجملة 1 من 2:\n{QUOTED}",
        ),
        ("when?", "Related", "Related subjects. Choose one for a briefing:"),
        ("متى؟", "ذات صلة", "موضوعات ذات صلة. اختر واحدًا لعرض إحاطة عنه:"),
    ],
)
async def test_quotes_and_what_is_related_come_below_the_answer(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, label: str, expected: str
) -> None:
    below = await shown(app, reader, telegram, question)
    await app.process_update(reader.presses(labelled(below, label), below))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(expected)
    assert sent["reply_parameters"] == {"message_id": 500, "allow_sending_without_reply": True}
    assert toast(telegram) == ""


async def test_a_reported_mistake_reaches_the_operators_once_without_the_reporter(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    below = await shown(app, reader, telegram, "when?")
    for _ in range(2):
        await app.process_update(reader.presses(labelled(below, "Report a mistake"), below))
    told, asked = telegram.sent()

    assert (told["chat_id"], asked["chat_id"]) == (OPERATOR, 7)
    assert "meeting.date" in told["text"]
    assert "The meeting was announced for 25 April 2024." in told["text"]
    assert not [word for word in ("Reader", " 7") if word in told["text"]]
    assert [without_marks(call["text"])[:9] for call in telegram.made("answerCallbackQuery")] == ["Thank you"] * 2


async def test_what_a_document_says_is_listed_page_by_page_and_written_down(
    serve: Serve, telegram: FakeTelegram, state: Stores
) -> None:
    said = [statement(f"meeting.n{n}", ar=f"ج{n}.", en=f"Sentence {n}.", source=TITLED) for n in range(13)]
    found = {one.id: one for one in said}
    engine = ScriptedEngine({}, replace(knowledge_base(), statements=found))
    async with serve(engine) as app:
        reader = Reader(app.bot)
        await app.process_update(reader.presses(encode(OpenStatements(digest(TITLED.id)))))
        first = telegram.sent()[-1]
        await app.process_update(reader.presses(labelled(first, "Next →"), first))
    [second] = telegram.made("editMessageText")
    async with state.told.database.reading() as connection:
        told = (await connection.execute(select(tables.told.c.statement))).scalars().all()

    assert [first["text"].count("Sentence"), second["text"].count("Sentence")] == [10, 3]
    assert "(13)" in without_marks(second["text"])
    assert set(told) == set(found)


async def test_a_choice_answers_the_question_above_in_place(
    app: Marsad, reader: Reader, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    below = await shown(app, reader, telegram, "which?")
    scripted.script = {"which? (Astana meeting)": answer()}
    asked = reader.message("which?")
    await app.process_update(reader.presses(labelled(below, "Astana meeting"), below, reply_to_message=asked))
    (edited,) = telegram.made("editMessageText")

    assert scripted.asked[-1][0] == "which? (Astana meeting)"
    assert edited["text"].startswith("The meeting's place is Astana.")
    assert edited["message_id"] == 500


async def test_a_choice_whose_question_is_gone_tells_what_is_known(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    below = await shown(app, reader, telegram, "which?")
    await app.process_update(reader.presses(labelled(below, "Astana meeting"), below))

    edited = without_marks(telegram.made("editMessageText")[0]["text"])
    assert edited.startswith("<b>Astana meeting</b>\n\nThe meeting was")


@pytest.mark.slow
async def test_more_of_a_briefing_grows_in_its_place_and_is_written_down(
    serve: Serve, telegram: FakeTelegram, engine: Engine, state: Stores
) -> None:
    async with serve(engine) as app:
        reader = Reader(app.bot)
        await app.process_update(reader.writes("/briefing terrorism"))
        (first,) = telegram.sent()
        more = buttons(first)[0][0]
        await app.process_update(reader.presses(more[1], first, message_id=1000))
    (edited,) = telegram.made("editMessageText")

    assert without_marks(more[0]).startswith("More (")
    assert edited["message_id"] == 1000
    assert len(edited["text"].splitlines()) > len(first["text"].splitlines())
    async with state.outbox.database.reading() as connection:
        told = (await connection.execute(select(func.count()).select_from(tables.told))).scalar_one()
    lines = [line for line in edited["text"].splitlines() if line and not line.startswith("<i>Note")]
    assert told == len(lines) - 2, "all but the title and the sources"


async def test_where_a_message_is_about_several_it_is_asked_which_to_follow(
    app: Marsad, reader: Reader, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    scripted.script = {"both?": replace(answer("en", DATE), entities=("meeting", "talks"))}
    scripted.knowledge = replace(
        scripted.knowledge, statements={one.id: one for one in (DATE, replace(PLACE, subject="talks"))}
    )
    below = await shown(app, reader, telegram, "both?")
    await app.process_update(reader.presses(labelled(below, "Follow…"), below))
    asked = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(asked, "Talks"), asked))

    assert asked["text"] == "Which of these would you like to follow?"
    assert without_marks(telegram.sent()[-1]["text"]).startswith("You now follow: Talks")


async def test_ambiguous_answers_refer_to_their_question(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    asked = reader.writes("which?")
    assert asked.message
    await app.process_update(asked)

    assert telegram.sent()[0]["reply_parameters"]["message_id"] == asked.message.message_id


async def test_none_of_these_offers_what_there_is(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    below = await shown(app, reader, telegram, "which?")
    await app.process_update(reader.presses(labelled(below, "None of these"), below))
    (edited,) = telegram.made("editMessageText")

    assert edited["text"].startswith("Then I do not have what you mean.")
    assert [label for label, _ in buttons(edited)[0]] == ["Meetings", "Actors"]


async def test_a_suggestion_is_asked_as_it_stands_on_its_button(
    app: Marsad, reader: Reader, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    below = await shown(app, reader, telegram, "/start")
    await app.process_update(reader.presses(labelled(below, "Where is the meeting?"), below))

    assert scripted.asked[-1][0] == "Where is the meeting?"
    assert len(telegram.sent()) == 1


async def test_a_briefing_opens_from_a_list_and_the_lists_from_the_greeting(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    below = await shown(app, reader, telegram, "/start")
    await app.process_update(reader.presses(labelled(below, "Browse subjects"), below))
    kinds = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(kinds, "Meetings"), kinds))
    listing = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(listing, "Astana meeting"), listing))
    briefing = telegram.sent()[-1]

    assert without_marks(briefing["text"]).startswith("<b>Astana meeting</b>\n\nThe meeting was announced")


@pytest.mark.parametrize(
    ("lang", "pressed", "expected", "row"),
    [
        ("en", "1g:ar", "حسنًا، سأتحدث بالعربية.", ["English", "✓ العربية"]),
        ("ar", "1g:en", "All right, I will speak English.", ["العربية", "✓ English"]),
        ("ar", "1g:auto", "حسنًا، سأجيب عن كل سؤال بلغته.", ["English", "العربية"]),
    ],
)
async def test_a_language_is_chosen_and_confirmed_in_itself(
    app: Marsad, telegram: FakeTelegram, lang: str, pressed: str, expected: str, row: list[str]
) -> None:
    reader = Reader(app.bot, language=lang)
    await app.process_update(reader.presses(pressed, {"text": "…"}))
    (edited,) = telegram.made("editMessageText")

    assert edited["text"] == expected
    assert [without_marks(label) for label, _ in buttons(edited)[0]] == row


async def test_everything_stored_can_be_deleted_with_a_button(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.writes("when?"))
    below = await shown(app, reader, telegram, "/mydata")
    await app.process_update(reader.presses(labelled(below, "Delete all of this"), below))
    await app.process_update(reader.writes("/mydata"))

    assert telegram.sent()[-1]["text"] == "I store nothing about this chat."


@pytest.mark.parametrize("lang", ["en", "ar"])
async def test_lists_are_leafed_through_in_place_with_arrows_that_follow_the_language(
    serve: Serve, telegram: FakeTelegram, engine: Engine, lang: str
) -> None:
    async with serve(engine) as app:
        reader = Reader(app.bot, language=lang)
        await app.process_update(reader.writes("/topics"))
        classes = telegram.sent()[0]
        most = buttons(classes)[0][0][0]
        await app.process_update(reader.presses(labelled(classes, without_marks(most)), classes))
        listing = telegram.made("editMessageText")[0]
        forward = {"en": "Next →", "ar": "التالي ←"}[lang]
        await app.process_update(reader.presses(labelled(listing, forward), listing))
        second = telegram.made("editMessageText")[1]
    pager = [without_marks(label) for label, _ in buttons(second)[-2]]

    assert len([one for row in buttons(listing)[:-2] for one in row]) == 8
    assert pager[:: -1 if lang == "ar" else 1][0] in ("← Previous", "→ السابق")
    assert [label.startswith({"en": "2 of ", "ar": "2 من "}[lang]) for label in pager].count(True) == 1
    assert buttons(listing)[0] not in buttons(second)


@pytest.mark.parametrize("press", [TurnList(Kind.MEETING, 99), TurnSources(99), TurnStatements(digest(TITLED.id), 99)])
async def test_a_page_that_is_no_more_shows_the_last_one(
    app: Marsad, reader: Reader, telegram: FakeTelegram, press: Press
) -> None:
    await app.process_update(reader.presses(encode(press)))

    assert len(telegram.made("editMessageText")) == 1


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "This button is out of date."), ("ar", "لم يعد هذا الزر صالحًا.")]
)
@pytest.mark.parametrize(
    "data",
    [
        "",
        "0q:AAAAAAAA",
        "2q:AAAAAAAA",
        "1z",
        "1l:meeting:x",
        "1l:zebra:1",
        "1C:zebra:1",
        "1G:zebra",
        "1G:publish",
        "1g:xx",
        "1a:7",
    ],
)
async def test_a_button_of_another_version_is_answered_politely(
    app: Marsad, telegram: FakeTelegram, data: str, language: str, expected: str
) -> None:
    await app.process_update(Reader(app.bot, language=language).presses(data, {"text": "🙂"}))

    assert toast(telegram).startswith(expected)
    assert telegram.methods == ["answerCallbackQuery"]


@pytest.mark.parametrize(
    ("below", "presser", "expected"),
    [
        ("اشتراكاتك (2)\n\nSource: Storm document", "en", "هذا متاح لمشرفي المجموعة فقط"),
        ("You follow (2)\n\nالمصدر: وثيقة العاصفة، وما فيها كثير", "ar", "Only administrators"),
    ],
)
async def test_a_notice_in_a_group_speaks_the_language_of_the_message_that_was_pressed(
    app: Marsad, telegram: FakeTelegram, below: str, presser: str, expected: str
) -> None:
    member = Reader(app.bot, -100, presser, "supergroup")
    await app.process_update(member.presses(encode(following.UnfollowAll()), {"text": below}))

    assert toast(telegram).startswith(expected)


@pytest.mark.parametrize(
    "press",
    [Quote((digest("gone"),)), Brief(digest("gone")), ChooseEntity(digest("gone")), OpenStatements(digest("gone"))],
)
async def test_what_is_no_longer_held_is_not_told(
    app: Marsad, reader: Reader, telegram: FakeTelegram, press: Press
) -> None:
    await app.process_update(reader.presses(encode(press)))

    assert toast(telegram) == "I no longer hold this. Please ask again."


async def test_a_message_too_old_to_be_seen_makes_its_button_stale(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    query = {"id": "1", "from": reader.user, "chat_instance": "1", "data": encode(OpenList(Kind.TOPIC))}
    unseen = {"chat": {"id": 7, "type": "private"}, "message_id": 1, "date": 0}
    for message in ({"message": unseen}, {"inline_message_id": "x"}):
        await app.process_update(reader.update({"callback_query": query | message}))

    assert [call["text"][:11] for call in telegram.made("answerCallbackQuery")] == ["This button"] * 2


async def test_a_press_that_is_acknowledged_too_late_is_no_error(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("answerCallbackQuery", refused("Bad Request: query is too old and response timeout expired"))
    with capture_logs() as logged:
        await app.process_update(reader.presses(encode(OpenList(Kind.MEETING))))

    assert logged == []
    assert len(telegram.sent()) == 1


async def test_a_press_that_breaks_costs_one_apology(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    below = {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "break", "callback_data": "1a:0"}]]}}
    with capture_logs():
        await app.process_update(reader.presses("1a:0", below))

    assert [sent["text"][:5] for sent in telegram.sent() if sent["chat_id"] == 7] == ["Sorry"]


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "which?"},
        {"text": "/ask which?"},
        {"text": "/ask\nwhich?"},
        {"caption": "which?", "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]},
    ],
    ids=["text", "command", "command and line", "caption"],
)
async def test_a_choice_answers_the_question_however_it_was_asked(
    app: Marsad, reader: Reader, scripted: ScriptedEngine, telegram: FakeTelegram, asked: dict[str, Any]
) -> None:
    scripted.script = dict(scripted.script) | {"which? (Astana meeting)": answer("en", DATE)}
    await app.process_update(reader.writes("which?"))
    press = buttons(telegram.sent()[0])[0][0][1]
    above = reader.message(asked.get("text"), **{key: value for key, value in asked.items() if key != "text"})
    await app.process_update(reader.presses(press, telegram.sent()[0], reply_to_message=above))

    assert scripted.asked[-1][0] == "which? (Astana meeting)"
    assert "25 April" in telegram.made("editMessageText")[0]["text"]


def numbers_in(press: Press) -> list[str]:
    return [one.name for one in fields(press) if type(getattr(press, one.name)) is int]


@pytest.mark.parametrize("press", [*filter(numbers_in, EXAMPLES)], ids=repr)
async def test_a_number_that_was_never_ours_is_answered_politely(
    app: Marsad, reader: Reader, telegram: FakeTelegram, press: Press
) -> None:
    below = await shown(app, reader, telegram, "when?")
    for answered, number in enumerate((10**17, -(10**17), -1, 32_768), start=1):
        strange = replace(press, **dict.fromkeys(numbers_in(press), number))
        await app.process_update(reader.presses(encode(strange), below))

        assert len(telegram.made("answerCallbackQuery")) == answered
    assert "went wrong" not in str(telegram.calls)


async def test_of_one_chat_operators_hear_each_statement_once_and_few_reports_in_an_hour(
    app: Marsad, reader: Reader, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    below = await shown(app, reader, telegram, "when?")
    ids = list(scripted.knowledge.statements)
    for keys in permutations([digest(one) for one in ids], 2):
        await app.process_update(reader.presses(encode(Report(keys)), below))

    told = [one["text"] for one in telegram.sent()]
    assert len(told) <= len(ids)
    assert len(telegram.made("answerCallbackQuery")) == len(ids) * (len(ids) - 1)
