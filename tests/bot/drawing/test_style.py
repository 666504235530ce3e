"""Colours that can be told apart, in both looks."""

from __future__ import annotations

import pytest

from bot.drawing.style import DARK, LIGHT, Palette


def contrast(one: str, other: str) -> float:
    """How far two colours can be told apart, from 1 to 21, as the WCAG reckon it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "muted", "first", "second"])
def test_what_is_read_stands_out_from_its_ground(palette: Palette, name: str) -> None:
    assert contrast(getattr(palette, name), palette.ground) >= 4.5


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
