"""Word and OpenDocument texts: paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from knowledge.dates import PartialDate
from knowledge.documents.extract import Extract, SelfDescription
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.zipped import checked
from knowledge.errors import UnreadableFile

_SAYS = "docProps/core.xml"
_WORD_MACROS = "word/vbaProject.bin"
_ENCRYPTED = b"encryption-data"
_HEADLINES = ("Title", "Heading1")


def read_docx(data: bytes) -> Extract:
    """The words of a Word file; notes, comments and headers are left out."""
    import docx

    parts = checked(data).namelist()
    try:
        document: Any = docx.Document(io.BytesIO(data))
    except (ValueError, KeyError) as error:
        hint = "holds macros; save it as .docx" if _WORD_MACROS in parts else f"is no Word document ({error})"
        raise UnreadableFile(hint) from error
    blocks = list(_word_blocks(document))
    said = _word_says(document) if _SAYS in parts else SelfDescription()  # the library makes up what is not there
    title = said.title or next((text for style, text in blocks if style in _HEADLINES), None)
    found = Extract("\n\n".join(text for _, text in blocks), replace(said, title=title))
    return found.warned("holds macros, which are never run") if _WORD_MACROS in parts else found


def _word_says(document: Any) -> SelfDescription:
    core = document.core_properties
    date = PartialDate.parse(f"{core.created:%Y-%m-%d}") if core.created else None
    return SelfDescription(core.title or None, None, date, core.language or None)


def _word_blocks(document: Any) -> Iterator[tuple[str, str]]:
    """Each block that has words, with the id of its style: looking the style itself up takes most of the time."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = (dict.fromkeys(cell.text.strip() for cell in row.cells) for row in block.rows)
            yield from (("", text) for row in rows if (text := " | ".join(row)).strip(" |"))
        elif text := block.text.strip():
            style = block._p.style or ""
            yield style, f"• {text}" if style.startswith("List") else text


def read_odt(data: bytes) -> Extract:
    """The words of an OpenDocument text; notes and annotations are left out."""
    archive = checked(data)
    if "META-INF/manifest.xml" in archive.namelist() and _ENCRYPTED in archive.read("META-INF/manifest.xml"):
        raise UnreadableFile("is protected by a password; save it without one")
    from odfdo import Document

    try:
        document = Document(io.BytesIO(data))
        body: Any = document.body
        meta: Any = document.meta
        blocks = [text for text in map(str.strip, _open_blocks(body)) if text]
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise UnreadableFile(f"is no OpenDocument text ({error})") from error
    date = proposed_date(str(meta.get_creation_date() or meta.get_modification_date() or ""))
    return Extract("\n\n".join(blocks), SelfDescription(meta.get_title() or None, None, date))


def _open_blocks(body: Any) -> Iterator[str]:
    for node in body.xpath("//text:h|//text:p"):
        if not node.xpath(
            "ancestor::text:note|ancestor::office:annotation|ancestor::text:p|ancestor::text:tracked-changes"
        ):
            mark = "• " if node.xpath("ancestor::text:list-item") else ""
            text = str(node.inner_text if hasattr(node, "inner_text") else node.text_recursive)
            yield f"{mark}{text}" if text.strip() else ""
