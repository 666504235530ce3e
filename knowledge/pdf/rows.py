"""Glyphs of a page as lines in the order of reading: rows from the top, columns each for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.pdf.glyphs import Glyph
from knowledge.pdf.reading_order import from_right, line_text

_ROW = 0.45
"""Ems by which letters of one row stand higher or lower: Arabic faces stack letters and raise marks."""
_GUTTER = 0.8
"""Ems of room between columns, in every row of them."""
_FEWEST_ROWS = 4
_FILLED = 0.55
"""How much of its width a column of running text fills; tables and lists fill less."""
_NARROWEST = 0.2
"""Of the page, for a column."""

_Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text, and where it stands; `left` and `right` are those of its column."""

    text: str
    top: float
    size: float
    start: float
    end: float
    left: float
    right: float
    rtl: bool
    column: int
    """The rows of one block of text have one number."""


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The lines of a page in the order of reading."""
    if not glyphs:
        return []
    rtl = from_right(glyphs)
    spaced = len({glyph.word for glyph in glyphs}) * 20 > len(glyphs)
    found: list[Row] = []
    for number, block in enumerate(_blocks(glyphs, rtl=rtl)):
        left, right = min(one.left for one in block), max(one.right for one in block)
        for line in _lines(block):
            edges = min(one.left for one in line), max(one.right for one in line)
            size = median(one.size for one in line)
            own = from_right(line) if rtl else from_right(line) and _is_mostly_arabic(line)
            text = line_text(line, rtl=own or (rtl and not _has_letters(line)), spaced=spaced)
            found.append(Row(text, line[0].y, size, *edges, left, right, rtl, number))
    return [row for row in found if row.text]


def _has_letters(line: Sequence[Glyph]) -> bool:
    return any(glyph.text[0].isalpha() for glyph in line)


def _is_mostly_arabic(line: Sequence[Glyph]) -> bool:
    return sum(glyph.text[0].isalpha() for glyph in line) > 1


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """From the top; marks go with the nearest row."""
    found: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if not one.is_mark), key=lambda one: -one.y):
        if found and found[-1][0].y - glyph.y <= _ROW * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    for mark in (one for one in glyphs if one.is_mark):
        if found:
            min(found, key=lambda line: _distance(line, mark)).append(mark)
    return found


def _distance(line: Sequence[Glyph], mark: Glyph) -> float:
    return abs(line[0].y - mark.y) + (0 if line[0].y <= mark.y else mark.size * 0.2)


def _blocks(glyphs: Sequence[Glyph], *, rtl: bool) -> Iterator[list[Glyph]]:
    """What is read without leaving a column: the page from the top, split where columns begin and end."""
    lines = _lines(glyphs)
    whole: list[Glyph] = []
    index = 0
    while index < len(lines):
        end, gutter = _columns(lines, index)
        if gutter is None:
            whole += lines[index]
            index += 1
            continue
        if whole:
            yield whole
            whole = []
        inside = [glyph for line in lines[index:end] for glyph in line]
        sides = [[one for one in inside if one.left < gutter], [one for one in inside if one.left >= gutter]]
        for side in reversed(sides) if rtl else sides:
            yield from _blocks(side, rtl=rtl)
        index = end
    if whole:
        yield whole


def _columns(lines: Sequence[Sequence[Glyph]], start: int) -> tuple[int, float | None]:
    """How far a block of two columns that begins at a line reaches, and where it is split; None where there is none."""
    bounds = _bounds(lines)
    gaps = _gaps(lines[start], bounds)
    end = start + 1
    while end < len(lines):
        narrower = _shared(gaps, _gaps(lines[end], bounds), _GUTTER * lines[end][0].size)
        if not narrower:
            break
        gaps, end = narrower, end + 1
    if end - start < _FEWEST_ROWS:
        return end, None
    middles = [(low + high) / 2 for low, high in sorted(gaps, key=lambda gap: gap[0] - gap[1])]
    return end, next((middle for middle in middles if _splits(lines[start:end], middle)), None)


def _bounds(lines: Sequence[Sequence[Glyph]]) -> _Interval:
    """Where a gutter may lie: not along the margins."""
    left = min(glyph.left for line in lines for glyph in line)
    right = max(glyph.right for line in lines for glyph in line)
    margin = _NARROWEST * (right - left)
    return left + margin, right - margin


def _gaps(line: Sequence[Glyph], bounds: _Interval) -> list[_Interval]:
    """Where a row has no letters between the bounds, the room before and after it included."""
    found: list[_Interval] = []
    reached, last = bounds
    for glyph in sorted(line, key=lambda one: one.left):
        if glyph.left > reached:
            found.append((reached, min(glyph.left, last)))
        reached = max(reached, glyph.right)
    found.append((reached, last))
    return [gap for gap in found if gap[1] - gap[0] > _GUTTER * line[0].size]


def _shared(one: Sequence[_Interval], other: Sequence[_Interval], least: float) -> list[_Interval]:
    """Room that both have."""
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return [(low, high) for low, high in pairs if high - low > least]


def _splits(block: Sequence[Sequence[Glyph]], middle: float) -> bool:
    """Whether running text stands on both sides."""
    glyphs = [glyph for line in block for glyph in line]
    width = max(one.right for one in glyphs) - min(one.left for one in glyphs)
    left = _lines([one for one in glyphs if one.left < middle])
    right = _lines([one for one in glyphs if one.left >= middle])
    return all(_is_column(side, width) for side in (left, right))


def _is_column(lines: Sequence[Sequence[Glyph]], page: float) -> bool:
    if len(lines) < _FEWEST_ROWS:
        return False
    edges = [(min(one.left for one in line), max(one.right for one in line)) for line in lines]
    width = max(right for _, right in edges) - min(left for left, _ in edges)
    filled = median((right - left) / width for left, right in edges)
    return width > _NARROWEST * page and filled > _FILLED
