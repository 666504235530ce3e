"""Lines of all pages as paragraphs: without headers and page numbers, words that were broken put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from knowledge.pdf.rows import Row
from knowledge.text.sentence_words import sentence_words

_FURNITURE_ROWS = 2
"""Rows at either edge of a page among which headers and footers are looked for."""
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?؟…۔:؛][»”\"')\]]*$")
_ITEM = re.compile(r"(?:[•▪●◦‣*\-–]|\(?[\dأ-يa-z]{1,2}[.)])\s")
_HYPHEN = re.compile(r"(\w{2,})[-‐\u00ad]$")
_LONGEST_WORD = 100
"""Letters at the end of a paragraph in which a hyphen is looked for: 500 pages of one paragraph take 11 s, not 70."""
_FIRST_WORD = re.compile(r"[a-zа-яçéèêñöüäß]\w*")
_SPACED = 1.35
"""Of the usual distance between lines, what begins a paragraph."""
_BIGGER = 1.12
_MUCH_SHORTER = 0.15
"""Of the width of its column, that a line leaves free beside room for twice the next word: broken on purpose."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the page that it begins on, from 0, and where in it later pages begin."""

    text: str
    page: int
    turns: tuple[tuple[int, int], ...]
    """(page, offset) of each page that begins inside it."""
    size: float


@dataclass(frozen=True, slots=True)
class _RowOnPage:
    row: Row
    page: int


def paragraphs(pages: Sequence[Sequence[Row]]) -> list[Paragraph]:
    """The paragraphs of all pages in their order."""
    furniture = _furniture(pages)
    placed = [
        _RowOnPage(row, number)
        for number, page in enumerate(pages)
        for row in page
        if not any(row is other for other in furniture[number])
    ] or [_RowOnPage(row, number) for number, page in enumerate(pages) for row in page]
    words = Counter(re.findall(r"[\w-]+", " ".join(one.row.text for one in placed)))
    leading = _leading([one.row for one in placed])
    return [_joined(group, words) for group in _groups(placed, leading)]


def _furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The rows of each page that stand on others too, figures aside, at the same edge, and page numbers."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page in edges for key in _keys(page))
    least = max(2, len(pages) // 3)
    return [
        [row for edge, row in page if counts[edge, _key(row)] >= least or _page_number().fullmatch(row.text)]
        for page in edges
    ]


@cache
def _page_number() -> re.Pattern[str]:
    words = sentence_words()
    of = rf"(?:\W*(?:{words.of_pages.pattern}|/)\W*\d{{1,4}})?"
    return re.compile(rf"\W*(?:{words.page.pattern})?\W*\d{{1,4}}{of}\W*", re.IGNORECASE)


def _keys(page: Sequence[tuple[str, Row]]) -> set[tuple[str, str]]:
    return {(edge, _key(row)) for edge, row in page}


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text)


def _edges(page: Sequence[Row]) -> list[tuple[str, Row]]:
    ordered = sorted(page, key=lambda row: -row.top)
    top, bottom = ordered[:_FURNITURE_ROWS], ordered[_FURNITURE_ROWS:][-_FURNITURE_ROWS:]
    return [("top", row) for row in top] + [("bottom", row) for row in bottom]


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance between lines, in ems."""
    steps = [
        (one.top - other.top) / one.size
        for one, other in pairwise(rows)
        if one.column == other.column and one.size and 0 < one.top - other.top < 4 * one.size
    ]
    return median(steps) if steps else 1.5


def _groups(placed: Sequence[_RowOnPage], leading: float) -> Iterator[list[_RowOnPage]]:
    group: list[_RowOnPage] = []
    for one in placed:
        if group and _begins(group[-1], one, leading):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _begins(before: _RowOnPage, one: _RowOnPage, leading: float) -> bool:
    """Whether a line begins a paragraph."""
    last, row = before.row, one.row
    if max(last.size, row.size) > _BIGGER * min(last.size, row.size) or _ITEM.match(row.text):
        return True
    ended = bool(_ENDED.search(last.text))
    if before.page != one.page or last.column != row.column:
        return ended
    if last.top - row.top > _SPACED * leading * last.size:
        return True
    rest, word = _rest(last), _first_word(row)
    return rest > word if ended else rest > 2 * word + _MUCH_SHORTER * (last.right - last.left)


def _rest(row: Row) -> float:
    """How much of its column a line leaves free at its end."""
    return row.start - row.left if row.rtl else row.right - row.end


def _first_word(row: Row) -> float:
    """The room that the first word of a line would have taken in the line before it, with its space."""
    return (row.end - row.start) * (len(row.text.split(maxsplit=1)[0]) + 1) / len(row.text)


def _joined(group: Sequence[_RowOnPage], words: Counter[str]) -> Paragraph:
    text = ""
    turns: list[tuple[int, int]] = []
    page = group[0].page
    for one in group:
        text = _with_next(text, one.row.text, words)
        if one.page != page:
            page = one.page
            turns.append((page, len(text) - len(one.row.text)))
    return Paragraph(text, group[0].page, tuple(turns), median(one.row.size for one in group))


def _with_next(text: str, line: str, words: Counter[str]) -> str:
    """A line added, and the word that a hyphen broke made whole, unless it is written with one elsewhere."""
    broken, following = _HYPHEN.search(text, max(0, len(text) - _LONGEST_WORD)), _FIRST_WORD.match(line)
    if not broken or not following:
        return f"{text} {line}" if text else line
    whole, hyphened = broken.group(1) + following.group(), f"{broken.group(1)}-{following.group()}"
    return text + line if words[hyphened] and not words[whole] else text[:-1] + line
