"""A text in which some of the words are blank, and all others stand where they stood."""

from __future__ import annotations

from collections.abc import Iterable


def blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with a blank for every character at some places."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
