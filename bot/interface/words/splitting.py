"""Cuts a page into messages that Telegram takes: at most 4,096 UTF-16 units each, cut where a sentence ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.interface.words.bidi import FSI, PDI
from bot.interface.words.markup import SIGNS, Block, Page

LIMIT = 4096
_MARKS = 3
"""Room for a direction mark and for the isolate that a cut closes or opens again."""
_MAX_STYLED = 90
"""Telegram keeps the formatting of a hundred stretches of a message."""
_PAIRS = ((FSI, PDI), *SIGNS.values())
_SENTENCE_END = re.compile(r"[.!?؟…۔][)\]»”\"'\u2069]*\s+")
_SPACE = re.compile(r"\s+")


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(page: Page, limit: int = LIMIT) -> tuple[Page, ...]:
    """The page as messages in order; the buttons stand below the last."""
    parts: list[list[Block]] = [[]]
    for block in (piece for whole in page.blocks for piece in _pieces(whole, limit)):
        if parts[-1] and not _fits((*parts[-1], block), limit):
            parts.append([])
        parts[-1].append(block)
    pages = [Page(tuple(blocks)) for blocks in parts]
    pages[-1] = replace(pages[-1], buttons=page.buttons)
    return tuple(pages)


def _fits(blocks: tuple[Block, ...], limit: int) -> bool:
    return units(Page(blocks).plain) <= limit and sum(block.emphases for block in blocks) <= _MAX_STYLED


def _pieces(block: Block, limit: int) -> Iterator[Block]:
    """The block, or several of it when it is too long for one message."""
    if units(block.plain) <= limit:
        yield block
        return
    lines: list[str] = []
    for line in (piece for whole in _lines(block) for piece in _cut(whole, limit - _MARKS)):
        if lines and units(replace(block, lines=(*lines, line)).plain) > limit:
            yield replace(block, lines=tuple(lines))
            lines = []
        lines.append(line)
    yield replace(block, lines=tuple(lines))


def _lines(block: Block) -> Iterator[str]:
    return (line for text in block.lines for line in text.splitlines())


def _cut(line: str, limit: int) -> Iterator[str]:
    """The line in pieces, each with as many isolates and emphases closed as opened."""
    rest = line
    while units(rest) > limit:
        at = _last(_SENTENCE_END.finditer, rest, limit) or _last(_SPACE.finditer, rest, limit) or _anywhere(rest, limit)
        head, rest = rest[:at].rstrip(), rest[at:].lstrip()
        for begins, ends in _PAIRS:
            if head.count(begins) > head.count(ends):
                head, rest = head + ends, begins + rest
        yield head
    yield rest


def _last(find: Callable[[str], Iterator[re.Match[str]]], text: str, limit: int) -> int:
    """Where the last match ends that leaves a head which fits; 0 when that would be a stump."""
    ends = (match.end() for match in find(text))
    found = 0
    for end in ends:
        if units(text[:end].rstrip()) > limit:
            break
        found = end
    return found if found > len(text[:limit]) // 4 else 0


def _anywhere(text: str, limit: int) -> int:
    """As far as fits, but not between a letter and its marks."""
    at = limit
    while units(text[:at]) > limit:
        at -= 1
    whole = at
    while at > 1 and (unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f" or text[at - 1] == "\u200d"):
        at -= 1
    return at if at > 1 else whole
