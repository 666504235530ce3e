"""What stands at the edges of a page and is no part of what it says: share bars, "read also", page numbers."""

from __future__ import annotations

import re
from functools import cache

from knowledge.text.sentence_words import sentence_words

_LONGEST = 300
_ADDRESS = r"[\w.+-]++@[\w-]++\.[\w.]++|(?:https?://|www\.)\S++|\d[\d ()-]{6,20}+(?!\w)"


def is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text, a paragraph or line of its own, is no part of what is said."""
    return is_of_a_site(text, start, end) or _matches(_of_paper(), text, start, end)


def is_of_a_site(text: str, start: int, end: int) -> bool:
    """Whether it is what nothing but a page of the web has."""
    return _matches(_of_a_site(), text, start, end)


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST and pattern.fullmatch(text, start, end) is not None


@cache
def _of_a_site() -> re.Pattern[str]:
    words = sentence_words()
    networks, beside = words.networks.pattern, words.beside_networks.pattern
    alone = (
        words.alone.pattern,
        rf"(?:{networks})(?:\W+(?:{networks}|{beside}))*",
        rf"(?:{words.comments.pattern})(?:\s*\(?\d*\)?)?|\d+ (?:{words.comments.pattern})",
    )
    return re.compile(
        rf"\W*(?:{'|'.join(alone)})\W*|\W*(?:{words.before_a_link.pattern})\s*[:：-].{{0,250}}", re.IGNORECASE
    )


@cache
def _of_paper() -> re.Pattern[str]:
    words = sentence_words()
    number = rf"(?:{words.page.pattern})\s*\d+(?:\s*(?:{words.of_pages.pattern}|/)\s*\d+)?|\d{{1,4}}"
    return re.compile(
        rf"\W*(?:{number}|{words.as_sent.pattern})\W*"
        rf"|\W*(?:{words.of_a_picture.pattern})\s*[:：].{{0,120}}"
        rf"|.{{0,200}}[(\[][^()\[\]]{{0,30}}\b(?:{words.credits.pattern})[\W]*"
        rf"|.{{0,80}}(?:{words.rights.pattern}).{{0,80}}"
        rf"|\W*(?:©|(?:\(c\)|{words.copyright.pattern})\W+(?:\d{{4}}|©)).{{0,120}}"
        rf"|(?:\W*+(?:{words.reached_by.pattern})?+\W*+(?:{_ADDRESS}))++\W*+",
        re.IGNORECASE,
    )
