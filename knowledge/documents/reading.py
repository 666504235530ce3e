"""A file as text: what each format is read by, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, pairwise

from knowledge.documents.extract import Extract, SelfDescription
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.kinds import Format, format_of
from knowledge.documents.languages import language_of
from knowledge.documents.quality import in_letters, is_backwards, is_meaningless, tidied
from knowledge.documents.words import document_words
from knowledge.errors import UnreadableFile

MOST_BYTES = 64 * 1024 * 1024
_MOST_CHARACTERS = 8_000_000
"""Four thousand pages."""
_LONGEST_FIELD = 300
_BACKWARDS = (
    "holds Arabic from left to right, letter by letter, which nobody could find; "
    "export the original again, or save the text from a word processor"
)


def read(name: str, data: bytes) -> Extract:
    """The text of a file with what it says of itself; UnreadableFile says why there is none."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"is larger than {MOST_BYTES // 2**20} MiB; split it into parts")
    format_ = format_of(name, data)
    found = _read(format_, data)
    text = _as_written(found.text) if format_ is Format.TEXT else tidied(found.text)
    if text != found.text and format_ is Format.TEXT:
        found = found.warned("left out signs that are not seen")
    _refuse_unusable(text)
    moved = _moved(found.pages, found.text, text)
    proposed = _clean(found.proposed, text)
    return replace(found, text=text, pages=moved, proposed=proposed)


def is_quick(name: str, data: bytes) -> bool:
    """Whether a file is read by nothing that could hang or take much memory."""
    return len(data) <= MOST_BYTES and format_of(name, data) is Format.TEXT


def _read(format_: Format, data: bytes) -> Extract:
    """Readers are imported when they are needed: together they take most of a second."""
    reader: Callable[[bytes], Extract]
    match format_:
        case Format.TEXT:
            from knowledge.documents.plain import read_text as reader
        case Format.MARKDOWN:
            from knowledge.documents.plain import read_markdown as reader
        case Format.HTML:
            from knowledge.documents.web import read_html as reader
        case Format.WORD:
            from knowledge.documents.office import read_docx as reader
        case Format.OPEN_DOCUMENT:
            from knowledge.documents.office import read_odt as reader
        case Format.MAIL:
            from knowledge.documents.mail import read_eml as reader
        case Format.PDF:
            reader = _read_pdf
    return reader(data)


def _read_pdf(data: bytes) -> Extract:
    from knowledge.pdf.as_text import read_pdf

    found = read_pdf(data)
    said = found.metadata
    title = said.get("Title", "")
    proposed = SelfDescription(
        title=title if _is_title(title) else found.headline,
        date=proposed_date(said.get("CreationDate")),
    )
    empty = ", ".join(map(str, found.empty))
    warnings = (f"no text on pages {empty}: pictures are not read",) if empty else ()
    return Extract(found.text, proposed, found.pages, warnings)


def _is_title(title: str) -> bool:
    """Whether somebody gave it; programs put their own names there, or that of the file."""
    return bool(title) and not title.lower().startswith(document_words().no_title.entries) and "." not in title[-5:]


def _as_written(text: str) -> str:
    """A plain text byte for byte, unless it holds what no search would find."""
    return text if in_letters(text).translate(_JOINERS) == text.translate(_JOINERS) else in_letters(text)


_JOINERS = str.maketrans("", "", "\u200e\u200f")


def _refuse_unusable(text: str) -> None:
    if not any(char.isalnum() for char in text):
        raise UnreadableFile("holds no words; export the original as text, docx or a PDF whose words can be marked")
    if len(text) > _MOST_CHARACTERS:
        raise UnreadableFile(f"has {len(text):,} characters; split it into parts of at most {_MOST_CHARACTERS:,}")
    if is_backwards(text):
        raise UnreadableFile(_BACKWARDS)
    if is_meaningless(text):
        raise UnreadableFile("says of too many signs that they are no letters; export the original again")


def _moved(pages: tuple[int, ...], before: str, after: str) -> tuple[int, ...]:
    """Where pages begin in a text that was tidied; each of them begins with a word."""
    if before == after:
        return pages
    lengths = (len(tidied(f".{before[start:end]}.")) - 2 for start, end in pairwise(pages))
    return tuple(accumulate(lengths, initial=pages[0])) if pages else ()


def _clean(proposed: SelfDescription, text: str) -> SelfDescription:
    language = (proposed.language or "").replace("_", "-").split("-")[0].lower()
    known = language if language.isascii() and 2 <= len(language) <= 3 and language.isalpha() else ""
    return replace(
        proposed,
        title=_field(proposed.title),
        publisher=_field(proposed.publisher),
        language=_agreed(known, language_of(text)),
    )


def _agreed(said: str, seen: str) -> str:
    """What a file says of its language, if its letters allow it: templates say English of Arabic."""
    return said if said and {said, seen} <= _LATIN else seen


_LATIN = frozenset({"en", "fr", "es", "de", "tr", "it", "pt", "nl", "pl", "sv", "id", "ms", "az", "uz"})


def _field(value: str | None) -> str | None:
    plain = " ".join(in_letters(value or "").split())[:_LONGEST_FIELD].strip()
    return plain or None
