"""A sheet to draw on in pixels from the top, mirrored where the language runs from right to left.

matplotlib shapes Arabic and orders mixed directions by itself since 3.11. Its mathematics is off: a dollar is a dollar.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from bot.drawing.style import FAMILY, REGULAR, SIZES, Palette
from bot.interface.words.bidi import directed, tidied

_FONTS = Path(__file__).parent / "fonts"
_DPI = 72
"""A point is a pixel."""
_LEADING = 1.42
_MOST_WRAPPED = 600
"""Characters that are looked at of one text."""


@cache
def _properties(size: float, weight: int) -> FontProperties:
    return FontProperties(family=list(FAMILY), size=size, weight=weight)


@cache
def load_fonts() -> None:
    """Have matplotlib know the letters that come with Marsad."""
    for path in sorted(_FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))


class Canvas:
    """A picture of a width, as high as it turns out; all places are given as if it ran from left to right."""

    def __init__(self, width: int, palette: Palette, *, rtl: bool) -> None:
        load_fonts()
        self.width, self.palette, self.rtl = width, palette, rtl
        self._figure = Figure(figsize=(width / _DPI, width / _DPI), dpi=_DPI, facecolor=palette.ground)
        self._pen = RendererAgg(width, width, _DPI)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._widths: dict[tuple[str, float, str], float] = {}
        self._axes.set_xlim(0, width)

    def png(self, height: float) -> bytes:
        """The picture as a file, of a height; packed loosely, which halves its time: Telegram packs it anew."""
        self._figure.set_size_inches(self.width / _DPI, round(height) / _DPI)
        self._axes.set_ylim(round(height), 0)
        buffer = io.BytesIO()
        self._figure.savefig(buffer, format="png", facecolor=self.palette.ground, pil_kwargs={"compress_level": 2})
        return buffer.getvalue()

    def wrapped(
        self, text: str, width: float, most: int, *, size: int = SIZES.text, weight: int = REGULAR
    ) -> list[str]:
        """A text in at most so many lines of a width, cut where it is longer."""
        letters, clean = _properties(size, weight), tidied(text[: 4 * _MOST_WRAPPED])
        words = [piece for word in clean[:_MOST_WRAPPED].split() for piece in self._pieces(word, width, letters)]
        lines: list[tuple[str, float]] = []
        space = self._wide(" ", letters)
        for word in words:
            wide = self._wide(word, letters)
            if lines and lines[-1][1] + space + wide <= width:
                lines[-1] = f"{lines[-1][0]} {word}", lines[-1][1] + space + wide
            else:
                lines.append((word, wide))
        found = [line for line, _ in lines]
        whole = len(found) <= most and len(clean) <= _MOST_WRAPPED
        return found if whole else [*found[: most - 1], self._cut("".join(found[most - 1 : most]), width, letters)]

    def _cut(self, line: str, width: float, letters: FontProperties) -> str:
        """As much of a line as there is room for, with a mark that it goes on."""
        fits, beyond = 0, len(line) + 1
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            if self._wide(f"{line[:middle]}…", letters) <= width:
                fits = middle
            else:
                beyond = middle
        return f"{line[:fits].rstrip()}…"

    def _pieces(self, word: str, width: float, letters: FontProperties) -> list[str]:
        """A word, in several pieces where it is wider than the line."""
        if self._wide(word, letters) <= width or len(word) < 2:
            return [word]
        half = len(word) // 2
        return [*self._pieces(word[:half], width, letters), *self._pieces(word[half:], width, letters)]

    def _wide(self, text: str, letters: FontProperties) -> float:
        key = text, letters.get_size_in_points(), str(letters.get_weight())
        if key not in self._widths:
            found = self._pen.get_text_width_height_descent(text, letters, ismath=False)
            self._widths[key] = float(found[0])
        return self._widths[key]

    def text(
        self, x: float, y: float, lines: list[str], *, size: int = SIZES.text, colour: str = "", weight: int = REGULAR,
        align: str = "start",
    ) -> float:  # fmt: skip
        """Lines below each other, the first one's middle line of letters at `y`; where the next line would stand."""
        sides = {"start": "left", "end": "right", "centre": "center"}
        side = sides[align] if not self.rtl else {"left": "right", "right": "left", "center": "center"}[sides[align]]
        for number, line in enumerate(lines):
            self._axes.text(
                self._x(x), y + number * size * _LEADING, self._line(line), fontproperties=_properties(size, weight),
                color=colour or self.palette.ink, ha=side, va="center_baseline", parse_math=False,
            )  # fmt: skip
        return y + len(lines) * size * _LEADING

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 3) -> None:
        """A straight line."""
        xs, ys = (self._x(start[0]), self._x(end[0])), (start[1], end[1])
        self._axes.add_line(Line2D(xs, ys, color=colour, linewidth=width, solid_capstyle="round", zorder=1))

    def dot(self, x: float, y: float, colour: str, *, filled: bool = True, radius: float = 13) -> None:
        """A disc, or a ring."""
        face = colour if filled else self.palette.ground
        self._axes.add_patch(Circle((self._x(x), y), radius, facecolor=face, edgecolor=colour, linewidth=5, zorder=2))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its upper corner."""
        left = self.width - x - width if self.rtl else x
        self._axes.add_patch(Rectangle((left, y), width, height, facecolor=colour, edgecolor="none", zorder=1))

    def boxes(self, places: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Many filled rectangles at once, each as `box` takes it."""
        lefts = ((self.width - x - width if self.rtl else x, y, width, height) for x, y, width, height in places)
        patches = [Rectangle((x, y), width, height) for x, y, width, height in lefts]
        self._axes.add_collection(PatchCollection(patches, facecolor=colour, edgecolor="none", zorder=1))

    def code(self, x: float, y: float, side: float, rows: Sequence[Sequence[int]]) -> None:
        """Black and white cells that cameras read, never mirrored."""
        left = self.width - x - side if self.rtl else x
        self._axes.imshow(
            rows, cmap="gray_r", vmin=0, vmax=1, interpolation="nearest", aspect="auto", zorder=3,
            extent=(left, left + side, y + side, y),
        )  # fmt: skip
        self._axes.set_xlim(0, self.width)

    def pill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """The same with round corners."""
        left = self.width - x - width if self.rtl else x
        box = FancyBboxPatch(
            (left + 8, y + 8),
            width - 16,
            height - 16,
            boxstyle="round,pad=8",
            facecolor=colour,
            edgecolor="none",
            zorder=1,
        )
        self._axes.add_patch(box)

    def _x(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def _line(self, text: str) -> str:
        return directed(text, "ar" if self.rtl else "en")
