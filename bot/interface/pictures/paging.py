"""What is shown on one picture: as much as it has room for, and its caption too, so that both say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.interface.words.markup import BULLET
from bot.interface.words.splitting import units
from knowledge.model import Statement

T = TypeVar("T")
MOST_PARTS = 12
_MOST_ROWS = 42
"""Lines of letters: at 36 pixels a picture stays below twice its width, which Telegram shows without making it tiny."""
_MOST_CAPTION = 1000
"""Telegram takes 1,024 below a picture."""
_MOST_NAMES = 8
_LIST_ROOM, _BETWEEN = 320, 4
"""For the names on one line of a caption, and for what stands between two of them."""


@dataclass(frozen=True, slots=True)
class PicturePart(Generic[T]):
    """One thing of a picture: what is drawn, the line of the caption that says the same, and on what both rest."""

    drawn: T
    line: str
    told: tuple[Statement, ...]
    rows: float
    """How many lines of letters it takes, roughly."""


def rows_of(text: str, letters: int) -> int:
    """How many lines of so many letters a text takes."""
    return -(-len(text) // letters)


def pages_of(parts: Iterable[PicturePart[T]], around: Iterable[str]) -> list[list[PicturePart[T]]]:
    """The parts of each picture; `around` is what stands in its caption besides."""
    room = _MOST_CAPTION - sum(units(text) + 1 for text in around)
    pages: list[list[PicturePart[T]]] = []
    said = rows = 0.0
    for part in parts:
        takes = units(BULLET + part.line) + 1
        if not pages or len(pages[-1]) == MOST_PARTS or said + takes > room or rows + part.rows > _MOST_ROWS:
            pages.append([])
            said = rows = 0.0
        pages[-1].append(part)
        said, rows = said + takes, rows + part.rows
    return pages


def in_lists(names: Sequence[tuple[str, T]]) -> Iterator[list[tuple[str, T]]]:
    """Names with what belongs to them, in lists of which each has room on a line of a caption."""
    held: list[tuple[str, T]] = []
    said = 0
    for name, of_it in names:
        takes = units(name)
        if held and (len(held) == _MOST_NAMES or said + takes > _LIST_ROOM):
            yield held
            held, said = [], 0
        held.append((name, of_it))
        said += takes + _BETWEEN
    if held:
        yield held
