"""What kind of file something is: by its first bytes, then by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from knowledge.errors import UnreadableFile


class Format(StrEnum):
    """The formats that are read; the value is the ending of their files."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    OPEN_DOCUMENT = "odt"
    PDF = "pdf"
    MAIL = "eml"


_ENDINGS = {one.value: one for one in Format} | {
    "text": Format.TEXT,
    "markdown": Format.MARKDOWN,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "docm": Format.WORD,
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"{\\rtf", "is RTF; save it as .docx or .odt"),
    (b"\x89PNG", "is a picture; have its text recognised (OCR) and add the result"),
    (b"\xff\xd8\xff", "is a picture; have its text recognised (OCR) and add the result"),
    (b"GIF8", "is a picture; have its text recognised (OCR) and add the result"),
    (b"II*\x00", "is a picture; have its text recognised (OCR) and add the result"),
    (b"MM\x00*", "is a picture; have its text recognised (OCR) and add the result"),
    (b"\x1f\x8b", "is packed; unpack it and add what is inside"),
    (b"Rar!", "is packed; unpack it and add what is inside"),
    (b"7z\xbc\xaf", "is packed; unpack it and add what is inside"),
    (_OLD_OFFICE, "is an old Office file, or protected by a password; save it as .docx without one"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_MAIL = re.compile(rb"^(?:from|subject|date|message-id|received):", re.IGNORECASE | re.MULTILINE)
_BEGINNING = 4096


def format_of(name: str, data: bytes) -> Format:
    """The format of a file; UnreadableFile for one that is not read."""
    head = data[:_BEGINNING]
    if not data.strip():
        raise UnreadableFile("is empty; save the original again, or copy its words into a text file")
    for mark, reason in _OTHERS:
        if head.startswith(mark):
            raise UnreadableFile(reason)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    named = _ENDINGS.get(PurePath(name).suffix.lower().lstrip("."))
    if named in (Format.PDF, Format.WORD, Format.OPEN_DOCUMENT):
        raise UnreadableFile(f"is no {named.value.upper()}, whatever its name says")
    return named or _written(head)


def _written(head: bytes) -> Format:
    """Of a text without a name that says it."""
    if _HTML.match(head):
        return Format.HTML
    if _HEADER.match(head) and len(_MAIL.findall(head)) >= 2:
        return Format.MAIL
    return Format.TEXT


def _zipped(data: bytes) -> Format:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:_BEGINNING]:
        return Format.OPEN_DOCUMENT
    if b"word/document.xml" in data or b"word/vbaProject.bin" in data:
        return Format.WORD
    raise UnreadableFile("is a zipped file other than .docx and .odt; unpack it and add what is inside")
