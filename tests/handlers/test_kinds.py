"""Every kind of message: which one gets which short true reply, in which language, and which is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.context import Marsad
from bot.interface.words.bidi import without_marks
from knowledge.answering.engine import Engine
from tests.handlers.conftest import Serve
from tests.support.telegram import FakeTelegram, Reader

FILE = {"file_id": "x", "file_unique_id": "x"}
NOD, SILENCE = "👍", ""
PROGRAM = {"en": "I am a program", "ar": "أنا برنامج"}
RUN_BY = {"en": "The Gazette runs this bot.", "ar": "يدير هذا البوت The Gazette."}
CITE = {"en": "Cite the document, not me", "ar": "أحِل إلى الوثيقة لا إليّ"}
ORIGIN = {"en": "From documents.", "ar": "من وثائق."}
LINK = {"en": "I do not open links.", "ar": "لا أفتح الروابط."}
IN_WORDS = {"en": "Please ask in words.", "ar": "اسأل بالكلمات من فضلك."}
ALL_RIGHT = {"en": "All right.", "ar": "حسنًا."}
WELCOME = {"en": "You are welcome.", "ar": "على الرحب والسعة."}
HELLO = {"en": "Hello, I am Marsad.", "ar": "أهلًا بك، أنا مرصد."}
NO_COMMAND = {"en": "I do not know this command.", "ar": "لا أعرف هذا الأمر."}
TEXTS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "https://www.un.org/securitycouncil/2231": (LINK, "reader"),
    "t.me/marsad/12": (LINK, "reader"),
    "شوف هالخبر https://example.org/a?b=1": (LINK, "ar"),
    "look at this: www.example.com": (LINK, "en"),
    "what does Reuters say here https://example.org/a": (LINK, "en"),
    "؟؟؟": (IN_WORDS, "reader"),
    "...": (IN_WORDS, "reader"),
    "123": (IN_WORDS, "reader"),
    "٢٠٢٤": (IN_WORDS, "reader"),
    "🤔": (IN_WORDS, "reader"),
    "🇮🇳🇰🇿": (IN_WORDS, "reader"),
    "ok": (ALL_RIGHT, "reader"),
    "OK.": (ALL_RIGHT, "reader"),
    "yes": (ALL_RIGHT, "en"),
    "تمام": (ALL_RIGHT, "ar"),
    "أيوه": (ALL_RIGHT, "ar"),
    "ладно": (ALL_RIGHT, "en"),
    "tamam": (ALL_RIGHT, "ar"),
    "are you a bot?": (PROGRAM, "en"),
    "Am I talking to a human or a machine?": (PROGRAM, "en"),
    "انت ذكاء اصطناعي؟": (PROGRAM, "ar"),
    "حضرتك بوت ولا بني ادم؟": (PROGRAM, "ar"),
    "إنت روبوت ولا إنسان؟": (PROGRAM, "ar"),
    "inta robot walla insan?": (PROGRAM, "ar"),
    "ты человек или бот?": (PROGRAM, "en"),
    "who runs you?": (RUN_BY, "en"),
    "Which company is behind this bot?": (RUN_BY, "en"),
    "how can I contact your editors?": (RUN_BY, "en"),
    "مين عملك؟": (RUN_BY, "ar"),
    "مين ورا هالبوت؟": (RUN_BY, "ar"),
    "من الجهة التي تديرك؟": (RUN_BY, "ar"),
    "منو صاحب هذا البوت": (RUN_BY, "ar"),
    "meen 3emlak?": (RUN_BY, "ar"),
    "кто тебя создал?": (RUN_BY, "en"),
    "Can I cite this?": (CITE, "en"),
    "how should I reference your answers in my thesis?": (CITE, "en"),
    "ممكن أستشهد بهالكلام بمقالي؟": (CITE, "ar"),
    "هل يجوز الاقتباس من أجوبتك؟": (CITE, "ar"),
    "عايز انقل كلامك ده في بحثي، مسموح؟": (CITE, "ar"),
    "можно вас процитировать?": (CITE, "en"),
    "where did you get this?": (ORIGIN, "en"),
    "how do you know that?": (ORIGIN, "en"),
    "what's your source": (ORIGIN, "en"),
    "من وين جبت هالمعلومة؟": (ORIGIN, "ar"),
    "جايب الكلام ده منين؟": (ORIGIN, "ar"),
    "شنو مصدر هالمعلومات": (ORIGIN, "ar"),
    "min wen jebt hal ma3loume?": (ORIGIN, "ar"),
    "откуда эта информация?": (ORIGIN, "en"),
    "thanks a lot!": (WELCOME, "en"),
    "يعطيك العافية": (WELCOME, "ar"),
    "спасибо большое": (WELCOME, "en"),
    "صباح الخير، كيفك؟": (HELLO, "ar"),
    "hello, how are you today?": (HELLO, "en"),
    "مرحبا شلونك اليوم": (HELLO, "ar"),
    "kifak?": (HELLO, "ar"),
    "/nonsense": (NO_COMMAND, "reader"),
}
"""What is written, what it gets, and in which language: that of the words, or the reader's where none tells one."""


@pytest.fixture
async def house(serve: Serve, engine: Engine) -> Any:
    async with serve(engine, MARSAD_HOUSE__NAME="The Gazette") as app:
        yield app


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_what_asks_nothing_of_the_facts_gets_a_short_true_reply_in_the_language_of_its_reader(
    house: Marsad, telegram: FakeTelegram, language: str
) -> None:
    """One test for the whole table: an application of its own for each line would take most of the time."""
    wrong = {}
    for chat, (text, (reply, lang)) in enumerate(TEXTS.items(), start=1):
        telegram.calls.clear()
        await house.process_update(Reader(house.bot, chat, language=language).writes(text))
        said = [without_marks(sent["text"]) for sent in telegram.sent()]
        wanted = reply[language if lang == "reader" else lang]
        if len(said) != 1 or not said[0].startswith(wanted):
            wrong[text] = said

    assert wrong == {}


@pytest.mark.parametrize("text", ["👍", "❤️", "🙏🙏", "👏🏽 🔥"])
async def test_a_nod_is_answered_with_a_nod(house: Marsad, telegram: FakeTelegram, text: str) -> None:
    await house.process_update(Reader(house.bot).writes(text))

    assert telegram.methods == ["setMessageReaction"]


async def test_a_question_beside_a_link_is_answered(house: Marsad, telegram: FakeTelegram) -> None:
    await house.process_update(Reader(house.bot).writes("https://example.org/x متى يجتمع وزراء دفاع منظمة شنغهاي؟"))

    assert "أبريل 2024" in telegram.sent()[0]["text"]


@pytest.mark.parametrize("signs", ["2231", "🤔", "https://example.org", "S/RES/2231"])
async def test_signs_are_answered_in_the_language_of_the_words_before(
    house: Marsad, telegram: FakeTelegram, signs: str
) -> None:
    reader = Reader(house.bot, language="en")
    for text in ("متى الاجتماع؟", signs):
        await house.process_update(reader.writes(text))
    last = without_marks(telegram.sent()[-1]["text"])

    assert any("\u0600" <= char <= "\u06ff" for char in last.splitlines()[0])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": FILE | {"duration": 1}}, "recordings"),
        ({"video_note": FILE | {"duration": 1, "length": 1}}, "recordings"),
        ({"photo": [FILE | {"width": 1, "height": 1}]}, "text only"),
        (
            {"sticker": FILE | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
            "text only",
        ),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, "text only"),
        ({"location": {"longitude": 1, "latitude": 1}}, "text only"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "text only"),
        ({"document": FILE}, "text only"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
async def test_what_holds_no_text_says_so(
    house: Marsad, telegram: FakeTelegram, content: dict[str, Any], kind: str
) -> None:
    await house.process_update(Reader(house.bot).writes(None, **content))
    (sent,) = telegram.sent()

    assert kind in sent["text"]


@pytest.mark.parametrize("text", ["/مساعدة", "/متى يجتمع وزراء دفاع منظمة شنغهاي؟", "/when do the SCO ministers meet"])
async def test_a_slash_before_words_is_a_slip(house: Marsad, telegram: FakeTelegram, text: str) -> None:
    entities: dict[str, Any] = {} if text.startswith("/when") else {"entities": []}
    await house.process_update(Reader(house.bot).writes(text, **entities))
    (sent,) = telegram.sent()

    assert "2024" in sent["text"] or "أجيب عن أسئلة" in sent["text"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "This is a local trial"),
        ({"MARSAD_HOUSE__NAME": "The Gazette"}, "The Gazette runs this bot."),
        ({"MARSAD_HOUSE__CONTACT": "@desk"}, "You can reach those who run this bot here: @desk"),
        (
            {"MARSAD_HOUSE__NAME": "The Gazette", "MARSAD_HOUSE__CONTACT": "desk@example.org"},
            "The Gazette runs this bot. You can reach them here: desk@example.org",
        ),
    ],
)
async def test_who_runs_it_is_what_the_settings_say(
    serve: Serve, engine: Engine, telegram: FakeTelegram, given: dict[str, str], told: str
) -> None:
    async with serve(engine, **given) as app:
        for text in ("who runs you?", "/about", "/privacy"):
            await app.process_update(Reader(app.bot).writes(text))

    assert [told in without_marks(sent["text"]) for sent in telegram.sent()] == [True, True, True]


async def test_who_writes_russian_is_told_once_which_languages_are_spoken(
    house: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    for text in ("Когда встреча министров обороны ШОС?", "А где?", "where?", "спасибо"):
        await house.process_update(reader.writes(text))

    assert ["Вопросы я понимаю" in sent["text"] for sent in telegram.sent()] == [True, False, False, True]


@pytest.mark.parametrize("text", ["¿Cuándo es la reunión?", "Toplantı ne zaman?", "भारत की रक्षा मंत्री कौन है?"])
async def test_who_writes_in_a_language_that_is_not_read_is_told_which_are(
    house: Marsad, reader: Reader, telegram: FakeTelegram, text: str
) -> None:
    await house.process_update(reader.writes(text))

    assert "I understand questions in Arabic, English and Russian" in telegram.sent()[0]["text"]


async def test_a_foreign_letter_in_an_answered_question_is_no_other_language(
    house: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await house.process_update(reader.writes("When is the SCO defence ministers’ rendez-vous?"))

    assert "I understand questions" not in telegram.sent()[0]["text"]
