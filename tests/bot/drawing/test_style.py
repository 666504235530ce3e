"""Colours that can be told apart, in both looks."""

from __future__ import annotations

import pytest

from bot.drawing.style import DARK, LIGHT, Palette, contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "muted", "first", "second"])
def test_what_is_read_stands_out_from_its_ground(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.ground) >= 4.5


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
