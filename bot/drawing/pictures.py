"""From a scene to a picture: pure functions, the same bytes for the same scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import ceil
from typing import Any

from bot.drawing.canvas import Canvas
from bot.drawing.card import card
from bot.drawing.scenes import Card, CoverageChart, Network, PictureFrame, Scene, Schematic, Timeline
from bot.drawing.style import BOLD, MARGIN, SIZES, WIDTH, palette

_ROOM = WIDTH - 2 * MARGIN
_DAY, _AXIS, _LABEL = 250, 300, 340
"""Of a timeline, from the margin: how wide the days are, where its line runs, where the events begin."""
_COLUMN = 350
_FAN = 70
"""From a corridor down to what it connects."""
_MOST_BARS = 24
_CELLS = 20
_MOST_CELLS = 600


def draw(scene: Scene) -> bytes:
    """The picture of a scene as PNG."""
    return _drawers()[type(scene)](scene)


@cache
def _drawers() -> Mapping[type[Scene], Callable[[Any], bytes]]:
    return {Timeline: timeline, Network: network, Schematic: schematic, CoverageChart: coverage, Card: card}


def _begun(frame: PictureFrame) -> tuple[Canvas, float]:
    """A sheet with its title, and where it goes on."""
    canvas = Canvas(WIDTH, palette(dark=frame.dark), rtl=frame.rtl)
    lines = canvas.wrapped(frame.title, _ROOM, 2, size=SIZES.title, weight=BOLD)
    below = canvas.text(MARGIN, MARGIN + SIZES.title / 2, lines, size=SIZES.title, weight=BOLD)
    return canvas, below + 16


def _ended(canvas: Canvas, y: float, footer: str) -> bytes:
    lines = canvas.wrapped(footer, _ROOM, 3, size=SIZES.small)
    canvas.line((MARGIN, y), (WIDTH - MARGIN, y), canvas.palette.line, 2)
    below = canvas.text(MARGIN, y + 34, lines, size=SIZES.small, colour=canvas.palette.muted)
    return canvas.png(below + MARGIN / 2)


def timeline(scene: Timeline) -> bytes:
    """Events below each other on a line: a disc for what is stated, a ring for what is only announced."""
    canvas, y = _begun(scene.frame)
    y = _key(canvas, y, scene)
    axis, dots = MARGIN + _AXIS, []
    for day, label, is_announced in scene.rows:
        days = canvas.wrapped(day, _DAY, 2, size=SIZES.small, weight=BOLD)
        labels = canvas.wrapped(label, _ROOM - _LABEL, 3)
        canvas.text(MARGIN + _DAY, y, days, size=SIZES.small, colour=canvas.palette.muted, weight=BOLD, align="end")
        below = canvas.text(MARGIN + _LABEL, y, labels)
        dots.append((y, is_announced))
        y = max(below, y + 62) + 22
    if len(dots) > 1:
        canvas.line((axis, dots[0][0]), (axis, dots[-1][0]), canvas.palette.line, 4)
    for at, is_announced in dots:
        _mark(canvas, axis, at, is_announced=is_announced)
    return _ended(canvas, y, scene.frame.footer)


def _mark(canvas: Canvas, x: float, y: float, *, is_announced: bool, radius: float = 13) -> None:
    colour = canvas.palette.second if is_announced else canvas.palette.first
    canvas.dot(x, y, colour, filled=not is_announced, radius=radius)


def _key(canvas: Canvas, y: float, scene: Timeline | Network) -> float:
    """What disc and ring mean, in words beside them."""
    for at, (words, is_announced) in enumerate(((scene.stated, False), (scene.announced, True))):
        x = MARGIN + 14 + at * _ROOM / 2
        _mark(canvas, x, y + 10, is_announced=is_announced)
        lines = canvas.wrapped(words, _ROOM / 2 - 60, 1, size=SIZES.small)
        canvas.text(x + 28, y + 10, lines, size=SIZES.small, colour=canvas.palette.muted)
    return y + 84


def network(scene: Network) -> bytes:
    """Two columns and the links between them, a ring for what is only announced; more links make a thicker dot."""
    canvas, y = _begun(scene.frame)
    y = _key(canvas, y, scene)
    right = WIDTH - MARGIN - _COLUMN
    for x, title, align in ((MARGIN + _COLUMN, scene.left_title, "end"), (right, scene.right_title, "start")):
        lines = canvas.wrapped(title, _COLUMN, 1, size=SIZES.small, weight=BOLD)
        canvas.text(x, y + 8, lines, size=SIZES.small, weight=BOLD, colour=canvas.palette.muted, align=align)
    left_at, left_end = _column(canvas, scene.left, MARGIN + _COLUMN, y + 76, align="end")
    right_at, right_end = _column(canvas, scene.right, right, y + 76, align="start")
    for one, other in scene.links:
        ends = (MARGIN + _COLUMN + 28, left_at[one]), (right - 28, right_at[other])
        canvas.line(*ends, canvas.palette.line, 3)
    for number, at in enumerate(left_at):
        canvas.dot(MARGIN + _COLUMN + 28, at, canvas.palette.first, radius=_weight(scene, 0, number))
    for number, at in enumerate(right_at):
        _mark(canvas, right - 28, at, is_announced=number in scene.ahead, radius=_weight(scene, 1, number))
    return _ended(canvas, max(left_end, right_end) + 8, scene.frame.footer)


def _weight(scene: Network, side: int, number: int) -> float:
    return 8 + 2 * min(5, sum(link[side] == number for link in scene.links))


def _column(canvas: Canvas, labels: tuple[str, ...], x: float, y: float, *, align: str) -> tuple[list[float], float]:
    """Labels below each other; the middle of each, and where the column ends."""
    middles = []
    for label in labels:
        lines = canvas.wrapped(label, _COLUMN - 10, 2, size=SIZES.small)
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
        canvas.dot(MARGIN + 14, y, canvas.palette.second)
        below = canvas.text(MARGIN + 52, y, canvas.wrapped(name, _ROOM - 52, 2, weight=BOLD), weight=BOLD)
        for event in events:
            lines = canvas.wrapped(event, _ROOM - 52, 2, size=SIZES.small)
            below = canvas.text(MARGIN + 52, below + 4, lines, size=SIZES.small, colour=canvas.palette.muted)
        y = below + 34
    return _ended(canvas, y, scene.frame.footer)


def _corridor(canvas: Canvas, y: float, name: str, stops: tuple[str, ...]) -> float:
    """No line leads from one to the next: no source says in which order a corridor passes them."""
    lines = canvas.wrapped(name, _ROOM, 2, weight=BOLD)
    y = canvas.text(MARGIN, y, lines, weight=BOLD, colour=canvas.palette.first) + 20
    per_line = 4
    for start in range(0, len(stops), per_line):
        some = stops[start : start + per_line]
        width = _ROOM / per_line
        middles = [MARGIN + width * (at + 0.5) for at in range(len(some))]
        hub, ends = ((middles[0] + middles[-1]) / 2, y), [y]
        y += _FAN
        for x, stop in zip(middles, some, strict=True):
            canvas.line(hub, (x, y), canvas.palette.line, 4)
            canvas.dot(x, y, canvas.palette.first, filled=False, radius=14)
            names = canvas.wrapped(stop, width - 24, 3, size=SIZES.small)
            ends.append(canvas.text(x, y + 48, names, size=SIZES.small, align="centre"))
        canvas.dot(*hub, canvas.palette.first, radius=14)
        y = max(ends) + 28
    return y + 24


def coverage(scene: CoverageChart) -> bytes:
    """Of a short document a bar for each sentence, of a long one a cell for each, or for several that adjoin."""
    canvas, y = _begun(scene.frame)
    y = _scale(canvas, y + 10, scene)
    y = _bars(canvas, y, scene.parts) if len(scene.parts) <= _MOST_BARS else _cells(canvas, y, scene.parts)
    return _ended(canvas, y + 10, scene.frame.footer)


def _scale(canvas: Canvas, y: float, scene: CoverageChart) -> float:
    for at, (words, colour) in enumerate(((scene.none, canvas.palette.faint), (scene.whole, canvas.palette.first))):
        x = MARGIN + at * _ROOM / 2
        canvas.pill(x, y - 16, 56, 32, colour)
        lines = canvas.wrapped(words, _ROOM / 2 - 90, 1, size=SIZES.small)
        canvas.text(x + 76, y, lines, size=SIZES.small, colour=canvas.palette.muted)
    return y + 64


def _bars(canvas: Canvas, y: float, parts: tuple[float, ...]) -> float:
    for number, part in enumerate(parts, start=1):
        canvas.text(MARGIN + 50, y, [str(number)], size=SIZES.small, colour=canvas.palette.muted, align="end")
        canvas.box(MARGIN + 80, y - 14, _ROOM - 80, 28, canvas.palette.faint)
        canvas.box(MARGIN + 80, y - 14, (_ROOM - 80) * part, 28, canvas.palette.first)
        y += 46
    return y


def _cells(canvas: Canvas, y: float, parts: tuple[float, ...]) -> float:
    """Each filled from below as far as it is covered."""
    each = ceil(len(parts) / _MOST_CELLS)
    groups = [parts[start : start + each] for start in range(0, len(parts), each)]
    side = _ROOM / _CELLS
    full, empty, filled = side - 6, [], []
    for number, group in enumerate(groups):
        row, column = divmod(number, _CELLS)
        x, top, part = MARGIN + column * side, y + row * side, full * sum(group) / len(group)
        empty.append((x, top, full, full))
        filled.append((x, top + full - part, full, part))
    canvas.boxes(empty, canvas.palette.faint)
    canvas.boxes(filled, canvas.palette.first)
    return y + ceil(len(groups) / _CELLS) * side
