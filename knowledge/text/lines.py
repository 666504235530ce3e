"""Which ends of lines are ends of what is said, and which only fill the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from knowledge.text.furniture import is_of_a_site
from knowledge.text.sentence_words import sentence_words

_ITEM = re.compile(
    r"\s*(?:[•▪●◦‣*·–—-]\s|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[\u0623-\u064a]|[٠-٩۰-۹]{1,3})[.)\-–](?:\s|$))"
)
_CLOSED = re.compile(r"[.!?؟…۔:؛;][»”’\"')\]]*\s*$")
_GOES_ON = re.compile(r"\s*(?:[a-zà-öø-ÿа-я]|[,،;؛)»”])")
_FIRST = re.compile(r"\S+")
_SHORTEST = 30
_LONGEST = 140
"""Characters of lines that somebody wrapped; longer ones are paragraphs of one line."""
_FEWEST = 3
_TOLERANCE = 0.08
"""Of the width, by which a full line may be shorter: justified and ragged lines, wide letters."""


class Line(NamedTuple):
    """Where a line stands in its text, without the blanks around it."""

    start: int
    end: int


def paragraphs(text: str) -> Iterator[list[Line]]:
    """Runs of lines that belong together: each is a paragraph, a headline or an item of a list; none is empty."""
    lines = list(_lines(text))
    width = _width(text, lines)
    run: list[Line] = []
    for line in lines:
        if run and (line.start == line.end or _ends(text, run, line, width) or _are_apart(text, run[-1], line)):
            yield run
            run = []
        if line.start < line.end:
            run.append(line)
    if run:
        yield run


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for row in text.splitlines(keepends=True):
        body = row.strip()
        first = start + (len(row) - len(row.lstrip()) if body else 0)
        yield Line(first, first + len(body))
        start += len(row)


def _width(text: str, lines: Sequence[Line]) -> int:
    """How long full lines are in a text that was wrapped; 0 where nothing shows that it was."""
    lengths = [line.end - line.start for line in lines if line.start < line.end]
    width = max(lengths, default=0)
    if not _SHORTEST <= width <= _LONGEST:
        return 0
    least = width * (1 - 2 * _TOLERANCE) - 8
    full, short = [0, 0], [0, 0]
    for line in (line for line in lines if line.start < line.end):
        counts = full if line.end - line.start > least else short
        counts[bool(_CLOSED.search(text, line.start, line.end))] += 1
    return width if full[False] >= _FEWEST or (full[False] and short[True] > short[False]) else 0


def _ends(text: str, run: Sequence[Line], following: Line, width: int) -> bool:
    """Whether what is said ends with the last line of a run."""
    last = run[-1]
    closed = _CLOSED.search(text, last.start, last.end)
    is_full = _is_full(text, last, following, width)
    in_list = _ITEM.match(text, run[0].start, run[0].end)
    if _ITEM.match(text, following.start, following.end):
        # A figure or an initial may stand first in a line of running text.
        return bool(closed or in_list or not is_full)
    if is_full:
        return False
    goes_on = _GOES_ON.match(text, following.start, following.end)
    if closed:
        return not (goes_on and width)
    return not (goes_on and (not in_list or width)) and not _left_open().search(text, last.start, last.end)


def _are_apart(text: str, last: Line, following: Line) -> bool:
    """Whether one of two lines is a word or two of a page by itself ("Sign in"): it goes on in no other line."""
    of_a_site = [one for one in (last, following) if is_of_a_site(text, *one)]
    return len(of_a_site) == len((last, following)) or any(not _belongs(text, one) for one in of_a_site)


def _belongs(text: str, line: Line) -> bool:
    """Whether a line may be the end of a sentence that was wrapped."""
    return bool(_GOES_ON.match(text, *line) or _CLOSED.search(text, *line))


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have found room."""
    if not width:
        return False
    word = _FIRST.match(text, following.start, following.end)
    room = width - (line.end - line.start)
    return room - _TOLERANCE * width <= len(word.group()) if word else False


@cache
def _left_open() -> re.Pattern[str]:
    """The end of a line that says that the next one goes on."""
    return re.compile(rf"(?:[,،(«“-]|(?<!\w)(?:{sentence_words().left_open.pattern}))\s*$", re.IGNORECASE)
