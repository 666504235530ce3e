from __future__ import annotations

import pytest

from knowledge.dates import PartialDate
from knowledge.quoting.days import days_in

WEDNESDAY = PartialDate.parse("2025-03-05")


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("It opened on Monday.", {"Monday": "2025-03-03"}),
        ("It opened on Wednesday.", {"Wednesday": "2025-03-05"}),
        ("They left last Wednesday.", {"last Wednesday": "2025-02-26"}),
        ("They will stay until Friday.", {"Friday": "2025-03-07"}),
        ("Flights will resume soon, the carrier said on Tuesday.", {"Tuesday": "2025-03-04"}),
        (
            "The carrier said on Tuesday that flights will resume by Sunday.",
            {"Tuesday": "2025-03-04", "Sunday": "2025-03-09"},
        ),
        ("ستستأنف الرحلات، كما أعلنت الشركة يوم الثلاثاء.", {"يوم الثلاثاء": "2025-03-04"}),
        ("Seizures rose last month.", {"last month": "2025-02"}),
        ("It is due next year.", {"next year": "2026"}),
        ("He said yesterday that it ends tomorrow.", {"yesterday": "2025-03-04", "tomorrow": "2025-03-06"}),
        ("أعلنت الشركة أمس الثلاثاء كشفًا.", {"أمس الثلاثاء": "2025-03-04"}),
        ("أعلنت الشركة أمس الخميس كشفًا.", {}),
        ("تُغلق الطريق غدًا الخميس.", {"غدًا الخميس": "2025-03-06"}),
        ("تُغلق الطريق غداً الخميس.", {"غداً الخميس": "2025-03-06"}),
        ("تُغلق الطريق غدً الخميس.", {"غدً الخميس": "2025-03-06"}),
        ("تُغلق الطريق غداً الجمعة.", {}),
        ("أُغلق المعبر يوم الأحد الماضي.", {"يوم الأحد الماضي": "2025-03-02"}),
        ("ستصل السفينة يوم السبت.", {"يوم السبت": "2025-03-08"}),
        ("وتراجعت الأسعار الشهر الماضي.", {"الشهر الماضي": "2025-02"}),
        ("May Monday-school children sing.", {"Monday": "2025-03-03"}),
        ("Nothing is dated here.", {}),
    ],
)
def test_days_are_told_by_the_day_of_publication(sentence: str, meant: dict[str, str]) -> None:
    assert {day.written: str(day.known) for day in days_in(sentence, WEDNESDAY)} == meant


@pytest.mark.parametrize("published", [None, PartialDate.parse("2025-03"), PartialDate.parse("2025-03-05/2025-03-06")])
def test_nobody_knows_the_day_of_a_document_without_one(published: PartialDate | None) -> None:
    assert days_in("It opened on Monday.", published) == ()
