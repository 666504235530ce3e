"""One line of glyphs as it is read: from the right in Arabic, with figures and Latin words in it from the left."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from knowledge.pdf.glyphs import Glyph

_GAP = 0.25
"""Ems between two glyphs that are a space on pages that write spaces; justified lines have none so narrow."""
_LEAST_GAP = 0.02
"""Less room than any space has: marks bring spaces with them that are none."""
_GAP_ALONE = 0.15
"""The same on pages that only leave room."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_MIRRORED = str.maketrans({**_PAIRS, **{close: open_ for open_, close in _PAIRS.items()}})
_BRACKET = re.compile(r"[()\[\]{}«»‹›]")
_BETWEEN_FIGURES = ".,:/٫٬"


class _Side(StrEnum):
    RIGHT = "R"
    LEFT = "L"
    FIGURE = "N"
    NEITHER = "-"
    SPACE = " "


def from_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters are written from the right."""
    sides = [_side(glyph.text[0]) for glyph in glyphs]
    return sides.count(_Side.RIGHT) > sides.count(_Side.LEFT)


def line_text(glyphs: Sequence[Glyph], *, rtl: bool, spaced: bool) -> str:
    """The text of a line; `spaced` says that the page writes its spaces."""
    pieces = list(_pieces(_with_marks(glyphs), _GAP if spaced else _GAP_ALONE))
    ordered = _logical(pieces) if rtl else _turned_back(pieces)
    text = " ".join("".join(ordered).split())
    return _unmirrored(text) if rtl else text


def _with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """From left to right, each mark joined to the glyph that it belongs to."""
    bases = sorted((glyph for glyph in glyphs if not glyph.is_mark), key=lambda one: one.index)
    marks: dict[int, str] = {}
    for mark in (glyph for glyph in glyphs if glyph.is_mark):
        if bases:
            owner = _owner(mark, bases).index
            marks[owner] = marks.get(owner, "") + mark.text
    full = [replace(one, text=one.text + marks[one.index]) if one.index in marks else one for one in bases]
    return sorted(full, key=lambda one: one.x)


def _owner(mark: Glyph, bases: Sequence[Glyph]) -> Glyph:
    """The glyph before a mark as it is read, whichever way the file goes."""
    index = bisect_left(bases, mark.index, key=lambda one: one.index)
    before, after = bases[max(0, index - 1)], bases[min(index, len(bases) - 1)]
    if (before.word == mark.word) != (after.word == mark.word):
        return before if before.word == mark.word else after
    return before if before.x >= after.x else after


def _pieces(glyphs: Sequence[Glyph], gap: float) -> Iterator[tuple[str, _Side]]:
    """From left to right: each glyph with its side, and the spaces between them."""
    apart = [_are_apart(one, following, gap) for one, following in pairwise(glyphs)]
    for index, glyph in enumerate(glyphs):
        joined = 0 < index < len(glyphs) - 1 and not apart[index - 1] and not apart[index]
        if not (joined and _has_no_meaning(*glyphs[index - 1 : index + 2])):
            yield glyph.text, _side(glyph.text[0])
        if index < len(apart) and apart[index]:
            yield " ", _Side.SPACE


def _are_apart(one: Glyph, following: Glyph, gap: float) -> bool:
    """Whether a space stands between two glyphs: one of the file that has room, or only the room."""
    room = (following.left - one.right) / (one.size or 1)
    return room > (_LEAST_GAP if one.word != following.word else gap)


def _has_no_meaning(left: Glyph, glyph: Glyph, right: Glyph) -> bool:
    """Whether a sign inside an Arabic word is one that the file gives no letter for, and some number instead."""
    inside = _side(left.text[0]) is _side(right.text[0]) is _Side.RIGHT
    return inside and (_side(glyph.text[0]) is _Side.LEFT or unicodedata.category(glyph.text[0]) in ("Sc", "Sm", "So"))


def _side(char: str) -> _Side:
    match unicodedata.bidirectional(char):
        case "R" | "AL" | "NSM":
            return _Side.RIGHT
        case "L":
            return _Side.LEFT
        case "EN" | "AN":
            return _Side.FIGURE
        case _:
            return _Side.NEITHER


def _logical(pieces: list[tuple[str, _Side]]) -> Iterator[str]:
    """The pieces of a line that is read from the right; runs of Latin, and figures, are kept as they stand."""
    runs: list[list[str]] = []
    index = 0
    while index < len(pieces):
        end = _run_end(pieces, index)
        runs.append([text for text, _ in pieces[index:end]])
        index = end
    for run in reversed(runs):
        yield from run


def _run_end(pieces: list[tuple[str, _Side]], start: int) -> int:
    """Where the run that begins at a piece ends: Latin words with what stands between them, or one figure."""
    if pieces[start][1] is _Side.LEFT:
        end = start
        for index in range(start, len(pieces)):
            if pieces[index][1] is _Side.RIGHT:
                break
            if pieces[index][1] in (_Side.LEFT, _Side.FIGURE):
                end = index
        return end + 1
    end = start + 1
    while pieces[start][1] is _Side.FIGURE and end < len(pieces):
        between = pieces[end][0] in _BETWEEN_FIGURES and end + 1 < len(pieces) and pieces[end + 1][1] is _Side.FIGURE
        if not between and pieces[end][1] is not _Side.FIGURE:
            break
        end += 1
    return end


def _turned_back(pieces: list[tuple[str, _Side]]) -> list[str]:
    """The pieces of a line that is read from the left; runs of Arabic in it from the right."""
    found: list[str] = []
    index = 0
    while index < len(pieces):
        end = index + 1
        if pieces[index][1] is _Side.RIGHT:
            last = index
            for other in range(index, len(pieces)):
                if pieces[other][1] is _Side.LEFT:
                    break
                last = other if pieces[other][1] is _Side.RIGHT else last
            end = last + 1
            found += list(_logical(pieces[index:end]))
        else:
            found.append(pieces[index][0])
        index = end
    return found


def _unmirrored(text: str) -> str:
    """Brackets as they are meant: some writers store what is seen."""
    if not _BRACKET.search(text):
        return text
    return _BRACKET.sub(lambda found: _meant(found.group(), text, found.start()), text)


def _meant(bracket: str, text: str, index: int) -> str:
    """The one that opens before a word and behind a space, the other the other way round."""
    before, after = text[:index][-1:], text[index + 1 : index + 2]
    opens = (not before or before.isspace()) and after.isalnum()
    closes = before.isalnum() and not after.isalnum()
    wrong = opens if bracket in _PAIRS.values() else closes
    return bracket.translate(_MIRRORED) if wrong else bracket
