"""Reads MarkdownV2 as Telegram does: every reserved character either means something or is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.playground.formatting.html import link_meaning
from bot.playground.formatting.links import custom_emoji, date_time, is_date_format
from bot.playground.formatting.spans import (
    MarkupError,
    MarkupKind,
    MarkupSpan,
    byte_offset,
    reading_order,
    utf16_length,
)

_PLAIN = re.compile(r"[^\\_*\[\]()~`>#+\-=|{}.!\n]+")
_PLAIN_IN_CODE = re.compile(r"[^\\`]+")
_LANGUAGE = re.compile(r"[^ \t\r\n\0\v`]+(?=[ \t\r\n\v])")
_LINE_BREAK = re.compile(r"\r\n|\n\r|\n|\r")
_MARKS = {
    "*": MarkupKind.BOLD,
    "_": MarkupKind.ITALIC,
    "__": MarkupKind.UNDERLINE,
    "~": MarkupKind.STRIKETHROUGH,
    "||": MarkupKind.SPOILER,
}
_CLOSING = {
    MarkupKind.BOLD: "*",
    MarkupKind.ITALIC: "_",
    MarkupKind.UNDERLINE: "__",
    MarkupKind.STRIKETHROUGH: "~",
    MarkupKind.SPOILER: "||",
    MarkupKind.CODE: "`",
    MarkupKind.PRE: "```",
    MarkupKind.TEXT_LINK: "]",
    MarkupKind.CUSTOM_EMOJI: "]",
}
_TELEGRAM_NAMES = {
    MarkupKind.BOLD: "Bold",
    MarkupKind.ITALIC: "Italic",
    MarkupKind.UNDERLINE: "Underline",
    MarkupKind.STRIKETHROUGH: "Strikethrough",
    MarkupKind.SPOILER: "Spoiler",
    MarkupKind.CODE: "Code",
    MarkupKind.PRE: "Pre",
    MarkupKind.TEXT_LINK: "TextUrl",
    MarkupKind.CUSTOM_EMOJI: "CustomEmoji",
    MarkupKind.BLOCKQUOTE: "BlockQuote",
}
_VERBATIM = (MarkupKind.CODE, MarkupKind.PRE)


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: MarkupKind
    index: int
    """Of its first character."""
    offset: int
    written: int
    argument: str = ""


def parse_markdown(text: str) -> tuple[str, list[MarkupSpan]]:
    """The text without markup, and its spans in reading order."""
    return _MarkdownReader(text).read()


class _MarkdownReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Mark] = []
        self._spans: list[MarkupSpan] = []
        self._in_quote = False
        self._line_begins = True
        """Nothing visible was written on this line: a `>` may begin a quote."""

    def read(self) -> tuple[str, list[MarkupSpan]]:
        while self._at < len(self._text):
            if not self._plain():
                closing = self._closing()
                if closing:
                    self._close(closing)
                else:
                    self._begin(self._text[self._at])
        self._end_last_quote()
        if self._open:
            self._no_end(self._open[-1])
        return "".join(self._pieces), sorted(self._spans, key=reading_order)

    def _plain(self) -> bool:
        """Take an escaped character, or a run of characters without meaning."""
        escaped = self._text[self._at + 1 : self._at + 2] if self._text[self._at] == "\\" else ""
        if escaped and 0 < ord(escaped) <= 126:
            self._at += 2
            self._write(escaped)
            if escaped != "\r":
                self._line_begins = escaped == "\n"
            return True
        in_code = bool(self._open) and self._open[-1].kind in _VERBATIM
        match = (_PLAIN_IN_CODE if in_code else _PLAIN).match(self._text, self._at)
        run = match[0] if match else "\\" if self._text[self._at] == "\\" else ""
        self._at += len(run)
        self._write(run)
        if run.strip("\r"):
            self._line_begins = False
        return bool(run)

    def _write(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self._offset += utf16_length(piece)

    def _starts(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)

    def _closing(self) -> str:
        """The characters here that end the innermost mark, or the line that ends a quote."""
        if not self._open:
            return ""
        if self._in_quote and self._starts("\n") and not self._starts("\n>"):
            return "\n"
        kind = self._open[-1].kind
        mark = _CLOSING.get(kind, "")
        if kind is MarkupKind.ITALIC and self._starts("__"):
            return ""
        return mark if mark and self._starts(mark) else ""

    def _begin(self, char: str) -> None:
        match char:
            case "\n":
                self._write(char)
                self._line_begins = True
                self._at += 1
            case ">" if self._line_begins:
                if not self._in_quote:
                    self._push(MarkupKind.BLOCKQUOTE, "")
                self._in_quote = True
                self._at += 1
            case "`":
                self._begin_code()
            case "[":
                self._push(MarkupKind.TEXT_LINK, "[")
            case "!" if self._starts("!["):
                self._push(MarkupKind.CUSTOM_EMOJI, "![")
            case _:
                self._begin_style(char)

    def _begin_style(self, char: str) -> None:
        mark = next((mark for mark in ("__", "||", char) if mark in _MARKS and self._starts(mark)), None)
        if mark is None:
            raise MarkupError(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self._push(_MARKS[mark], mark)

    def _push(self, kind: MarkupKind, mark: str, argument: str = "") -> None:
        self._open.append(_Mark(kind, self._at, self._offset, len(self._pieces), argument))
        self._at += len(mark)

    def _begin_code(self) -> None:
        if not self._starts("```"):
            self._push(MarkupKind.CODE, "`")
            return
        language = _LANGUAGE.match(self._text, self._at + 3)
        self._push(MarkupKind.PRE, "```", language[0] if language else "")
        self._at += len(language[0]) if language else 0
        if line_break := _LINE_BREAK.match(self._text, self._at):
            self._at = line_break.end()

    def _close(self, closing: str) -> None:
        if closing == "\n":
            self._close_quote()
            return
        mark = self._open.pop()
        self._at += len(closing)
        kind, argument = self._meaning(mark)
        if kind and self._offset > mark.offset:
            self._spans.append(MarkupSpan(kind, mark.offset, self._offset - mark.offset, argument))

    def _meaning(self, mark: _Mark) -> tuple[MarkupKind | None, str]:
        match mark.kind:
            case MarkupKind.TEXT_LINK:
                return link_meaning(self._address() if self._starts("(") else "".join(self._pieces[mark.written :]))
            case MarkupKind.CUSTOM_EMOJI:
                if not self._starts("("):
                    raise MarkupError("The entity must contain a tg://emoji or tg://time URL")
                return _emoji_or_date(self._address())
            case kind:
                return kind, mark.argument

    def _address(self) -> str:
        """The address in parentheses here; moves behind it."""
        begin = self._at + 1
        address = re.compile(r"(?:\\[\x01-\x7e]|[^)])*").match(self._text, begin)
        assert address is not None  # noqa: S101 - the pattern fits the empty text
        if address.end() >= len(self._text):
            raise MarkupError(f"Can't find end of a URL at byte offset {byte_offset(self._text, begin)}")
        self._at = address.end() + 1
        return re.sub(r"\\([\x01-\x7e])", r"\1", address[0])

    def _close_quote(self) -> None:
        """A line without `>` ends a quote, which takes the line break with it."""
        kind = self._quote_kind(self._at)
        mark = self._open[-1]
        if mark.kind is not MarkupKind.BLOCKQUOTE:
            self._no_end(mark)
        self._open.pop()
        self._write("\n")
        self._at += 1
        self._in_quote, self._line_begins = False, True
        self._spans.append(MarkupSpan(kind, mark.offset, self._offset - mark.offset))

    def _quote_kind(self, end: int) -> MarkupKind:
        """What kind of quote ends here; an opening spoiler mark as its last characters means expandable."""
        last = self._open[-1]
        behind = self._text[last.index + 2 : end]
        if last.kind is not MarkupKind.SPOILER or behind not in ("", "\r") or (behind and end == len(self._text)):
            return MarkupKind.BLOCKQUOTE
        self._open.pop()
        return MarkupKind.EXPANDABLE_BLOCKQUOTE

    def _end_last_quote(self) -> None:
        if not self._in_quote:
            return
        kind = self._quote_kind(len(self._text))
        if self._open[-1].kind is MarkupKind.BLOCKQUOTE:
            mark = self._open.pop()
            if self._offset > mark.offset:
                self._spans.append(MarkupSpan(kind, mark.offset, self._offset - mark.offset))

    def _no_end(self, mark: _Mark) -> NoReturn:
        name = "PreCode" if mark.kind is MarkupKind.PRE and mark.argument else _TELEGRAM_NAMES[mark.kind]
        raise MarkupError(f"Can't find end of {name} entity at byte offset {byte_offset(self._text, mark.index)}")


def _emoji_or_date(link: str) -> tuple[MarkupKind | None, str]:
    if (identifier := custom_emoji(link)) is not None:
        return MarkupKind.CUSTOM_EMOJI, identifier
    date = date_time(link)
    if date is None:
        raise MarkupError("Invalid tg://emoji or tg://time URL specified")
    if not is_date_format(date.partition(" ")[2]):
        raise MarkupError("Invalid date format used")
    return MarkupKind.DATE_TIME, date
