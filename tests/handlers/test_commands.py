"""Every command, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import encode
from bot.interface.buttons.presses import Forget
from bot.interface.commands import MENUS, Command
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.outbox import put
from tests.handlers.conftest import OPERATOR
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled, text

KINDS = {
    "en": [["Meetings", "Actors"], ["Initiatives", "Topics"]],
    "ar": [["جهات وشخصيات", "اجتماعات"], ["موضوعات", "مبادرات"]],
}
LANGUAGES_EN = [["العربية", "English"], ["✓ As each question is written"]]
LANGUAGES_AR = [["English", "العربية"], ["✓ حسب لغة كل سؤال"]]
QUESTION = [["Where is the meeting?"]]
WAYS = {"en": [["Browse subjects", "What can you do?"]], "ar": [["ماذا تستطيع؟", "تصفّح الموضوعات"]]}
FORGET = {
    "en": [["Delete all of this"], ["Keep everything"]],
    "ar": [["حذف كل ذلك"], ["إبقاؤها"]],
}
SETTINGS_EN = "Language: As each question is written"
PAGES = [
    ("/start", "ar", "أهلًا بك، أنا مرصد.", QUESTION + WAYS["ar"]),
    ("/start", "en", "Hello, I am Marsad.", QUESTION + WAYS["en"]),
    ("/start nothing-known", None, "Hello, I am Marsad.", QUESTION + WAYS["en"]),
    ("/start ask", "en", "Hello, I am Marsad.", QUESTION + WAYS["en"]),
    ("/start meeting", "en", "<b>Astana meeting</b>\n\nThe meeting was announced", None),
    ("/start meeting", "ar", "<b>اجتماع أستانا</b>\n\nأُعلن أن الاجتماع", None),
    ("/help", "ar-EG", "أجيب عن أسئلة الأمن الإقليمي", []),
    ("/help@marsad_test_bot", "fr", "I answer questions", []),
    ("/ask", "en", "Write your question after the command", []),
    ("/ask", "ar", "اكتب سؤالك بعد الأمر", []),
    ("/ask when?", "ar", "The meeting was announced for 25 April 2024.", None),
    ("/ask متى؟", "en", "أُعلن أن الاجتماع", None),
    ("/search", "en", "Write what to look for", []),
    ("/search", "ar", "اكتب ما تبحث عنه", []),
    ("/search zebras", "en", "Nothing shares words with zebras.", []),
    ("/briefing", "en", "What would you like a briefing on?", KINDS["en"]),
    ("/briefing", "ar", "عن أي موضوع تريد إحاطة؟", KINDS["ar"]),
    ("/briefing Astana meeting", "en", "<b>Astana meeting</b>\n\nThe meeting was announced", None),
    ("/briefing اجتماع أستانا", "ar", "<b>اجتماع أستانا</b>\n\nأُعلن أن الاجتماع", None),
    ("/briefing zebras", "en", "I have nothing that covers zebras.", KINDS["en"]),
    ("/briefing حمار الوحش", "ar", "ليس لديّ ما يتناول حمار الوحش.", KINDS["ar"]),
    ("/meetings", "en", "Meetings (1)", [["Astana meeting"]]),
    ("/meetings", "ar", "اجتماعات (1)", [["اجتماع أستانا"]]),
    ("/actors", "en", "There is nothing here yet.", []),
    ("/actors", "ar", "لا يوجد شيء هنا بعد.", []),
    ("/initiatives", "en", "There is nothing here yet.", []),
    ("/topics", "ar", "لا يوجد شيء هنا بعد.", []),
    ("/source", "en", "Documents that I rely on (2)\n\n<b>“سيعقد", []),
    ("/source", "ar", "الوثائق التي أعتمد عليها (2)\n\n<b>«سيعقد", []),
    ("/cite", "en", "I have told nothing here yet that could be cited.", []),
    ("/cite", "ar", "لم أذكر هنا بعد ما يُستشهد به.", []),
    ("/settings", "en", f"{SETTINGS_EN}\nTime zone: not chosen\nQuiet hours: none", None),
    ("/settings", "ar", "اللغة: حسب لغة كل سؤال\nالمنطقة الزمنية: غير محددة\nساعات الهدوء: لا توجد", None),
    ("/language", "en", SETTINGS_EN, LANGUAGES_EN),
    ("/subscribe", "en", "I tell you when a fact is added, corrected or withdrawn.", None),
    ("/subscribe", "ar", "أبلغك كلما أُضيفت معلومة", None),
    ("/subscriptions", "en", "You follow nothing yet.", None),
    ("/unsubscribe", "ar", "لا تتابع شيئًا، فلا شيء يُلغى.", [["متابعة المزيد"]]),
    ("/less", "en", "You leave out nothing.\nTo leave out words, send /less and the words.", None),
    ("/less football", "ar", "لا أخبرك بوثيقة فيها هذه الكلمات", [["إعادة football"], ["كل الاشتراكات"]]),
    ("/timezone", "en", "Time zone: not chosen\n\nWhere are you?", None),
    ("/quiet", "ar", "ساعات الهدوء: لا توجد\n\nفي ساعات الهدوء لا أرسل", None),
    ("/language", "ar", "اللغة: حسب لغة كل سؤال", LANGUAGES_AR),
    ("/about", "en", "I answer questions about regional security from facts", []),
    ("/about", "ar", "أجيب عن أسئلة الأمن الإقليمي من معلومات راجعها", []),
    ("/privacy", "ar", "لا أخزّن اسمك، ولا مَن سأل عن ماذا.", [["ما المخزَّن عني؟"]]),
    ("/privacy", "en", "I store neither your name nor who asked what.", [["What is stored about me?"]]),
    ("/mydata", "en", "I store nothing about this chat.", []),
    ("/mydata", "ar", "لا أخزّن شيئًا عن هذه المحادثة.", []),
    ("/forget", "en", "Delete everything that I store about this chat", FORGET["en"]),
    ("/forget", "ar", "أأحذف كل المخزَّن عن هذه المحادثة", FORGET["ar"]),
    ("/reminders", "en", "You have no reminders.", [["Calendar of all I follow"]]),
    ("/reminders", "ar", "لا تذكيرات لديك.", [["تقويم كل ما أتابعه"]]),
    ("/nonsense", "ar", "لا أعرف هذا الأمر", []),
    ("/nonsense", None, "I do not know this command", []),
    ("/status", "en", "I do not know this command", []),
    ("/publish", "en", "I do not know this command", []),
    ("/reports", "en", "I do not know this command", []),
    ("/feeds", "en", "I do not know this command", []),
    ("/leads", "en", "I do not know this command", []),
]


@pytest.mark.parametrize(("command", "language", "expected", "labels"), PAGES)
async def test_a_command_shows_its_page_in_the_language_of_the_reader_s_telegram(
    app: Marsad,
    telegram: FakeTelegram,
    command: str,
    language: str | None,
    expected: str,
    labels: list[list[str]] | None,
) -> None:
    with capture_logs():
        await app.process_update(Reader(app.bot, language=language).writes(command))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(expected)
    if labels is not None:
        assert [[without_marks(label) for label, _ in row] for row in buttons(sent)] == labels


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("delete my data", "Delete everything that I store about this chat"),
        ("ساعات الهدوء", "ساعات الهدوء: لا توجد"),
        ("unsubscribe", "You follow nothing, so there is nothing to end."),
    ],
)
async def test_a_command_can_be_asked_for_in_words(
    app: Marsad, reader: Reader, telegram: FakeTelegram, words: str, expected: str
) -> None:
    await app.process_update(reader.writes(words))

    assert [text(sent)[: len(expected)] for sent in telegram.sent()] == [expected]


async def test_in_a_group_words_are_no_commands(app: Marsad, telegram: FakeTelegram) -> None:
    await app.process_update(Reader(app.bot, -100, chat_type="group").writes("stop"))

    assert telegram.sent() == []


def test_every_command_is_in_the_table_and_was_tried_above() -> None:
    assert set(MENUS) == set(Command)
    assert {page[0][1:].partition(" ")[0].partition("@")[0] for page in PAGES} - {"nonsense"} == set(Command)


async def test_help_lists_the_commands_of_the_menu(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    for one in (reader, Reader(app.bot, OPERATOR), Reader(app.bot, -100, chat_type="group")):
        await app.process_update(one.writes("/help"))
    private, operator, group = (without_marks(sent["text"]) for sent in telegram.sent())

    assert ["/status" in text for text in (private, operator, group)] == [False, True, False]
    assert ["/ask" in text for text in (private, operator, group)] == [False, False, True]
    assert "/briefing – A briefing on a subject\n" in private


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ("Knowledge test with 2 statements", "Telegram last heard: not yet", "Privacy mode: not known")),
     ("ar", ("المعرفة test تضم معلومتين", "آخر اتصال من تيليغرام: ليس بعد", "وضع الخصوصية: غير معروف"))],
)  # fmt: skip
async def test_operators_see_how_the_bot_is_doing(
    app: Marsad, telegram: FakeTelegram, language: str, expected: tuple[str, ...]
) -> None:
    await app.process_update(Reader(app.bot, OPERATOR, language=language).writes("/status"))
    shown = text(telegram.sent()[0])

    assert [one for one in expected if one not in shown] == []


async def test_operators_see_what_waits_for_subscribers(app: Marsad, telegram: FakeTelegram, state: Stores) -> None:
    now = datetime(2024, 4, 1, tzinfo=UTC)
    stand = (*[MessageState.QUEUED] * 3, MessageState.UNCERTAIN, MessageState.HELD)
    messages = [
        OutboxMessage(str(number), MessageKind.UPDATE, ChatKey(number), MessageBody("x", "x"), "en", now, state=one)
        for number, one in enumerate(stand)
    ]
    async with state.outbox.turn(now) as turn:
        await put(turn.connection, messages, now)
    await app.process_update(Reader(app.bot, OPERATOR).writes("/status"))
    shown = text(telegram.sent()[0])

    assert "Messages to subscribers that wait: 3 (about 1 minute)" in shown
    assert "Uncertain: 1" in shown
    assert "Held for readers who cannot be reached: 1" in shown
    assert "Failed" not in shown


async def test_my_data_shows_everything_and_forget_deletes_it(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.presses("1g:en", {"text": "Language"}))
    await app.process_update(reader.writes("when?"))
    for command in ("/mydata", "/forget", "/mydata"):
        await app.process_update(reader.writes(command))
    _, shown, asked, still = telegram.sent()
    assert still["text"] == shown["text"]
    await app.process_update(reader.presses(labelled(asked, "Delete all of this"), asked))
    await app.process_update(reader.writes("/mydata"))
    after = telegram.sent()[-1]

    assert "• Language: English" in text(shown)
    assert "• What it last asked about: Astana meeting (1 April 2024, 12:00 UTC)" in text(shown)
    assert text(after) == "I store nothing about this chat."


async def test_forgetting_covers_what_is_in_memory(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    asked = reader.writes("when?")
    assert asked.message
    for update in (asked, reader.presses(encode(Forget())), reader.edits(asked.message.message_id, "متى؟")):
        await app.process_update(update)

    assert telegram.methods == ["sendMessage", "editMessageText", "answerCallbackQuery"]


async def test_who_would_rather_keep_everything_loses_nothing(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.writes("when?"))
    await app.process_update(reader.writes("/forget"))
    asked = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(asked, "Keep everything"), asked))
    await app.process_update(reader.writes("/mydata"))

    assert telegram.made("editMessageText")[0]["text"] == "Nothing is deleted."
    assert "Astana meeting" in telegram.sent()[-1]["text"]


async def test_a_deep_link_is_the_beginning_of_a_conversation(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.writes("/start meeting"))
    await app.process_update(reader.writes("/mydata"))

    assert "Astana meeting" in telegram.sent()[1]["text"]
