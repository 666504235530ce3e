"""The day with which a news report opens is proposed as its date; a day inside a sentence is not."""

from __future__ import annotations

import pytest

from knowledge.documents.datelines import dateline_day

OPENING = {
    "an agency in brackets": ("Muscat, 12 March 2026 (Gulf Wire) – Oman hosted talks.", "2026-03-12"),
    "the month first": ("MUSCAT, March 12, 2026 (Reuters) - Oman hosted talks.", "2026-03-12"),
    "a weekday": ("New Delhi, Thursday, 12 March 2026 — India said so.", "2026-03-12"),
    "the agency before the day": ("Muscat (ONA), 12 March 2026: Oman hosted talks.", "2026-03-12"),
    "Arabic": ("مسقط، 12 مارس 2026 – استضافت عُمان محادثات.", "2026-03-12"),
    "Arabic with an agency": ("مسقط، 12 مارس 2026 (العمانية) – استضافت عُمان محادثات.", "2026-03-12"),
    "Arabic with a weekday": ("مسقط – الخميس 12 مارس 2026 – استضافت عُمان محادثات.", "2026-03-12"),
    "both names of a month": ("عمّان، 12 آذار/مارس 2026 (بترا) – قال الوزير ذلك.", "2026-03-12"),
    "Arabic figures": ("مسقط، ١٢ مارس ٢٠٢٦ – استضافت عُمان محادثات.", "2026-03-12"),
    "an agency between strokes": ("مسقط في 12 مارس 2026 /العمانية/ استضافت عُمان محادثات.", "2026-03-12"),
    "a line of its own below the headline": (
        "الوزراء يجتمعون\n\nالقاهرة – 8 مايو 2023\n\nقرر الوزراء.",
        "2023-05-08",
    ),
    "a day alone below the headline": ("Chiefs end meeting\n18 August 2023\n\nThe chiefs ended it.", "2023-08-18"),
    "Russian": ("Маскат, 12 марта 2026 (ТАСС) – Оман принял гостей.", "2026-03-12"),
}
NONE = {
    "a day inside a sentence": "On Saturday 13 April 2024, forces of Iran boarded the ship.",
    "a dash behind a day inside a sentence": "The treaty was signed on 3 May 2024 - a day late.",
    "Arabic inside a sentence": "وقّع الطرفان الاتفاق في 3 مايو 2024 – بعد يوم من موعده.",
    "a day without a year": "MUSCAT, 12 March (Reuters) - Oman hosted talks.",
    "a month alone": "Muscat, March 2026 – Oman hosted talks.",
    "far below": "One.\nTwo.\nThree.\nFour.\nMuscat, 12 March 2026 – Oman hosted talks.",
    "no date at all": "Oman, India – what comes next",
}


@pytest.mark.parametrize(("text", "day"), OPENING.values(), ids=OPENING)
def test_a_dateline_says_the_day(text: str, day: str) -> None:
    assert str(dateline_day(text)) == day


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_dateline_says_none(text: str) -> None:
    assert dateline_day(text) is None
