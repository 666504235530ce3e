"""Reads the first Markdown of the Bot API, which bots are asked not to use any more: nothing nests in it."""

from __future__ import annotations

import re

from bot.playground.formatting.html import link_meaning
from bot.playground.formatting.spans import MarkupError, MarkupKind, MarkupSpan, byte_offset, utf16_length

_PIECE = re.compile(
    r"\\(?P<escaped>[_*`\[])|(?P<plain>[^_*`\[\\]+|\\)"
    r"|```(?P<pre>(?:[^`]|`(?!``))*)(?P<pre_end>```)?"
    r"|(?P<mark>[_*`])(?P<styled>.*?)(?P=mark)"
    r"|\[(?:(?P<label>[^\]]+)\](?:\((?P<address>[^)]*)\)?)?|(?P<empty>\]))",
    re.DOTALL,
)
_LANGUAGE = re.compile(r"([^ \t\r\n\0\v`]+)(?=[ \t\r\n\v])")
_LINE_BREAK = re.compile(r"\r\n|\n\r|\n|\r")
_MARKS = {"_": MarkupKind.ITALIC, "*": MarkupKind.BOLD, "`": MarkupKind.CODE}


def parse_legacy_markdown(text: str) -> tuple[str, list[MarkupSpan]]:
    """The text without markup, and its spans in reading order."""
    pieces: list[str] = []
    spans: list[MarkupSpan] = []
    at = offset = 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None or (match["pre"] is not None and match["pre_end"] is None):
            raise MarkupError(f"Can't find end of the entity starting at byte offset {byte_offset(text, at)}")
        words, kind, argument = _piece(match)
        pieces.append(words)
        length = utf16_length(words)
        if kind and length:
            spans.append(MarkupSpan(kind, offset, length, argument))
        offset += length
        at = match.end()
    return "".join(pieces), spans


def _piece(match: re.Match[str]) -> tuple[str, MarkupKind | None, str]:
    """Words, kind and argument of one piece."""
    if match["pre"] is not None:
        return _code_block(match["pre"])
    if match["label"] is not None:
        address = match["address"]
        return match["label"], *link_meaning(match["label"] if address is None else address)
    if match["mark"]:
        return match["styled"], _MARKS[match["mark"]], ""
    return match["escaped"] or match["plain"] or "", None, ""


def _code_block(inside: str) -> tuple[str, MarkupKind, str]:
    language = _LANGUAGE.match(inside)
    words = inside[language.end() :] if language else inside
    if line_break := _LINE_BREAK.match(words):
        words = words[line_break.end() :]
    return words, MarkupKind.PRE, language[0] if language else ""
