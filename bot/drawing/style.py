"""The one look of all pictures: colours for light and dark, letters, and room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

REGULAR, BOLD = 400, 600
WIDTH = 1080
MARGIN = 56
MOST_BARS, MOST_CELLS = 24, 600
"""Sentences of a document that have a bar each, or a square; of more each square is several that adjoin."""


class Sizes(NamedTuple):
    """Of letters in pixels: on a phone a third of that in points."""

    title: int = 44
    text: int = 30
    small: int = 25


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours; each but `line` and `faint`, which tell nothing, can be read on `ground`."""

    ground: str
    ink: str
    muted: str
    first: str
    """What is stated, and whatever leads."""
    second: str
    """What is only announced."""
    line: str
    faint: str


LIGHT = Palette("#FBFAF7", "#1B2129", "#59626D", "#0B5A8F", "#9A4A00", "#B9C0C8", "#E7E6E1")
DARK = Palette("#12171D", "#ECEFF2", "#A9B3BE", "#7CC0F2", "#F0B35E", "#4C5762", "#232B34")


def palette(*, dark: bool) -> Palette:
    """The colours of a picture."""
    return DARK if dark else LIGHT
