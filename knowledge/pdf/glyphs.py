"""The letters of a page and where they stand, as PDFium gives them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TURNED = 0.2
"""Sine of the angle from which text counts as turned: watermarks, notes along the margin."""
_FLAT = 0.25
"""Height of a stroke, of the size of the face: those of Amiri have 0.11, a lam 0.8."""
_JOINED = 0.3
"""Room between a lam and its stroke, of that size: 0.21; two lams have twice that between them."""
_BROKEN = "\x02"
"""What PDFium calls the hyphen at the end of a line."""
_MOST_LETTERS = 200_000
"""Of one page; a poster of figures has some 20,000."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one sign on the page stands for, mostly one letter, and its place in points; y grows upwards."""

    text: str
    x: float
    y: float
    """Where the pen stood: glyphs reach over one another, pens go on."""
    left: float
    right: float
    size: float
    word: int
    """Those of one number have no space of the file between them."""
    index: int
    """Its place in the order of the file."""

    @property
    def is_mark(self) -> bool:
        """Whether it stands above or below another one."""
        return _is_mark(self.text[0])


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    x: float
    y: float
    left: float
    right: float
    size: float
    word: int
    index: int
    is_flat: bool


def glyphs(textpage: Any) -> list[Glyph]:
    """The glyphs of a page in the order of the file, without spaces, control characters and turned text.

    Letters that PDFium spreads over the room of one ligature are one glyph again, in the order that they are read in;
    what is drawn twice for boldness is there once.
    """
    groups: dict[tuple[float, float], list[_Letter]] = {}
    for letter in _without_strokes(list(_letters(textpage))):
        groups.setdefault((round(letter.x, 1), round(letter.y, 1)), []).append(letter)
    found = [_glyph(group) for group in groups.values()]
    return _without_doubles(sorted(found, key=lambda one: one.index))


def _without_strokes(letters: list[_Letter]) -> Iterator[_Letter]:
    """Without the stroke behind a lam that is called a lam too; where the lam has no name, its stroke stands for it."""
    for number, letter in enumerate(letters):
        beside = letters[max(0, number - 1) : number + 2] if letter.is_flat else []
        if not any(_is_whole(other, letter) for other in beside):
            yield letter


def _is_whole(other: _Letter, stroke: _Letter) -> bool:
    near = 0 < other.x - stroke.x < _JOINED * stroke.size and abs(other.y - stroke.y) < _JOINED * stroke.size
    return other.char == stroke.char and not other.is_flat and near


def _glyph(group: list[_Letter]) -> Glyph:
    first = group[0]
    unlike = group if _is_ligature(group) else list({(one.char, round(one.left, 1)): one for one in group}.values())
    left, right = min(one.left for one in group), max(one.right for one in group)
    return Glyph(_in_order(unlike), first.x, first.y, left, right, first.size, first.word, first.index)


def _is_ligature(group: list[_Letter]) -> bool:
    return "".join(one.char for one in group) in ("ff", "ffi", "ffl")


def _in_order(group: list[_Letter]) -> str:
    """As it is read: PDFium turns what is written from the right around letter by letter, ligatures too."""
    if len(group) == 1:
        return unicodedata.normalize("NFKC", group[0].char).strip()
    bases = [one for one in group if not _is_mark(one.char)]
    if bases and all(unicodedata.bidirectional(one.char) in ("AL", "R") for one in bases):
        bases.sort(key=lambda one: -one.left)
    text = unicodedata.normalize("NFKC", "".join(one.char for one in bases))
    if text[-1:] == "ل" and text[:1] in "اأإآٱ":
        text = text[::-1]
    return text + "".join(one.char for one in group if _is_mark(one.char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


def _without_doubles(found: list[Glyph]) -> list[Glyph]:
    """Without the second of two glyphs beside each other that both stand for the same letter and its mark."""
    seen: dict[str, Glyph] = {}
    kept: list[Glyph] = []
    for glyph in found:
        other = seen.get(glyph.text)
        near = other and abs(other.x - glyph.x) + abs(other.y - glyph.y) < glyph.size * 0.6
        if other and near and (_is_mark(glyph.text[-1]) or _is_same(other, glyph)):
            kept[kept.index(other)] = wider = max(other, glyph, key=lambda one: one.right - one.left)
            seen[glyph.text] = wider
            continue
        seen[glyph.text] = glyph
        kept.append(glyph)
    return kept


def _is_same(one: Glyph | None, other: Glyph) -> bool:
    """Whether a glyph is drawn over itself, a little aside."""
    return one is not None and abs(one.x - other.x) < 0.04 * other.size and abs(one.y - other.y) < 0.04 * other.size


def _is_flat(textpage: Any, index: int, size: float) -> bool:
    """Whether a sign has no height: a stroke that joins a lam to what follows, which some files call a lam too."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return 0 < top.value - bottom.value < _FLAT * size


def _letters(textpage: Any) -> Iterator[_Letter]:
    """Each letter that is seen."""
    import pypdfium2.raw as pdfium

    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    word, last, space = 0, (0.0, 0.0), None
    for index in range(min(pdfium.FPDFText_CountChars(textpage), _MOST_LETTERS)):
        char = chr(max(0, pdfium.FPDFText_GetUnicode(textpage, index)))
        if char == _BROKEN:
            char = "-"
        elif pdfium.FPDFText_IsGenerated(textpage, index):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        place = (round(x.value, 1), round(y.value, 1))
        if char.isspace():
            # A mark that stands alone comes as a space and the mark in one place.
            space = place if place != last else space
            continue
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn") or char == "\u0640":
            continue
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        height = abs(matrix.d) or abs(matrix.a) or 1.0
        if abs(matrix.b) > _TURNED * height:
            continue
        word += space is not None and space != place
        last, space = place, None
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * height
        flat = char == "ل" and _is_flat(textpage, index, size)
        yield _Letter(char, x.value, y.value, box.left, box.right, size, word, index, flat)
