"""What buttons mean that list what a document says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interface.buttons.presses import Press


@dataclass(frozen=True, slots=True)
class OpenStatements(Press):
    """Show the statements of a document in a new message."""

    document: str


@dataclass(frozen=True, slots=True)
class TurnStatements(Press):
    """Show another page of them in the same message."""

    document: str
    page: int


LETTERS: Mapping[str, type[Press]] = {"so": OpenStatements, "st": TurnStatements}
"""As those of `presses`."""
