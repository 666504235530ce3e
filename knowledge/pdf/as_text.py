"""A PDF as text with page numbers; what cannot be read is refused with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from knowledge.errors import UnreadableFile
from knowledge.pdf.glyphs import glyphs
from knowledge.pdf.paragraphs import Paragraph, paragraphs
from knowledge.pdf.rows import Row, rows

MOST_PAGES = 2_000
_TITLE = 1.2
"""Of the size of most paragraphs, what a headline is set in."""
_LONGEST_TITLE = 250
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says, where each page begins in it, and what it says of itself; `empty` are pages without words."""

    text: str
    pages: tuple[int, ...]
    empty: tuple[int, ...]
    """Numbers of pages, from 1."""
    headline: str | None
    metadata: dict[str, str]


def read_pdf(data: bytes) -> PdfText:
    """Read a file; UnreadableFile says why it cannot be read, and what to do."""
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise UnreadableFile(f"has {len(document)} pages; split it into parts of at most {MOST_PAGES}")
    pages = [_rows(document, number) for number in range(len(document))]
    if not any(pages):
        raise UnreadableFile("holds pictures of pages and no text; have its text recognised (OCR) and add the result")
    found = paragraphs(pages)
    text, starts = _text(found, len(pages))
    empty = tuple(number for number, page in enumerate(pages, start=1) if not page)
    return PdfText(text, starts, empty, _headline(found), {key: str(value) for key, value in _metadata(document)})


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("is protected by a password; save it without one") from error
        raise UnreadableFile(f"is damaged or no PDF ({error})") from error


def _metadata(document: Any) -> list[tuple[str, str]]:
    return [(key, value) for key, value in document.get_metadata_dict().items() if value]


def _rows(document: Any, number: int) -> list[Row]:
    import pypdfium2

    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return rows(glyphs(textpage))
    finally:
        textpage.close()
        page.close()


def _text(found: Sequence[Paragraph], count: int) -> tuple[str, tuple[int, ...]]:
    """The whole text, and the offset at which each page begins."""
    starts: dict[int, int] = {}
    length, parts = 0, []
    for one in found:
        starts.setdefault(one.page, length)
        for page, offset in one.turns:
            starts.setdefault(page, length + offset)
        parts.append(one.text)
        length += len(one.text) + len(_BETWEEN)
    last = 0
    offsets = []
    for page in range(count):
        last = starts.get(page, last)
        offsets.append(last)
    return _BETWEEN.join(parts), tuple(offsets)


def _headline(found: Sequence[Paragraph]) -> str | None:
    """The first paragraph, where it is set bigger than the others."""
    if len(found) < 2 or found[0].size < _TITLE * median(one.size for one in found[1:]):
        return None
    return found[0].text if len(found[0].text) <= _LONGEST_TITLE else None
