"""What texts are compared by: their runs of words, and their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

_FIGURE = re.compile(r"\d{1,15}")


def runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """All the runs of so many words that follow one another."""
    return zip(*(islice(words, start, None) for start in range(size)), strict=False)


def figures(text: str) -> frozenset[int]:
    """The figures of a text, by value."""
    return frozenset(map(int, _FIGURE.findall(text)))
