"""Reads HTML as Telegram does: few tags, strict about them, forgiving about everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.formatting.links import ascii_lower, checked_link, is_date_format, mentioned_account
from bot.playground.formatting.spans import (
    MarkupError,
    MarkupKind,
    MarkupSpan,
    byte_offset,
    reading_order,
    utf16_length,
)

_SIMPLE = {
    "b": MarkupKind.BOLD,
    "strong": MarkupKind.BOLD,
    "i": MarkupKind.ITALIC,
    "em": MarkupKind.ITALIC,
    "u": MarkupKind.UNDERLINE,
    "ins": MarkupKind.UNDERLINE,
    "s": MarkupKind.STRIKETHROUGH,
    "strike": MarkupKind.STRIKETHROUGH,
    "del": MarkupKind.STRIKETHROUGH,
    "tg-spoiler": MarkupKind.SPOILER,
    "span": MarkupKind.SPOILER,
}
_TAGS = frozenset({*_SIMPLE, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"})
_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<dec>[0-9]*)|(?P<name>[a-zA-Z]*))(?P<end>;?)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACES = re.compile(r"[ \t\r\n\v]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LONGEST_REFERENCE = 9
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Tag:
    name: str
    offset: int
    written: int
    """How many pieces of text stood before it."""
    argument: str = ""
    date: str = ""


def parse_html(text: str) -> tuple[str, list[MarkupSpan]]:
    """The text without markup, and its spans in reading order."""
    if "\0" in text:
        raise MarkupError("Text must not contain null bytes")
    return _HtmlReader(text).read()


class _HtmlReader:
    def __init__(self, text: str) -> None:
        self._text = text + "\0"
        self._at = 0
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_Tag] = []
        self._spans: list[MarkupSpan] = []
        self._languages: dict[int, str] = {}
        """Of finished `code` tags, by their place among the spans: a `pre` round one takes it over."""

    def read(self) -> tuple[str, list[MarkupSpan]]:
        while match := _SPECIAL.search(self._text, self._at):
            self._write(self._text[self._at : match.start()])
            self._at = match.start()
            if match[0] == "&":
                self._write(self._reference())
            elif self._text[self._at + 1] == "/":
                self._close()
            else:
                self._open.append(self._start_tag())
        self._write(self._text[self._at : -1])
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        words = "".join(self._pieces)
        if _SURROGATES.search(words):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return words, sorted(self._spans, key=reading_order)

    def _write(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self._offset += utf16_length(piece)

    def _reference(self) -> str:
        """The character of a reference; the ampersand itself when it is none that Telegram knows."""
        match = _REFERENCE.match(self._text, self._at)
        assert match is not None  # noqa: S101 - the pattern fits every ampersand
        char = _decoded(match)
        self._at = match.end() if char else self._at + 1
        return char or "&"

    def _start_tag(self) -> _Tag:
        begin, name = self._at, self._take(_TAG_NAME, self._at + 1)
        if self._text[self._at] == "\0":
            raise self._error("Unclosed start tag", begin)
        tag = _Tag(ascii_lower(name), self._offset, len(self._pieces))
        if tag.name not in _TAGS:
            raise self._error(f'Unsupported start tag "{tag.name}"', begin)
        while self._skip_spaces() != ">":
            self._attribute(tag, begin)
        self._at += 1
        if tag.name == "span" and tag.argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        return tag

    def _attribute(self, tag: _Tag, begin: int) -> None:
        name = self._take(_ATTRIBUTE_NAME, self._at)
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag.name}"', begin)
        unclosed = f'Unclosed start tag "{tag.name}"'
        following = self._skip_spaces()
        if following == "\0":
            raise self._error(unclosed, begin)
        if following != "=":
            _set_attribute(tag, name, None)
            return
        self._at += 1
        if self._skip_spaces() == "\0":
            raise self._error(unclosed, begin)
        value = self._value()
        if self._text[self._at] == "\0":
            raise self._error("Unclosed start tag", begin)
        _set_attribute(tag, name, value)

    def _value(self) -> str:
        quote = self._text[self._at]
        if quote not in "'\"":
            begin = self._at
            token = self._take(_TOKEN, begin)
            if self._text[self._at] not in " \t\r\n\v\0>":
                raise self._error("Unexpected end of name token", begin)
            return ascii_lower(token)
        self._at += 1
        end = self._text.find(quote, self._at)
        raw = self._text[self._at : end if end >= 0 else -1]
        self._at = end + 1 if end >= 0 else len(self._text) - 1
        return _REFERENCE.sub(lambda match: _decoded(match) or match[0], raw)

    def _close(self) -> None:
        begin = self._at
        if not self._open:
            raise self._error("Unexpected end tag", begin)
        name = ascii_lower(self._take(_TAG_NAME, begin + 2))
        if self._skip_spaces() != ">":
            raise self._error("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            offset = byte_offset(self._text, begin)
            raise MarkupError(f'Unmatched end tag at byte offset {offset}, expected "</{tag.name}>", found "</{name}>"')
        if self._offset > tag.offset:
            self._finish(tag)

    def _finish(self, tag: _Tag) -> None:
        """Note the stretch of a closed tag that holds text."""
        if tag.name in ("pre", "code"):
            self._finish_code(tag)
            return
        kind, argument = _meaning(tag, "".join(self._pieces[tag.written :]))
        if kind:
            self._spans.append(MarkupSpan(kind, tag.offset, self._offset - tag.offset, argument))

    def _finish_code(self, tag: _Tag) -> None:
        """`pre` and `code` round the same text with a language are one block of that language."""
        length, last = self._offset - tag.offset, len(self._spans) - 1
        before = self._spans[-1] if self._spans else None
        is_pre = tag.name == "pre"
        language = self._languages.get(last, "") if is_pre else tag.argument
        other = MarkupKind.CODE if is_pre else MarkupKind.PRE
        if before == MarkupSpan(other, tag.offset, length) and language:
            self._spans[-1] = MarkupSpan(MarkupKind.PRE, tag.offset, length, language)
            return
        self._spans.append(MarkupSpan(MarkupKind.PRE if is_pre else MarkupKind.CODE, tag.offset, length))
        if not is_pre:
            self._languages[last + 1] = tag.argument

    def _take(self, pattern: re.Pattern[str], begin: int) -> str:
        match = pattern.match(self._text, begin)
        assert match is not None  # noqa: S101 - all patterns fit the empty text
        self._at = match.end()
        return match[0]

    def _skip_spaces(self) -> str:
        """Skip white space; the character that follows."""
        if self._text[self._at] != ">":
            self._take(_SPACES, self._at)
        return self._text[self._at]

    def _error(self, words: str, begin: int) -> MarkupError:
        return MarkupError(f"{words} at byte offset {byte_offset(self._text, begin)}")


def _decoded(match: re.Match[str]) -> str:
    if match["name"] is not None:
        return _NAMED.get(match["name"], "")
    if len(match[0]) - len(match["end"]) > _LONGEST_REFERENCE:  # Python reads no number of 5,000 digits
        return ""
    code = int(match["hex"] or "0", 16) if match["hex"] is not None else int(match["dec"] or "0")
    return chr(code) if 0 < code < 0x10FFFF else ""


def _set_attribute(tag: _Tag, name: str, value: str | None) -> None:
    match tag.name, name:
        case ("blockquote", "expandable"):
            tag.argument = "1"
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format") if value is not None:
            tag.argument = value
        case ("code", "class") if value is not None and value.startswith("language-"):
            tag.argument = value.removeprefix("language-")
        case ("span", "class") if value is not None and value.startswith("tg-"):
            tag.argument = value.removeprefix("tg-")
        case ("tg-time", "unix") if value is not None:
            tag.date = value


def _meaning(tag: _Tag, words: str) -> tuple[MarkupKind | None, str]:
    """The kind of a tag's stretch and its argument; no kind when Telegram drops it."""
    match tag.name:
        case "a":
            return link_meaning(tag.argument or words)
        case "blockquote":
            return (MarkupKind.EXPANDABLE_BLOCKQUOTE if tag.argument else MarkupKind.BLOCKQUOTE), ""
        case "tg-emoji":
            if not re.fullmatch(r"-?\d{1,19}", tag.argument, re.ASCII) or int(tag.argument) == 0:
                raise MarkupError("Invalid custom emoji identifier specified")
            return MarkupKind.CUSTOM_EMOJI, str(int(tag.argument))
        case "tg-time":
            return _date_meaning(tag)
        case simple:
            return _SIMPLE[simple], ""


def _date_meaning(tag: _Tag) -> tuple[MarkupKind | None, str]:
    if not is_date_format(tag.argument):
        raise MarkupError("Invalid date format used")
    digits = re.match(r"\d+", tag.date, re.ASCII)
    time = int(digits[0]) % (1 << 32) if digits else 0
    return (MarkupKind.DATE_TIME, f"{time} {tag.argument}") if 0 < time < 1 << 31 else (None, "")


def link_meaning(link: str) -> tuple[MarkupKind | None, str]:
    """What a link in markup becomes: a mention of an account, a link, or nothing."""
    if (account := mentioned_account(link)) is not None:
        return MarkupKind.TEXT_MENTION, str(account)
    checked = checked_link(link)
    return (MarkupKind.TEXT_LINK if checked else None), checked
