"""Bytes as text, whatever an editor of thirty years ago saved them in."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from knowledge.documents.words import document_words
from knowledge.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("windows-1256", "iso8859-6", "windows-1252", "windows-1251")
_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[a-zà-ÿ][\u0621-\u06d3\u0400-\u04ff]|[\u0621-\u06d3\u0400-\u04ff][a-zà-ÿ]")
_SAMPLE = 100_000
_MOST_CONTROLS = 0.01
"""Of all characters, from which a file is no text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; UnreadableFile for what is no text.

    `declared` is believed where the bytes allow it.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name, "strict"), name
    for name in filter(None, (_wide(data), "utf-8", _known(declared))):
        try:
            return _decoded(data, name, "strict"), name
        except UnicodeDecodeError:
            continue
    name = max(_CANDIDATES, key=lambda one: _likeness(data, one))
    return _decoded(data, name, "replace"), name


def _decoded(data: bytes, name: str, errors: str) -> str:
    try:
        text = data.decode(name, errors)
    except UnicodeDecodeError as error:
        if name in ("utf-8-sig", "utf-16", "utf-32"):
            raise UnreadableFile(f"says that it is {name} and is damaged at byte {error.start}") from error
        raise
    if len(_CONTROL.findall(text)) > max(8, _MOST_CONTROLS * len(text)):
        raise UnreadableFile("is no text; save it as .docx, .odt, .pdf, .html or plain text")
    return text


def _known(name: str | None) -> str | None:
    """A name that Python has a text encoding for."""
    try:
        return codecs.lookup(name).name if name and codecs.lookup(name)._is_text_encoding else None
    except LookupError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is one of few, and as good as none are elsewhere."""
    even, odd = data[:4000:2], data[1:4000:2]
    if len(odd) < 4 or not any(byte in data[:4000] for byte in b"\0\x06"):
        return None
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if _high(high) > 0.9 and _high(low) < 0.5:
            return name
    return None


def _high(half: bytes) -> float:
    return sum(half.count(byte) for byte in (0x00, 0x06, 0x20)) / len(half)


def _likeness(data: bytes, name: str) -> tuple[float, float]:
    """How much a text looks like one, read in an encoding: by common words, then by letters."""
    text = data[:_SAMPLE].decode(name, "replace").lower()
    words = Counter(_WORD.findall(text))
    total = sum(words.values()) or 1
    common = sum(count for word, count in words.items() if word in document_words().common.known)
    mixed = len(_MIXED.findall(text))
    strange = mixed + text.count("\ufffd") + sum(0x80 <= ord(char) < 0xA0 for char in text)
    return common / total - strange / (len(text) or 1), -_CANDIDATES.index(name)
