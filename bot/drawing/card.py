"""The card of one statement to pass on: its sentence, its document, and a code that leads back."""

from __future__ import annotations

from bot.drawing.canvas import Canvas
from bot.drawing.scenes import Card, CardShape
from bot.drawing.style import BOLD, MARGIN, palette

_SIDES = {CardShape.SQUARE: (1080, 1080), CardShape.WIDE: (1280, 720)}
_SIZES = (58, 52, 46, 40, 36, 32, 28, 24)
_CODE = 220
_SMALL = 27
_MOST_NOTE, _APART = 6, 18
"""Lines of what limits a sentence, and how far below it they stand."""
_QUIET = 2
"""Cells of light around a code; it is laid on light ground in any case, for it has to be read by cameras."""


def card(scene: Card) -> bytes:
    """The picture; the sentence in letters as large as there is room for."""
    width, height = _SIDES[CardShape(scene.shape)]
    canvas = Canvas(width, palette(dark=scene.frame.dark), rtl=scene.frame.rtl)
    inner = width - 2 * MARGIN
    foot = height - MARGIN - _CODE
    canvas.box(0, 0, width, 14, canvas.palette.first)
    note = canvas.wrapped(scene.note, inner, _MOST_NOTE, size=_SMALL) if scene.note else []
    noted = len(note) * _SMALL * 1.42 + (_APART if note else 0)
    size, lines = _fitted(canvas, scene.frame.title, inner, foot - 2 * MARGIN - noted)
    top = max(MARGIN, (foot - 24 - len(lines) * size * 1.42 - noted) / 2)
    under = canvas.text(MARGIN, top + size * 0.71, lines, size=size, weight=BOLD) - size * 0.71
    canvas.text(MARGIN, under + _APART + _SMALL * 0.71, note, size=_SMALL, colour=canvas.palette.muted)
    room = inner - (_CODE + 50 if scene.link else 0)
    source = canvas.wrapped(scene.source, room, 3, size=_SMALL)
    canvas.line((MARGIN, foot - 24), (width - MARGIN, foot - 24), canvas.palette.line, 2)
    below = canvas.text(MARGIN, foot + 26, source, size=_SMALL)
    hint = canvas.wrapped(scene.frame.footer, room, 2, size=_SMALL)
    below = canvas.text(MARGIN, below + 8, hint, size=_SMALL, colour=canvas.palette.muted)
    if scene.link:
        canvas.text(
            MARGIN,
            below + 8,
            canvas.wrapped(scene.hint, room, 1, size=_SMALL),
            size=_SMALL,
            colour=canvas.palette.muted,
        )
        _code(canvas, width - MARGIN - _CODE, foot, scene.link)
    return canvas.png(height)


def _fitted(canvas: Canvas, text: str, width: float, height: float) -> tuple[int, list[str]]:
    """The largest letters in which a text has room; in the smallest it is cut."""
    for size in _SIZES:
        most = int(height / (size * 1.42))
        lines = canvas.wrapped(text, width, most, size=size, weight=BOLD)
        if not lines or not lines[-1].endswith("…") or text.endswith("…"):
            return size, lines
    return size, lines


def _code(canvas: Canvas, x: float, y: float, link: str) -> None:
    import segno

    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=_QUIET)]
    canvas.code(x, y, _CODE, rows)
