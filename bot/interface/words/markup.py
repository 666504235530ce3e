"""One structure for a message, from which plain text and Telegram's HTML are made; nothing is escaped by hand."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from bot.interface.words.bidi import directed


class Style(StrEnum):
    """How a block is set apart; the value is Telegram's HTML element, plain text does without."""

    PLAIN = ""
    ITALIC = "i"
    QUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in one language and style."""

    lang: str
    lines: tuple[str, ...]
    style: Style = Style.PLAIN

    @property
    def plain(self) -> str:
        """The lines, each in its language's direction."""
        return "\n".join(self._directed())

    @property
    def html(self) -> str:
        """The same as Telegram's HTML."""
        text = "\n".join(html.escape(line, quote=False) for line in self._directed())
        return f"<{self.style}>{text}</{self.style}>" if self.style else text

    def _directed(self) -> Iterator[str]:
        return (directed(line, self.lang) for text in self.lines for line in text.splitlines())


class Button(NamedTuple):
    """A button below a message; `press` is what comes back when it is pressed, at most 64 bytes."""

    label: str
    press: str


Row: TypeAlias = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole message: blocks with an empty line between, and rows of buttons below as the eye meets them."""

    blocks: tuple[Block, ...]
    buttons: tuple[Row, ...] = ()

    @property
    def plain(self) -> str:
        """As plain text."""
        return "\n\n".join(block.plain for block in self.blocks)

    @property
    def html(self) -> str:
        """As Telegram's HTML."""
        return "\n\n".join(block.html for block in self.blocks)
