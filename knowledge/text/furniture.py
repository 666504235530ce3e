"""What stands at the edges of a page and is no part of what it says: share bars, "read also", page numbers."""

from __future__ import annotations

import re
from functools import cache

from knowledge.text.sentence_words import sentence_words

_LONGEST = 300


def is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text, a paragraph or line of its own, is no part of what is said."""
    return end - start <= _LONGEST and _line().fullmatch(text, start, end) is not None


@cache
def _line() -> re.Pattern[str]:
    words = sentence_words()
    networks, beside = words.networks.pattern, words.beside_networks.pattern
    alone = (
        words.alone.pattern,
        rf"(?:{networks})(?:\W+(?:{networks}|{beside}))*",
        rf"(?:{words.page.pattern})\s*\d+(?:\s*(?:{words.of_pages.pattern}|/)\s*\d+)?|\d{{1,4}}",
        rf"(?:{words.comments.pattern})(?:\s*\(?\d*\)?)?",
    )
    return re.compile(
        rf"\W*(?:{'|'.join(alone)})\W*"
        rf"|\W*(?:{words.before_a_link.pattern})\s*[:：-].{{0,250}}"
        rf"|\W*(?:{words.of_a_picture.pattern})\s*[:：].{{0,120}}"
        rf"|.{{0,80}}(?:{words.rights.pattern}).{{0,80}}"
        rf"|\W*(?:©|(?:\(c\)|{words.copyright.pattern})\W+(?:\d{{4}}|©)).{{0,120}}",
        re.IGNORECASE,
    )
