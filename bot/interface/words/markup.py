"""One structure for a message, from which plain text and Telegram's HTML are made; nothing is escaped by hand."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from bot.interface.words.bidi import directed, tidied

BULLET = "• "


class Style(StrEnum):
    """How a block is set apart; the value is Telegram's HTML element, plain text does without."""

    PLAIN = ""
    ITALIC = "i"
    QUOTE = "blockquote"
    FOLDED = "blockquote expandable"
    """Three lines of it are shown until the reader wants more."""
    CODE = "pre"
    """To be copied whole: no direction marks come along."""


class Emphasis(StrEnum):
    """How words inside a line are set apart; the value is Telegram's HTML element."""

    BOLD = "b"
    STRUCK = "s"
    ITALIC = "i"


# Characters that Unicode keeps out of any text: they pass through everything that is done to a line, and no stranger's
# text brings them along (`tidied`).
SIGNS = {
    Emphasis.BOLD: ("\ufdd0", "\ufdd1"),
    Emphasis.STRUCK: ("\ufdd2", "\ufdd3"),
    Emphasis.ITALIC: ("\ufdd4", "\ufdd5"),
}
"""What stands before and behind words in a line that are set apart."""
_TAGS = {sign: tag for one, signs in SIGNS.items() for sign, tag in zip(signs, (f"<{one}>", f"</{one}>"), strict=True)}
_TO_HTML, _TO_PLAIN = str.maketrans(_TAGS), str.maketrans(dict.fromkeys(_TAGS, ""))


def emphasised(text: str, how: Emphasis) -> str:
    """Words of a line that are set apart where that can be shown; plain text does without."""
    before, behind = SIGNS[how]
    return f"{before}{text}{behind}"


class Offered(str):
    """A line of a list that need not be shown where a button says the same."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in one language and style."""

    lang: str
    lines: tuple[str, ...]
    style: Style = Style.PLAIN
    adjoins: bool = False
    """Whether no empty line stands between it and the block before."""

    @property
    def plain(self) -> str:
        """The lines, each in its language's direction."""
        return "\n".join(self._directed()).translate(_TO_PLAIN)

    @property
    def emphases(self) -> int:
        """How many stretches of it are set apart."""
        return bool(self.style) + sum(line.count(before) for line in self.lines for before, _ in SIGNS.values())

    @property
    def html(self) -> str:
        """The same as Telegram's HTML."""
        text = "\n".join(html.escape(line, quote=False) for line in self._directed()).translate(_TO_HTML)
        return f"<{self.style}>{text}</{self.style.partition(' ')[0]}>" if self.style else text

    def _directed(self) -> Iterator[str]:
        if self.style is Style.CODE:
            return (line for text in self.lines for line in text.splitlines())
        return (directed(line, self.lang) for text in self.lines for line in text.splitlines())


class Copies(str):
    """What a button copies for its reader instead of coming back; at most 256 characters."""

    __slots__ = ()


class Passes(str):
    """What a button types inline in a chat that its reader chooses, instead of coming back."""

    __slots__ = ()


class Opens(str):
    """The address that a button opens instead of coming back."""

    __slots__ = ()


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
        return _joined((block, block.plain) for block in self.blocks)

    @property
    def html(self) -> str:
        """As Telegram's HTML, above the buttons: what stands on one of them is not said again."""
        labels = {tidied(button.label) for row in self.buttons for button in row}
        blocks = [kept for block in self.blocks if (kept := _without(labels, block)).lines]
        return _joined((block, block.html) for block in blocks)


def _without(labels: AbstractSet[str], block: Block) -> Block:
    said = (isinstance(line, Offered) and tidied(line).removeprefix(BULLET) in labels for line in block.lines)
    return replace(block, lines=tuple(line for line, twice in zip(block.lines, said, strict=True) if not twice))


def _joined(texts: Iterable[tuple[Block, str]]) -> str:
    return "".join(f"{_gap(block) if n else ''}{text}" for n, (block, text) in enumerate(texts))


def _gap(block: Block) -> str:
    return "\n" if block.adjoins else "\n\n"
