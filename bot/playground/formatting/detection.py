"""Finds what Telegram makes clickable by itself: mentions, commands, hashtags, cashtags, links, addresses.

Phone numbers and bank cards, which Telegram's servers find too, are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.playground.formatting.addresses import find_addresses
from bot.playground.formatting.spans import MarkupKind, MarkupSpan, utf16_length

_MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{3,32}+)(?!\w)")
_SHORT_NAMES = frozenset({"gif", "nft", "pic", "ufc", "vid"})
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}+(?:@[A-Za-z0-9_]{3,32}+|(?!@))(?![\w/<>])")
_NUMBERS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3007\u3021-\u3029"
_TAG_CHAR = rf"(?:[^\W{_NUMBERS}]|[\u200c\u00b7\u0d80-\u0dff])"
_HASHTAG = re.compile(rf"(?<!{_TAG_CHAR})#({_TAG_CHAR}++)(@[A-Za-z0-9_]{{3,32}}+)?")
_CASHTAG = re.compile(
    rf"(?<!{_TAG_CHAR})(?<!\$)\$(?:1INCH|[A-Z]{{1,8}}+)"
    rf"(?:@[A-Za-z0-9_]{{3,32}}+(?![A-Za-z0-9_])|(?!@[A-Za-z0-9_]{{3,32}}+(?![A-Za-z0-9_])))(?!{_TAG_CHAR}|\$)"
)
_LONGEST_HASHTAG = 256

Found = tuple[MarkupKind, int, int]
"""Kind, begin and end, counted in characters."""


def found_spans(text: str) -> list[MarkupSpan]:
    """Everything found, in reading order; of two that overlap, the one that begins first."""
    found = sorted(_candidates(text), key=lambda one: (one[1], -one[2]))
    spans: list[MarkupSpan] = []
    end = at = offset = 0
    for kind, begin, stop in found:
        if begin < end:
            continue
        offset += utf16_length(text[at:begin])
        length = utf16_length(text[begin:stop])
        spans.append(MarkupSpan(kind, offset, length))
        offset, at, end = offset + length, stop, stop
    return spans


def _candidates(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from _mentions(text)
    if "/" in text:
        yield from ((MarkupKind.BOT_COMMAND, *match.span()) for match in _COMMAND.finditer(text))
    if "#" in text:
        yield from _hashtags(text)
    if "$" in text:
        yield from ((MarkupKind.CASHTAG, *match.span()) for match in _CASHTAG.finditer(text))
    if "." in text or "://" in text:
        yield from find_addresses(text)


def _mentions(text: str) -> Iterator[Found]:
    for match in _MENTION.finditer(text):
        if len(match[1]) > 3 or match[1].lower() in _SHORT_NAMES:
            yield MarkupKind.MENTION, *match.span()


def _hashtags(text: str) -> Iterator[Found]:
    for match in _HASHTAG.finditer(text):
        begin, end = match.span()
        if len(match[1]) > _LONGEST_HASHTAG:
            end = begin + 1 + _LONGEST_HASHTAG
        tag = match[1][:_LONGEST_HASHTAG]
        if any(map(str.isalpha, tag)) and text[match.end() : match.end() + 1] != "#":
            yield MarkupKind.HASHTAG, begin, end
