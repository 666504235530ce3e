"""Lines of letters: how wide they are, and what they look like, from the fonts that come with Marsad.

matplotlib's fonts shape Arabic and order mixed directions by themselves since 3.11. Its text objects are not used: they
shape a line four times and took two thirds of the time of a full picture (decision 18).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from numpy.typing import NDArray

from bot.drawing.style import BOLD, REGULAR

_FONTS = Path(__file__).parent / "fonts"
_FILES: Mapping[int, tuple[Path, str]] = {
    REGULAR: (_FONTS / "IBMPlexSansArabic-Regular.ttf", "DejaVuSans.ttf"),
    BOLD: (_FONTS / "IBMPlexSansArabic-SemiBold.ttf", "DejaVuSans-Bold.ttf"),
}
"""By weight ours, and the one of matplotlib's that has letters which ours lacks."""
_DPI = 72
"""A point is a pixel."""
_UNITS = 64
"""Of a pixel, in which fonts count."""
_FRAME = 1
"""Pixels of nothing around a line that has been drawn."""
_MOST_WIDTHS, _MOST_LINES = 20_000, 600
"""That are kept: a word takes 0.2 ms to be measured and a line 1.4 to be drawn, and names come back. About 10 MB."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of letters: how dark each of its pixels is, and in which row of these its baseline stands."""

    pixels: NDArray[np.uint8]
    baseline: int


@lru_cache(_MOST_WIDTHS)
def width(text: str, size: int, weight: int) -> float:
    """In pixels, of a text on one line."""
    return _shaped(text, size, weight).get_width_height()[0] / _UNITS


@lru_cache(_MOST_LINES)
def ink(text: str, size: int, weight: int) -> Ink:
    """What a text on one line looks like."""
    font = _shaped(text, size, weight)
    font.draw_glyphs_to_bitmap(antialiased=True)
    above = (font.get_width_height()[1] - font.get_descent()) // _UNITS
    return Ink(font.get_image(), above + _FRAME)


def _shaped(text: str, size: int, weight: int) -> FT2Font:
    font = _font(weight)
    font.clear()
    font.set_size(size, _DPI)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font


@cache
def _font(weight: int) -> FT2Font:
    own, other = _FILES[weight]
    return get_font([str(own), str(Path(mpl.get_data_path()) / "fonts" / "ttf" / other)])
