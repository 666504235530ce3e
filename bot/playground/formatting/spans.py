"""Formatted stretches of a text, counted in UTF-16 code units as the Bot API counts them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkupError(Exception):
    """Text that Telegram refuses; the message is Telegram's."""


class MarkupKind(StrEnum):
    """The Bot API's names of the entities that this server knows."""

    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"
    PRE = "pre"
    CODE = "code"
    DATE_TIME = "date_time"
    TEXT_LINK = "text_link"
    TEXT_MENTION = "text_mention"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"
    BOT_COMMAND = "bot_command"
    URL = "url"
    EMAIL = "email"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    CUSTOM_EMOJI = "custom_emoji"


QUOTES = frozenset({MarkupKind.BLOCKQUOTE, MarkupKind.EXPANDABLE_BLOCKQUOTE})
VERBATIM = frozenset({MarkupKind.PRE, MarkupKind.CODE, MarkupKind.DATE_TIME})
"""Nothing nests in these, and they nest in quotes alone."""
SPLITTABLE = (MarkupKind.BOLD, MarkupKind.ITALIC, MarkupKind.UNDERLINE, MarkupKind.STRIKETHROUGH, MarkupKind.SPOILER)
"""These are cut where another stretch begins or ends; the order is Telegram's."""
FOUND = frozenset(
    {
        MarkupKind.MENTION,
        MarkupKind.HASHTAG,
        MarkupKind.CASHTAG,
        MarkupKind.BOT_COMMAND,
        MarkupKind.URL,
        MarkupKind.EMAIL,
    },
)
"""These are found in the words; nobody can ask for them."""

_OUTERMOST_FIRST = dict.fromkeys(QUOTES, 0) | {
    MarkupKind.PRE: 1,
    MarkupKind.CODE: 2,
    MarkupKind.DATE_TIME: 3,
    MarkupKind.TEXT_LINK: 4,
    MarkupKind.TEXT_MENTION: 4,
    **dict.fromkeys(FOUND, 5),
    **{kind: place for place, kind in enumerate((*SPLITTABLE, MarkupKind.CUSTOM_EMOJI), start=6)},
}


@dataclass(frozen=True, slots=True)
class MarkupSpan:
    """A stretch of one kind; `argument` is its language, address, account, emoji or time, if it has any."""

    kind: MarkupKind
    offset: int
    length: int
    argument: str = ""

    @property
    def end(self) -> int:
        """The first code unit behind it."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text without markup, and what stands in it."""

    text: str
    spans: tuple[MarkupSpan, ...] = ()


def reading_order(span: MarkupSpan) -> tuple[int, int, int]:
    """A sort key: first what begins first, the longer before the shorter, the outer before the inner."""
    return span.offset, -span.length, _OUTERMOST_FIRST[span.kind]


def utf16_length(text: str) -> int:
    """The length as the Bot API counts it: characters beyond the basic plane are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def byte_offset(text: str, index: int) -> int:
    """Where a character begins in UTF-8, as Telegram's error messages count."""
    return len(text[:index].encode("utf-8", "surrogatepass"))
