"""What was said before and what is new, as readers get at it: in words and by a button."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import digest
from bot.publishing.library import Library
from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.clock import Clock
from tests.support.folders import STORM, KnowledgeFolder
from tests.support.publishings import CORRECTED, FIRST, SECOND, Publishings
from tests.support.telegram import FakeTelegram, Reader, labelled, text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("thrice")
    return Publishings(KnowledgeFolder.made(root / "kb"), root / "data").thrice()


@pytest.fixture
async def spring(serve: Serve, published: Library, clock: Clock) -> AsyncIterator[Marsad]:
    """In April; what is served is what will have been published."""
    clock.time = datetime(2024, 4, 20, 9, tzinfo=UTC)
    async with serve(published.served(), published) as application:
        yield application


@pytest.fixture
async def house(spring: Marsad, clock: Clock) -> Marsad:
    """In May."""
    clock.time = datetime(2024, 5, 10, 9, tzinfo=UTC)
    return spring


async def says(house: Marsad, telegram: FakeTelegram, question: str, lang: str = "en") -> str:
    telegram.calls.clear()
    await house.process_update(Reader(house.bot, language=lang).writes(question))
    return "\n\n".join(map(text, telegram.sent()))


ASKED = [
    ("what did you say about Storm Council in March?", "As of March 2024 (published on 3 March 2024):"),
    ("ماذا كنت تقول عن مجلس العاصفة في مارس؟", "كما كنت أقول في مارس 2024 (نُشر في 3 مارس 2024):"),
    ("what did you say about Storm Council in January 2024?", "Nothing had been published by January 2024;"),
    ("what did you say about Storm Council in 2027?", "2027 has not come yet."),
    ("what did you say about Storm Council?", "<b>What I have said about Storm Council</b>"),
    ("ماذا قلت عن مجلس العاصفة؟", "<b>ما قلته من قبل عن مجلس العاصفة</b>"),
    ("what's new since 1 May?", "New and changed since 1 May 2024:"),
    ("ما الجديد منذ 1 مايو؟", "ما جدّ وتغيّر منذ 1 مايو 2024:"),
    ("what's new since 1 January?", "The first publication was on 3 March 2024; there is nothing before it."),
    ("what's new since 2027?", "2027 has not come yet."),
    ("what's new since yesterday?", "Nothing new since 9 May 2024."),
    ("what's new since 5 May about Storm Council?", "Nothing new about Storm Council since 5 May 2024."),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
async def test_the_past_and_the_new_are_asked_for_in_words(
    house: Marsad, telegram: FakeTelegram, question: str, expected: str
) -> None:
    assert (await says(house, telegram, question)).startswith(expected)


async def test_what_is_new_is_asked_for_the_first_time_as_it_is_usually_written(
    spring: Marsad, telegram: FakeTelegram
) -> None:
    """Whose vocabulary knows no such question: the reply names its words."""
    told = await says(spring, telegram, "waht's new?")

    assert "what" in told
    assert "waht" not in told


async def test_what_is_new_is_told_since_the_reader_last_asked(
    spring: Marsad, telegram: FakeTelegram, clock: Clock, state: Stores
) -> None:
    await says(spring, telegram, "What's new?")
    clock.time = datetime(2024, 5, 10, 9, tzinfo=UTC)
    second, third = [await says(spring, telegram, "ما الجديد؟", "ar") for _ in range(2)]

    assert second.startswith("ما جدّ وتغيّر منذ 20 أبريل 2024:")
    assert third == "لا جديد منذ 10 مايو 2024."
    assert (await state.personal.data(ChatKey(7))).looked_at == clock()


async def test_a_day_is_one_of_the_readers_own_wall(house: Marsad, telegram: FakeTelegram, state: Stores) -> None:
    await state.subscriptions.set_hours(7, Hours("Asia/Riyadh"))

    assert (await says(house, telegram, "what's new since 1 May?")).startswith("New and changed since 1 May 2024:")


async def test_what_was_said_then_is_not_told_now_so_nobody_is_corrected_about_it(
    house: Marsad, telegram: FakeTelegram, state: Stores
) -> None:
    await says(house, telegram, "what did you say about Storm Council in March?")

    assert (await state.personal.data(ChatKey(7))).told == 0


async def test_what_the_operators_chat_alone_may_see_of_what_is_new_is_never_corrected_there(
    serve: Serve, telegram: FakeTelegram, state: Stores, clock: Clock, tmp_path: Path
) -> None:
    made = Publishings(KnowledgeFolder.made(tmp_path / "kb"), tmp_path / "data")
    made.publish(STORM, FIRST)
    made.publish(
        CORRECTED.replace("    wording:\n      ar: جاءت", "    marking: internal\n    wording:\n      ar: جاءت"), SECOND
    )
    clock.time = datetime(2024, 5, 10, 9, tzinfo=UTC)
    async with serve(made.library.served(), made.library) as application:
        await application.process_update(Reader(application.bot, OPERATOR, "en").writes("what's new since 1 April?"))

    assert "Now: [Internal] Seven states <b>came.</b>" in text(telegram.sent()[-1])
    assert (await state.personal.data(ChatKey(OPERATOR))).told == 0


async def test_the_history_of_a_subject_is_a_button_below_what_is_related(
    house: Marsad, telegram: FakeTelegram
) -> None:
    reader = Reader(house.bot, language="en")
    await house.process_update(reader.presses(f"1r:{digest('storm-council.met')}"))
    related = telegram.sent()[-1]
    await house.process_update(reader.presses(labelled(related, "What I said before: Storm Council"), related))

    assert "On 10 April 2024:" in text(telegram.sent()[-1])
