"""How long work tells whoever waits for it how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears again and again what is being done, how much of it is done, and how much there is to do."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...  # noqa: D102


def silent(doing: str, done: int, total: int) -> None:
    """Nobody waits."""
