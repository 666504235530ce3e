"""Pictures that are asked for in words."""

from __future__ import annotations

import pytest

from bot.drawing.scenes import PictureKind
from bot.interface.picture_words import picture_said

TIMELINE, NETWORK, SCHEMATIC = PictureKind.TIMELINE, PictureKind.NETWORK, PictureKind.SCHEMATIC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Timeline", (TIMELINE, "", False)),
        ("timeline of India", (TIMELINE, "India", False)),
        ("draw the timeline of the SCO", (TIMELINE, "SCO", True)),
        ("show me a timeline picture", (TIMELINE, "", True)),
        ("Could you please draw me a timeline of events in Astana?", (TIMELINE, "Astana", True)),
        ("خط زمني", (TIMELINE, "", False)),
        ("الخط الزمني للهند", (TIMELINE, "للهند", False)),
        ("ارسم الخط الزمني", (TIMELINE, "", True)),
        ("ارسم خط زمني للأحداث", (TIMELINE, "", True)),
        (
            "ارسم لي خطًا زمنيًا لاجتماع وزراء الدفاع في منظمة شنغهاي",
            (TIMELINE, "لاجتماع وزراء الدفاع في منظمة شنغهاي", True),
        ),
        ("ممكن ترسم لي شبكة المشاركين؟", (NETWORK, "", True)),
        ("network of Ajit Doval", (NETWORK, "Ajit Doval", False)),
        ("draw who takes part in what", (NETWORK, "", True)),
        ("شبكة", (NETWORK, "", False)),
        ("خريطة الممرات", (SCHEMATIC, "", False)),
        ("ارسم خريطة الممرات", (SCHEMATIC, "", True)),
        ("مخطط الممرات", (SCHEMATIC, "", False)),
        ("ارسم الممرات", (SCHEMATIC, "", True)),
        ("draw the corridors", (SCHEMATIC, "", True)),
    ],
)
def test_a_picture_is_asked_for_by_its_name_and_what_it_is_about(
    text: str, expected: tuple[PictureKind, str, bool]
) -> None:
    wish = picture_said(text)

    assert wish is not None
    assert (wish.kind, wish.about.rstrip("؟?"), wish.outright) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is the timeline?",
        "who takes part in the meeting?",
        "من يشارك في الاجتماع؟",
        "draw",
        "ارسم",
        "ارسم قطة",
        "places",
        "ما مخطط الهند؟",
        "show me the meetings",
    ],
)
def test_what_asks_for_no_picture_is_a_question(text: str) -> None:
    assert picture_said(text) is None
