"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.documents.encodings import decode
from knowledge.documents.extract import Extract, SelfDescription
from knowledge.documents.file_dates import proposed_date
from knowledge.text.sentences import headline

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\s*\n(.*?\n)(?:---|\.\.\.)\s*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_LONGEST_TITLE = 200
_USUAL = ("utf-8", "utf-8-sig", "utf-16")


def read_text(data: bytes, declared: str | None = None) -> Extract:
    """A text as it stands; its first line is its title where that looks like one."""
    text, encoding = decode(data, declared)
    found = Extract(text, SelfDescription(title=headline(text) or first_line(text)))
    return found if encoding in _USUAL else found.warned(f"read as {encoding}")


def first_line(text: str) -> str | None:
    """The first line, if it is a headline: short, without a full stop, with more behind it."""
    first, _, rest = text.strip().partition("\n")
    first = " ".join(first.split())
    headline = rest.strip() and len(first) <= _LONGEST_TITLE and not first.endswith((".", "؟", "?", "!", ":", "،"))
    return first if first and headline else None


def read_markdown(data: bytes) -> Extract:
    """The words of a Markdown file; its front matter says what it is."""
    from markdown_it import MarkdownIt

    text, _ = decode(data)
    front = _FRONT_MATTER.match(text)
    fields = _fields(front.group(1)) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
    blocks = list(_blocks(tokens))
    heading = next((one for kind, one in blocks if kind == "heading_open"), None)
    proposed = SelfDescription(
        title=fields.get("title") or heading,
        publisher=fields.get("publisher") or fields.get("author"),
        date=proposed_date(fields.get("date")),
        language=fields.get("lang") or fields.get("language"),
        url=fields.get("url"),
    )
    return Extract("\n\n".join(one for _, one in blocks), proposed)


def _fields(front: str) -> dict[str, str]:
    return {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front) if value.strip()}


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Each block of words, and the kind of block that it stands in; the items of lists with a mark."""
    kind, item = "", False
    for token in tokens:
        if token.type == "list_item_open":
            item = True
        elif token.type.endswith("_open"):
            kind = token.type
        if token.type in ("fence", "code_block"):
            yield token.type, token.content.strip()
        elif token.type == "inline" and (words := _words(token)):
            yield kind, f"• {words}" if item else words
            item = False


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
    return "".join(parts).strip()
