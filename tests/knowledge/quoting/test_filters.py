from __future__ import annotations

from datetime import date

import pytest

from knowledge.quoting.filters import filtered
from knowledge.search.within import EVERYWHERE, Within

TODAY = date(2025, 4, 5)
"""A Saturday."""
PUBLISHERS = ("Saudi Press Agency (SPA)", "وكالة الساحل للأنباء", "The Meridian")
WEEK = Within(date(2025, 3, 30), TODAY)


@pytest.mark.parametrize(
    ("text", "rest", "within"),
    [
        ("what happened in Aktau this week?", "what happened in Aktau ?", WEEK),
        ("ماذا حدث في أكتاو هذا الأسبوع؟", "ماذا حدث في أكتاو ؟", WEEK),
        ("شو صار بأكتاو الاسبوع اللي فات", "شو صار بأكتاو", Within(date(2025, 3, 23), date(2025, 3, 29))),
        ("floods last month", "floods", Within(date(2025, 3, 1), date(2025, 3, 31))),
        ("أخبار اليوم", "", Within(TODAY, TODAY)),
        ("كم شاحنة عبرت في اليوم الأول؟", "كم شاحنة عبرت في اليوم الأول؟", EVERYWHERE),
        ("كم خسرت هيئة القناة في اليوم؟", "كم خسرت هيئة القناة في اليوم؟", EVERYWHERE),
        ("ماذا حدث في القناة اليوم؟", "ماذا حدث في القناة", Within(TODAY, TODAY)),
        ("who signed the pact, from SPA", "who signed the pact,", Within(publisher=PUBLISHERS[0])),
        ("who signed according to The Meridian?", "who signed ?", Within(publisher="The Meridian")),
        ("كم سفينة شاركت بحسب وكالة الساحل؟", "كم سفينة شاركت ؟", Within(publisher=PUBLISHERS[1])),
        ("the budget of this year", "the budget of this year", EVERYWHERE),
        ("the meridian of Aktau", "the meridian of Aktau", EVERYWHERE),
    ],
)
def test_days_and_publishers_bound_a_search_and_are_no_part_of_the_question(
    text: str, rest: str, within: Within
) -> None:
    found = filtered(text, PUBLISHERS, TODAY)

    assert (found.text, found.within) == (rest, within)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("the latest on Rogun", "Rogun"),
        ("what's new about the Rogun dam?", "the Rogun dam?"),
        ("ما آخر أخبار سد روغون؟", "سد روغون؟"),
        ("شو آخر تطورات الهدنة", "الهدنة"),
    ],
)
def test_the_latest_on_a_theme_is_asked_for(text: str, topic: str) -> None:
    assert filtered(text, PUBLISHERS, TODAY) == filtered(text, (), TODAY)
    assert (filtered(text, (), TODAY).text, filtered(text, (), TODAY).latest) == (topic, True)


def test_the_latest_name_is_no_wish_for_news() -> None:
    assert not filtered("who wrote the latest report?", PUBLISHERS, TODAY).latest
