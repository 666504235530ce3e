"""Pictures that are asked for in words."""

from __future__ import annotations

import pytest

from bot.drawing.scenes import PictureKind
from bot.interface.spoken import picture_said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Timeline", (PictureKind.TIMELINE, "")),
        ("timeline of India", (PictureKind.TIMELINE, "India")),
        ("draw the timeline of the SCO", (PictureKind.TIMELINE, "SCO")),
        ("خط زمني", (PictureKind.TIMELINE, "")),
        ("الخط الزمني للهند", (PictureKind.TIMELINE, "للهند")),
        ("network of Ajit Doval", (PictureKind.NETWORK, "Ajit Doval")),
        ("شبكة", (PictureKind.NETWORK, "")),
        ("خريطة الممرات", (PictureKind.SCHEMATIC, "")),
        ("what is the timeline?", None),
        ("", None),
    ],
)
def test_a_picture_is_asked_for_by_its_name_and_what_it_is_about(
    text: str, expected: tuple[PictureKind, str] | None
) -> None:
    assert picture_said(text) == expected
