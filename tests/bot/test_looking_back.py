"""What was published before, as of a day, in its history, and since a day: as it stood then, and said so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.answering import Answerer
from bot.calendars import Calendars
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import Wordings
from bot.looking_back import LookingBack, Never, Past
from bot.publishing.library import Library
from knowledge.answering.engine import Engine
from knowledge.dates import PartialDate
from knowledge.model import Readership
from tests.support.folders import STORM, KnowledgeFolder
from tests.support.publishings import CORRECTED, FIRST, SECOND, THIRD, WITHDRAWN, Publishings

pytestmark = pytest.mark.slow

NOW = datetime(2024, 5, 10, 9, tzinfo=UTC)
COUNCIL = "storm-council"
HIDDEN = STORM.replace("    wording:\n      ar: حضرت", "    marking: internal\n    wording:\n      ar: حضرت")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("thrice")
    return Publishings(KnowledgeFolder.made(root / "kb"), root / "data").thrice()


@pytest.fixture(scope="module")
def answerer(published: Library) -> Answerer:
    engine = published.served()
    return Answerer(lambda: engine, Wordings.load(), lambda: NOW)


def answering(engine: Engine) -> Answerer:
    return Answerer(lambda: engine, Wordings.load(), lambda: NOW)


def told(back: LookingBack, answerer: Answerer, question: str, on: str, lang: str = "en") -> list[str]:
    response = back.answered(question, PartialDate.parse(on), answerer, lang)
    return without_marks(response.page.plain).split("\n\n")


def test_an_answer_as_of_a_day_is_what_was_published_then_and_says_what_became_of_it(
    published: Library, answerer: Answerer
) -> None:
    back = LookingBack(published)
    english = told(back, answerer, "Storm Council", "2024-03-15")
    arabic = told(back, answerer, "مجلس العاصفة", "2024-04", "ar")

    assert english[:3] == [
        "As of 15 March 2024 (published on 3 March 2024):",
        "The Storm Council met on 3 May 2021.\nSeven states attended.",
        "“Seven states attended.” was withdrawn on 1 May 2024: The council denied it.",
    ]
    assert arabic[:3] == [
        "كما كنت أقول في أبريل 2024 (نُشر في 10 أبريل 2024):",
        "اجتمع مجلس العاصفة في 3 مايو 2021.\nجاءت إلى المجلس سبع دول.",
        "سُحبت «جاءت إلى المجلس سبع دول.» في 1 مايو 2024: نفاه المجلس.",
    ]


def test_what_reads_otherwise_today_is_said_with_its_reason(tmp_path: Path, folder: KnowledgeFolder) -> None:
    made = Publishings(folder, tmp_path / "data")
    made.publish(STORM, FIRST)
    made.publish(CORRECTED, SECOND)
    engine = made.library.served()
    answerer = answering(engine)
    found = told(LookingBack(made.library), answerer, "Storm Council", "2024-03")

    assert found[2].splitlines() == [
        "Today “Seven states attended.” reads: Seven states came.",
        "Reason: Not all of them attended.",
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-03-02", None),
        ("2024-03-03", FIRST),
        ("2024-04-09", FIRST),
        ("2024-04", SECOND),
        ("2024-05-09", THIRD),
        ("2024", THIRD),
    ],
)
def test_what_answers_is_what_was_published_last_by_the_end_of_that_day(
    published: Library, answerer: Answerer, on: str, expected: datetime | None
) -> None:
    knowledge = answerer.served.engine.knowledge
    found = LookingBack(published).at(PartialDate.parse(on), knowledge, Readership.PUBLIC, NOW.date())

    if expected is None:
        assert found == Never(PartialDate.parse(on), FIRST.date())
    else:
        assert isinstance(found, Past)
        assert found.published == expected.date()


def test_before_the_first_publication_nothing_is_told(published: Library, answerer: Answerer) -> None:
    assert told(LookingBack(published), answerer, "Storm Council", "2024-02") == [
        "Nothing had been published by February 2024; the first publication was on 3 March 2024."
    ]
    assert told(LookingBack(None), answerer, "Storm Council", "2024-02") == [
        "I have no record of what was published before."
    ]


def test_the_history_of_a_subject_tells_when_what_was_said_and_why_that_changed(
    published: Library, answerer: Answerer
) -> None:
    entity = answerer.served.catalogue.named(COUNCIL)
    assert entity
    page = LookingBack(published).history(entity, answerer, "en")

    assert without_marks(page.plain).split("\n\n") == [
        "What I have said about Storm Council",
        "On 2 May 2024:\nWithdrawn: Seven states came.\nReason: The council denied it.",
        "On 10 April 2024:\nBefore: Seven states attended.\nNow: Seven states came.\nReason: Not all of them attended.",
        "On 3 March 2024:\nNew: The Storm Council met on 3 May 2021.\nNew: Seven states attended.",
    ]


@pytest.mark.parametrize(
    ("since", "kinds"),
    [(FIRST, ["Withdrawn: Seven states came."]), (datetime(2024, 5, 3, tzinfo=UTC), []), (THIRD, [])],
)
def test_what_is_new_since_a_moment_is_what_differs_from_what_was_told_then(
    published: Library, answerer: Answerer, since: datetime, kinds: list[str]
) -> None:
    parts = LookingBack(published).news(since, answerer, "en")
    lines = [line for part in parts for line in without_marks(part.page.plain).splitlines()]

    assert [line for line in lines if line.startswith(("Withdrawn", "New:", "Before"))] == kinds


def test_where_nobody_knows_what_was_told_then_nothing_is_called_new_or_the_same(
    tmp_path: Path, folder: KnowledgeFolder
) -> None:
    made = Publishings(folder, tmp_path / "data")
    made.publish(STORM, FIRST)
    answerer = answering(made.library.served())
    unknown = [LookingBack(None).news(SECOND, answerer, "en")]
    made.library.versions.history.write_bytes(b"no history")
    unknown.append(LookingBack(made.library).news(SECOND, answerer, "en"))

    assert [[part.page.plain for part in parts] for parts in unknown] == [
        ["I have no record of what was published before."]
    ] * 2


def test_what_was_taken_out_of_sight_since_is_told_of_no_day(tmp_path: Path, folder: KnowledgeFolder) -> None:
    made = Publishings(folder, tmp_path / "data")
    made.publish(STORM, FIRST)
    made.publish(HIDDEN, SECOND)
    engine = made.library.served()
    everybody = answering(engine)
    house = everybody.to(Readership.HOUSE)
    back = LookingBack(made.library)

    for answerer, sees in ((everybody, False), (house, True)):
        entity = answerer.served.catalogue.named(COUNCIL)
        assert entity
        pages = [
            back.answered("Storm Council", PartialDate.parse("2024-03"), answerer, "en").page.plain,
            back.history(entity, answerer, "en").plain,
        ]
        assert ["Seven states" in page for page in pages] == [sees, sees]
    [nothing] = back.news(FIRST, everybody, "en")
    assert (without_marks(nothing.page.plain), nothing.tells) == ("Nothing new since 3 March 2024.", ())


_NOTICE = "      - source: notice\n        quote: {}\n"
MOVED = STORM.replace("dates: 2021-05-03", "dates: 2024-06-03/2024-06-04") + _NOTICE.format("3 and 4 June 2024")
LATER = STORM.replace("dates: 2021-05-03", "dates: 2024-06-10") + _NOTICE.format("10 June 2024")
_MET = "      en: The Storm Council met on 3 May 2021.\n"
OFF = LATER.replace(
    _MET, f"{_MET}    withdrawn:\n      since: 2024-05-01\n      reason: {{ar: أُلغي., en: It is off.}}\n"
)


def announced(folder: KnowledgeFolder) -> None:
    """The document from which the days to come are quoted."""
    folder.whole_calendar()
    folder.source("notice", "The council will meet on 3 and 4 June 2024. It will meet on 10 June 2024.")


def test_a_calendar_file_counts_every_change_and_says_what_is_off(tmp_path: Path, folder: KnowledgeFolder) -> None:
    announced(folder)
    made, found = Publishings(folder, tmp_path / "data"), []
    for yaml, at in ((MOVED, FIRST), (LATER, SECOND), (OFF, THIRD)):
        made.publish(yaml, at)
        engine = made.library.served()
        answerer = answering(engine)
        file, count = Calendars(made.library).file(lambda _: True, answerer, "ar", "marsad_bot")
        [event] = Calendar.from_ical(file).walk("VEVENT")
        found.append((event["UID"], event["SEQUENCE"], event.decoded("DTSTART"), event["STATUS"], count))

    uid = f"{COUNCIL}@marsad_bot.t.me"
    assert found == [
        (uid, 0, date(2024, 6, 3), "CONFIRMED", 1),
        (uid, 1, date(2024, 6, 10), "CONFIRMED", 1),
        (uid, 2, date(2024, 6, 10), "CANCELLED", 1),
    ]


def test_publishing_the_same_again_changes_no_calendar(tmp_path: Path, folder: KnowledgeFolder) -> None:
    announced(folder)
    made = Publishings(folder, tmp_path / "data")
    for yaml, at in ((MOVED, FIRST), (MOVED.replace("summary:\n  ar: اجتماع", "summary:\n  ar: لقاء"), SECOND)):
        made.publish(yaml, at)
    engine = made.library.served()
    file, _ = Calendars(made.library).file(lambda _: True, Answerer.open(lambda: engine, now=lambda: NOW), "en", None)

    [event] = Calendar.from_ical(file).walk("VEVENT")
    assert (event["SEQUENCE"], event["UID"]) == (0, f"{COUNCIL}@marsad.t.me")
    assert WITHDRAWN != CORRECTED
