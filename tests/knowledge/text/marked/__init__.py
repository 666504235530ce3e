"""Texts of real shape whose sentences are marked: ¦ ends one, ⟦…⟧ is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill

_FOLDER = Path(__file__).parent
_BETWEEN = "=====\n"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its sentences, each with its blanks made one."""

    name: str
    text: str
    sentences: tuple[str, ...]


def marked() -> Iterator[Marked]:
    """All texts."""
    for path in sorted(_FOLDER.glob("*.txt")):
        for number, written in enumerate(path.read_text(encoding="utf-8").split(_BETWEEN), start=1):
            yield _marked(f"{path.stem}-{number}", written)


def _marked(name: str, written: str) -> Marked:
    kept = re.sub(r"⟦[^⟧]*⟧", "¦", written)
    pieces = (" ".join(piece.split()) for piece in kept.split("¦"))
    return Marked(name, re.sub(r"[¦⟦⟧]", "", written), tuple(piece for piece in pieces if piece))


def faults(one: Marked, found: list[str]) -> list[str]:
    """Boundaries that were missed or put where none is: each sentence that is not found as it was marked."""
    return [f"lost: {s}" for s in one.sentences if s not in found] + [
        f"made: {s}" for s in found if s not in one.sentences
    ]


def wrapped(one: Marked, width: int) -> Marked:
    """The same text as somebody's editor wraps it; lines that are short enough stay as they are."""
    lines = (fill(line, width, break_long_words=False, break_on_hyphens=False) for line in one.text.splitlines())
    return replace(one, name=f"{one.name} at {width}", text="\n".join(lines))
