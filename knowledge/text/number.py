"""A number as it was found in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the tokens from `start` up to `end` that it takes up."""

    value: float
    """An int wherever it is whole."""
    start: int
    end: int
    ordinal: bool = False
    percent: bool = False
    digits: bool = False
    """A bare figure: it may be a day or a year."""
    marks: str = ""
    """Letters that are written onto the figure."""
    short: bool = False
    """An apostrophe says that it is the end of a year."""
    scale: int = 1
    """What a scale has multiplied: a million in "2–3 million"."""
