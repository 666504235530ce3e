"""What was said before, and what is new, as it is asked for in words."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from bot.interface.asked_days import asked_day
from bot.interface.looking_back_words import DayOf, NewsQuestion, PastQuestion, news_said, past_said
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate

MONDAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def day_of(knowledge: KnowledgeBase) -> DayOf:
    return partial(asked_day, calendar=knowledge.phrasings.calendar, today=MONDAY)


def past(subject: str, when: str | None) -> PastQuestion:
    return PastQuestion(subject, PartialDate.parse(when) if when else None)


def news(since: str | None, subject: str = "") -> NewsQuestion:
    return NewsQuestion(PartialDate.parse(since) if since else None, subject)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what did you say about the SCO meeting in March?", past("SCO meeting", "2026-03")),
        ("ماذا كنت تقول عن اجتماع شنغهاي في مارس؟", past("اجتماع شنغهاي", "2026-03")),
        ("شو كنت تقول عن الهند الشهر الماضي", past("الهند", "2026-10")),
        ("What did you say about India on 3 May 2025?", past("India", "2025-05-03")),
        ("As of 3 May 2025: who heads India's delegation?", past("who heads India's delegation", "2025-05-03")),
        ("what did you say about India in December?", past("India", "2025-12")),  # that of this year has not come
        ("ماذا قلت عن الهند؟", past("الهند", None)),
        ("what changed about India?", past("India", None)),
        ("what did the minister say about India in March?", None),
        ("ماذا قال الوزير عن الهند؟", None),
        ("what did you say?", None),
        ("as of now", None),
    ],
)
def test_what_was_said_before_is_asked_for_with_a_subject_and_perhaps_a_time(
    day_of: DayOf, text: str, expected: PastQuestion | None
) -> None:
    assert past_said(text, day_of) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ما الجديد؟", news(None)),
        ("What's new?", news(None)),
        ("ما الجديد منذ آخر مرة؟", news(None)),
        ("ما الجديد منذ الاثنين؟", news("2026-11-23")),
        ("ما الجديد منذ اليوم؟", news("2026-11-30")),
        ("Any news since today?", news("2026-11-30")),
        ("ما الجديد منذ اليوم الاثنين؟", news("2026-11-30")),
        ("شو الجديد من مبارح", news("2026-11-29")),
        ("what's new since 1 May?", news("2026-05-01")),
        ("what's new since may", news("2026-05")),
        ("what's new since 29 February?", news("2024-02-29")),  # other years have none
        ("what changed since last week?", news("2026-11-23")),
        ("ما الجديد عن الهند منذ 1 مايو", news("2026-05-01", "الهند")),
        ("What's new since Thursday about India?", news("2026-11-26", "India")),
        ("what's nwe since yesterday", news("2026-11-29")),
        ("wats new", news(None)),
        ("waht's new?", news(None)),
        ("ما الجدييد؟", news(None)),
        ("ما الحديد؟", None),  # iron
        ("what's now?", None),
        ("what's new about India?", None),  # the newest documents say that
        ("ما الجديد في عالم الطاقة", None),
        ("is India new to the SCO?", None),
    ],
)
def test_what_is_new_is_asked_for_since_a_day_or_since_the_last_time(
    day_of: DayOf, text: str, expected: NewsQuestion | None
) -> None:
    assert news_said(text, day_of) == expected
