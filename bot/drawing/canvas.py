"""A sheet to draw on in pixels from the top, mirrored where the language runs from right to left."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray
from PIL import Image

from bot.drawing import lettering
from bot.drawing.style import REGULAR, SIZES, Palette
from bot.interface.words.bidi import PDI, balanced, directed, lined

_DPI = 72
"""A point is a pixel."""
_LEADING = 1.42
_RISE = 0.36
"""From the middle of a line of letters to the line on which they stand, of their size."""
_MOST_WRAPPED = 600
"""Characters that are looked at of one text."""
_Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Written:
    """A line of letters on the sheet."""

    ink: lettering.Ink
    left: int
    top: int
    colour: str

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        height, width = self.ink.pixels.shape
        return self.left, self.top, self.left + width, self.top + height


@dataclass(frozen=True, slots=True)
class _Shape:
    """An outline, filled or not."""

    path: Path
    face: str | None
    edge: str | None = None
    width: float = 0
    dashes: tuple[int, ...] = ()


class Canvas:
    """A picture of a width, as high as it turns out; all places are given as if it ran from left to right."""

    def __init__(self, width: int, palette: Palette, *, rtl: bool) -> None:
        self.width, self.palette, self.rtl = width, palette, rtl
        self.written: list[Written] = []
        self._shapes: list[_Shape] = []
        self._codes: list[tuple[int, int, _Pixels]] = []

    def png(self, height: float) -> bytes:
        """The picture as a file, of a height; packed loosely, which halves its time: Telegram packs it anew."""
        sheet = self._outlined(round(height))
        for left, top, cells in self._codes:
            sheet[top : top + len(cells), left : left + len(cells)] = cells[:, :, None]
        for one in self.written:
            _blend(sheet, one)
        buffer = io.BytesIO()
        Image.fromarray(sheet).save(buffer, format="png", compress_level=1)
        return buffer.getvalue()

    def _outlined(self, height: int) -> _Pixels:
        """A new sheet with all shapes; matplotlib counts from below."""
        pen, turned = RendererAgg(self.width, height, _DPI), Affine2D().scale(1, -1).translate(0, height)
        ground = Path([(0, 0), (self.width, 0), (self.width, height), (0, height), (0, 0)], closed=True)
        for one in (_Shape(ground, self.palette.ground), *self._shapes):
            kit = pen.new_gc()
            kit.set_linewidth(one.width)
            kit.set_foreground(one.edge or self.palette.ground)
            kit.set_capstyle("round")
            if one.dashes:
                kit.set_dashes(0, one.dashes)
            pen.draw_path(kit, one.path, turned, to_rgb(one.face) if one.face else None)
        return np.array(pen.buffer_rgba(), dtype=np.uint8)[:, :, :3].copy()

    def wrapped(
        self, text: str, width: float, most: int, *, size: int = SIZES.text, weight: int = REGULAR
    ) -> list[str]:
        """A text in at most so many lines of a width, cut where it is longer."""
        clean = lined(text[: 4 * _MOST_WRAPPED])
        wide = _Measure(size, weight, width)
        lines: list[list[str]] = []
        for word in chain.from_iterable(map(wide.pieces, clean[:_MOST_WRAPPED].split())):
            if lines and wide.fits([*lines[-1], word]):
                lines[-1].append(word)
            else:
                lines.append([word])
        whole = len(lines) <= most and len(clean) <= _MOST_WRAPPED
        kept = lines if whole else [*lines[: most - 1], wide.cut(lines[most - 1] if len(lines) >= most else [])]
        return list(balanced(" ".join(words) for words in kept))

    def text(
        self, x: float, y: float, lines: list[str], *, size: int = SIZES.text, colour: str = "", weight: int = REGULAR,
        align: str = "start",
    ) -> float:  # fmt: skip
        """Lines below each other, the first one's middle line of letters at `y`; where the next line would stand."""
        shares = {"start": 0.0, "centre": 0.5, "end": 1.0}
        before = shares[align] if not self.rtl else 1 - shares[align]
        for number, line in enumerate(lines):
            ink = lettering.ink(self._line(line), size, weight)
            left = round(self._x(x) - before * ink.pixels.shape[1])
            top = round(y + number * size * _LEADING + _RISE * size) - ink.baseline
            self.written.append(Written(ink, left, top, colour or self.palette.ink))
        return y + len(lines) * size * _LEADING

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 3, *,
        dashes: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """A straight line; `dashes` are the lengths of its parts and of the gaps between them."""
        ends = [(self._x(start[0]), start[1]), (self._x(end[0]), end[1])]
        self._shapes.append(_Shape(Path(ends), None, colour, width, dashes))

    def dot(self, x: float, y: float, colour: str, *, filled: bool = True, radius: float = 13) -> None:
        """A disc, or a ring."""
        face = colour if filled else self.palette.ground
        self._shapes.append(_Shape(Path.circle((self._x(x), y), radius), face, colour, 5))

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, edge: str = "") -> None:
        """A filled rectangle from its upper corner, with a thin edge where one is given."""
        self.boxes([(x, y, width, height)], colour, edge=edge)

    def boxes(self, places: Iterable[tuple[float, float, float, float]], colour: str, *, edge: str = "") -> None:
        """Many filled rectangles, each as `box` takes it."""
        for x, y, width, height in places:
            left, right = sorted((self._x(x), self._x(x + width)))
            corners = [(left, y), (right, y), (right, y + height), (left, y + height), (left, y)]
            self._shapes.append(_Shape(Path(corners, closed=True), colour, edge or None, 2 if edge else 0))

    def code(self, x: float, y: float, side: int, rows: Sequence[Sequence[int]]) -> None:
        """Black and white cells that cameras read, never mirrored."""
        at = np.arange(side) * len(rows) // side
        cells = np.where(np.asarray(rows, dtype=bool), 0, 255).astype(np.uint8)[at][:, at]
        left = self.width - x - side if self.rtl else x
        self._codes.append((round(left), round(y), cells))

    def pill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A bar with round ends."""
        middle, half = y + height / 2, height / 2
        ends = [(self._x(x + half), middle), (self._x(x + width - half), middle)]
        self._shapes.append(_Shape(Path(ends), None, colour, height))

    def _x(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def _line(self, text: str) -> str:
        return directed(text, "ar" if self.rtl else "en")


@dataclass(frozen=True, slots=True)
class _Measure:
    """Fits words of a size and weight into a width."""

    size: int
    weight: int
    width: float

    def fits(self, words: Sequence[str]) -> bool:
        """Whether words have room on one line."""
        return sum(map(self.of, words)) + (len(words) - 1) * self.of(" ") <= self.width

    def of(self, text: str) -> float:
        """How wide a word is."""
        return lettering.width(text, self.size, self.weight)

    def pieces(self, word: str) -> list[str]:
        """A word, in several pieces where it is wider than the line."""
        if self.of(word) <= self.width or len(word) < 2:
            return [word]
        half = len(word) // 2
        return [*self.pieces(word[:half]), *self.pieces(word[half:])]

    def cut(self, words: Sequence[str]) -> list[str]:
        """As many words as there is room for, with a mark that it goes on; of a single word as much of it."""
        for count in range(len(words), 1, -1):
            if self.fits(shorter := [*words[: count - 1], f"{words[count - 1].rstrip(PDI)}…"]):
                return shorter
        word = "".join(words[:1]).rstrip(PDI)
        while word and self.of(f"{word}…") > self.width:
            word = word[:-1]
        return [f"{word}…"]


def _blend(sheet: _Pixels, one: Written) -> None:
    """Lay a line of letters on a sheet, as far as it lies on it."""
    left, top, right, bottom = one.box
    inside = sheet[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    rows, columns = inside.shape[:2]
    dark = one.ink.pixels[max(0, -top) :, max(0, -left) :][:rows, :columns, None].astype(np.int32)
    colour = np.array([round(255 * channel) for channel in to_rgb(one.colour)], dtype=np.int32)
    inside[:] = (inside * (255 - dark) + colour * dark + 127) // 255
