"""What somebody probably meant who wrote a name that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

_LEAST_ALIKE = 70


def did_you_mean(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The end of a message about an unknown name: the nearest known one, or `otherwise` where none is near."""
    from rapidfuzz import fuzz

    near = max(known, key=lambda name: fuzz.ratio(wrong, name), default=None)
    return f"; did you mean {near!r}?" if near and fuzz.ratio(wrong, near) >= _LEAST_ALIKE else otherwise
