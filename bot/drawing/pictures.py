"""From a scene to a picture: pure functions, the same bytes for the same scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

from bot.drawing.canvas import Canvas
from bot.drawing.card import card
from bot.drawing.scenes import Card, CoverageChart, Network, PictureFrame, Scene, Schematic, Standing, Timeline
from bot.drawing.style import BOLD, MARGIN, MOST_BARS, MOST_CELLS, SIZES, WIDTH, palette

_ROOM = WIDTH - 2 * MARGIN
_DAY, _AXIS, _LABEL = 250, 300, 340
"""Of a timeline, from the margin: how wide the days are, where its line runs, where the events begin."""
_COLUMN = 350
_FAN = 70
"""From a corridor down to what it connects."""
_MOST_LINES = 12
"""Of a name; those of 200 letters have room everywhere."""
_CELLS = 20


def draw(scene: Scene) -> bytes:
    """The picture of a scene as PNG."""
    return _drawers()[type(scene)](scene)


@cache
def _drawers() -> Mapping[type[Scene], Callable[[Any], bytes]]:
    return {Timeline: timeline, Network: network, Schematic: schematic, CoverageChart: coverage, Card: card}


def _begun(frame: PictureFrame) -> tuple[Canvas, float]:
    """A sheet with its title, and where it goes on."""
    canvas = Canvas(WIDTH, palette(dark=frame.dark), rtl=frame.rtl)
    lines = canvas.wrapped(frame.title, _ROOM, 6, size=SIZES.title, weight=BOLD)
    below = canvas.text(MARGIN, MARGIN + SIZES.title / 2, lines, size=SIZES.title, weight=BOLD)
    return canvas, below + 16


def _ended(canvas: Canvas, y: float, footer: str) -> bytes:
    lines = canvas.wrapped(footer, _ROOM, 8, size=SIZES.small)
    canvas.line((MARGIN, y), (WIDTH - MARGIN, y), canvas.palette.line, 2)
    below = canvas.text(MARGIN, y + 34, lines, size=SIZES.small, colour=canvas.palette.muted)
    return canvas.png(below + MARGIN / 2)


def timeline(scene: Timeline) -> bytes:
    """Events below each other on a line, each with the mark of how certain it is; what has no place in it below."""
    canvas, y = _begun(scene.frame)
    y = _key(canvas, y, scene.key)
    axis, marks = MARGIN + _AXIS, list[tuple[float, Standing]]()
    for day, label, standing in scene.rows:
        days = canvas.wrapped(day, _DAY, 4, size=SIZES.small, weight=BOLD)
        under = canvas.text(
            MARGIN + _DAY, y, days, size=SIZES.small, colour=canvas.palette.muted, weight=BOLD, align="end"
        )
        below = canvas.text(MARGIN + _LABEL, y, canvas.wrapped(label, _ROOM - _LABEL, _MOST_LINES))
        marks.append((y, standing))
        y = max(below, under + 8, y + 62) + 22
    if len(marks) > 1:
        canvas.line((axis, marks[0][0]), (axis, marks[-1][0]), canvas.palette.line, 4)
    for at, standing in marks:
        _mark(canvas, axis, at, standing)
    return _ended(canvas, _undated(canvas, y, scene), scene.frame.footer)


def _undated(canvas: Canvas, y: float, scene: Timeline) -> float:
    """Apart from the line, so that nobody takes the last ones for the latest."""
    if not scene.undated:
        return y
    title = canvas.wrapped(scene.no_order, _ROOM, 2, size=SIZES.small, weight=BOLD)
    y = canvas.text(MARGIN, y + 8, title, size=SIZES.small, weight=BOLD, colour=canvas.palette.muted) + 18
    for label, standing in scene.undated:
        _mark(canvas, MARGIN + 14, y, standing)
        y = canvas.text(MARGIN + 52, y, canvas.wrapped(label, _ROOM - 52, _MOST_LINES)) + 22
    return y


def _mark(canvas: Canvas, x: float, y: float, standing: Standing, *, radius: float = 13) -> None:
    """A disc for what is stated, a ring for what is only announced, a small disc in a ring for what somebody claims."""
    colour = canvas.palette.second if standing == Standing.ANNOUNCED else canvas.palette.first
    canvas.dot(x, y, colour, filled=standing == Standing.STATED, radius=radius)
    if standing == Standing.CLAIMED:
        canvas.dot(x, y, colour, radius=1)


def _key(canvas: Canvas, y: float, key: tuple[tuple[Standing, str], ...]) -> float:
    """What the marks mean, in words beside them."""
    share, ends = _ROOM / len(key), [y]
    for at, (standing, words) in enumerate(key):
        x = MARGIN + 14 + at * share
        _mark(canvas, x, y + 10, standing)
        lines = canvas.wrapped(words, share - 60, 2, size=SIZES.small)
        ends.append(canvas.text(x + 28, y + 10, lines, size=SIZES.small, colour=canvas.palette.muted))
    return max(ends) + 38


def network(scene: Network) -> bytes:
    """Two columns and the links between them in the colours of the marks; more links make a thicker dot."""
    canvas, y = _begun(scene.frame)
    y = _key(canvas, y, scene.key)
    right = WIDTH - MARGIN - _COLUMN
    for x, title, align in ((MARGIN + _COLUMN, scene.left_title, "end"), (right, scene.right_title, "start")):
        lines = canvas.wrapped(title, _COLUMN, 1, size=SIZES.small, weight=BOLD)
        canvas.text(x, y + 8, lines, size=SIZES.small, weight=BOLD, colour=canvas.palette.muted, align=align)
    left_at, left_end = _column(canvas, scene.left, MARGIN + _COLUMN, y + 76, align="end")
    right_at, right_end = _column(canvas, [label for label, _ in scene.right], right, y + 76, align="start")
    for one, other, standing in scene.links:
        ends = (MARGIN + _COLUMN + 28, left_at[one]), (right - 28, right_at[other])
        colour = {Standing.STATED: canvas.palette.muted, Standing.ANNOUNCED: canvas.palette.second}
        dashes = () if standing == Standing.STATED else (8, 9)
        canvas.line(*ends, colour.get(standing, canvas.palette.first), 3, dashes=dashes)
    for number, at in enumerate(left_at):
        canvas.dot(MARGIN + _COLUMN + 28, at, canvas.palette.first, radius=_weight(scene, 0, number))
    for number, (at, (_, standing)) in enumerate(zip(right_at, scene.right, strict=True)):
        _mark(canvas, right - 28, at, standing, radius=_weight(scene, 1, number))
    return _ended(canvas, max(left_end, right_end) + 8, scene.frame.footer)


def _weight(scene: Network, side: int, number: int) -> float:
    return 8 + 2 * min(5, sum(link[side] == number for link in scene.links))


def _column(canvas: Canvas, labels: Sequence[str], x: float, y: float, *, align: str) -> tuple[list[float], float]:
    """Labels below each other; the middle of each, and where the column ends."""
    middles = []
    for label in labels:
        lines = canvas.wrapped(label, _COLUMN - 10, _MOST_LINES, size=SIZES.small)
        below = canvas.text(x, y, lines, size=SIZES.small, align=align)
        middles.append((y + below - SIZES.small * 1.42) / 2)
        y = below + 30
    return middles, y


def schematic(scene: Schematic) -> bytes:
    """Corridors as fans to what they connect, and places as discs with what happens there below their names."""
    canvas, y = _begun(scene.frame)
    y += 16
    for name, stops in scene.corridors:
        y = _corridor(canvas, y, name, stops)
    for name, events in scene.places:
        canvas.dot(MARGIN + 14, y, canvas.palette.first)
        below = canvas.text(MARGIN + 52, y, canvas.wrapped(name, _ROOM - 52, _MOST_LINES, weight=BOLD), weight=BOLD)
        for event in events:
            lines = canvas.wrapped(event, _ROOM - 52, _MOST_LINES, size=SIZES.small)
            below = canvas.text(MARGIN + 52, below + 4, lines, size=SIZES.small, colour=canvas.palette.muted)
        y = below + 34
    return _ended(canvas, y, scene.frame.footer)


def _corridor(canvas: Canvas, y: float, name: str, stops: tuple[str, ...]) -> float:
    """No line leads from one to the next: no source says in which order a corridor passes them."""
    lines = canvas.wrapped(name, _ROOM, _MOST_LINES, weight=BOLD)
    y = canvas.text(MARGIN, y, lines, weight=BOLD, colour=canvas.palette.first) + 20
    most = next((n for n in (4, 3) if _have_room(canvas, stops, n)), 2)
    per_line = ceil(len(stops) / ceil(len(stops) / most)) if stops else most
    for start in range(0, len(stops), per_line):
        some = stops[start : start + per_line]
        width = _ROOM / per_line
        middles = [MARGIN + width * (at + 0.5) for at in range(len(some))]
        hub, ends = ((middles[0] + middles[-1]) / 2, y), [y]
        y += _FAN
        for x, stop in zip(middles, some, strict=True):
            canvas.line(hub, (x, y), canvas.palette.muted, 3)
            canvas.dot(x, y, canvas.palette.first, filled=False, radius=14)
            names = canvas.wrapped(stop, width - 24, _MOST_LINES, size=SIZES.small)
            ends.append(canvas.text(x, y + 48, names, size=SIZES.small, align="centre"))
        canvas.dot(*hub, canvas.palette.first, radius=14)
        y = max(ends) + 28
    return y + 24


def _have_room(canvas: Canvas, stops: Sequence[str], per_line: int) -> bool:
    """Whether so many beside each other take no more than three lines each."""
    width = _ROOM / per_line - 24
    return all(len(canvas.wrapped(one, width, _MOST_LINES, size=SIZES.small)) <= 3 for one in stops)


def coverage(scene: CoverageChart) -> bytes:
    """Of a short document a bar for each sentence, of a long one a cell for each, or for several that adjoin."""
    canvas, y = _begun(scene.frame)
    y = _scale(canvas, y + 10, scene)
    y = _bars(canvas, y, scene.parts) if len(scene.parts) <= MOST_BARS else _cells(canvas, y, scene.parts)
    return _ended(canvas, y + 10, scene.frame.footer)


def _scale(canvas: Canvas, y: float, scene: CoverageChart) -> float:
    for at, (words, colour) in enumerate(((scene.none, canvas.palette.faint), (scene.whole, canvas.palette.first))):
        x = MARGIN + at * _ROOM / 2
        canvas.pill(x, y - 16, 56, 32, canvas.palette.muted)
        canvas.pill(x + 2, y - 14, 52, 28, colour)
        lines = canvas.wrapped(words, _ROOM / 2 - 90, 1, size=SIZES.small)
        canvas.text(x + 76, y, lines, size=SIZES.small, colour=canvas.palette.muted)
    return y + 64


def _bars(canvas: Canvas, y: float, parts: tuple[float, ...]) -> float:
    for number, part in enumerate(parts, start=1):
        canvas.text(MARGIN + 50, y, [str(number)], size=SIZES.small, colour=canvas.palette.muted, align="end")
        canvas.box(MARGIN + 80, y - 14, _ROOM - 80, 28, canvas.palette.faint, edge=canvas.palette.muted)
        canvas.box(MARGIN + 80, y - 14, (_ROOM - 80) * part, 28, canvas.palette.first)
        y += 46
    return y


def _cells(canvas: Canvas, y: float, parts: tuple[float, ...]) -> float:
    """Each filled from below as far as it is covered."""
    each = ceil(len(parts) / MOST_CELLS)
    groups = [parts[start : start + each] for start in range(0, len(parts), each)]
    side = _ROOM / _CELLS
    full, empty, filled = side - 6, [], []
    for number, group in enumerate(groups):
        row, column = divmod(number, _CELLS)
        x, top, part = MARGIN + column * side, y + row * side, full * sum(group) / len(group)
        empty.append((x, top, full, full))
        filled.append((x, top + full - part, full, part))
    canvas.boxes(empty, canvas.palette.faint, edge=canvas.palette.muted)
    canvas.boxes(filled, canvas.palette.first)
    return y + ceil(len(groups) / _CELLS) * side
