"""References as BibTeX, RIS and CSL-JSON. Whatever stands in a field stays in it: each format has its own escapes.

What is not known has no field: it is said in the note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from knowledge.citing.reference import Bibliography, Reference, name_of
from knowledge.dates import PartialDate


class CitationFormat(StrEnum):
    """What a bibliography is kept in."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {"bibtex": "bib", "ris": "ris", "csl": "json"}[self.value]


_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff]+"
)
_TEX = {character: f"\\{character}" for character in "$&#%_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""A brace with a backslash before it still counts as a brace for BibTeX, so it is spelled out."""
_TO_TEX = str.maketrans(_TEX)
_NO_ADDRESS = re.compile(r'[\s{}\\"<>^`|]')
_Fields: TypeAlias = Iterable[tuple[str, str | None]]


def written(found: Iterable[Reference], taken: Bibliography, format_: CitationFormat) -> str:
    """References in a format; a whole file, with a line feed at its end."""
    return _WRITERS[format_](found, taken)


def one_line(text: str) -> str:
    """A text without line breaks, control characters and direction marks."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _bibtex(found: Iterable[Reference], taken: Bibliography) -> str:
    return "\n".join(_bibtex_entry(one, taken) for one in found)


def _bibtex_entry(one: Reference, taken: Bibliography) -> str:
    fields = [(name, text) for name, text in _bibtex_fields(one, taken) if text]
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields)
    return f"@misc{{{one.key},\n{lines}\n}}\n"


def _bibtex_fields(one: Reference, taken: Bibliography) -> _Fields:
    source, link = one.source, _address(one, taken)
    return (
        ("title", f"{{{_tex(name_of(source, taken.lang))}}}"),
        ("publisher", _tex(source.publisher)),
        ("year", f"{source.published.first.year:04}" if source.published else None),
        ("date", source.published.text if source.published else None),
        ("language", source.language),
        ("url", link),
        ("urldate", taken.day.isoformat() if link else None),
        ("abstract", _tex(one.quoted)),
        ("annotation", _tex(_told(one, taken))),
        ("note", _tex(_note(one, taken))),
    )


def _ris(found: Iterable[Reference], taken: Bibliography) -> str:
    return "\n".join(_ris_entry(one, taken) for one in found)


def _ris_entry(one: Reference, taken: Bibliography) -> str:
    lines = (f"{tag}  - {one_line(text)}\n" for tag, text in _ris_fields(one, taken) if text)
    return f"TY  - GEN\n{''.join(lines)}ER  - \n"


def _ris_fields(one: Reference, taken: Bibliography) -> _Fields:
    source, link = one.source, _address(one, taken)
    return (
        ("ID", one.key),
        ("TI", name_of(source, taken.lang)),
        ("PB", source.publisher),
        ("PY", f"{source.published.first.year:04}" if source.published else None),
        ("DA", _ris_date(source.published) if source.published else None),
        ("LA", source.language),
        ("UR", link),
        ("Y2", f"{taken.day:%Y/%m/%d}" if link else None),
        ("AB", one.quoted),
        ("N1", _told(one, taken)),
        ("N1", _note(one, taken)),
    )


def _ris_date(day: PartialDate) -> str:
    """The first day, as far as it is known; RIS has no ranges."""
    return "/".join(f"{day.first:%Y-%m-%d}".split("-")[: day.precision])


def _csl(found: Iterable[Reference], taken: Bibliography) -> str:
    items = [{name: value for name, value in _csl_fields(one, taken).items() if value} for one in found]
    return f"{json.dumps(items, ensure_ascii=False)}\n"


def _csl_fields(one: Reference, taken: Bibliography) -> Mapping[str, Any]:
    source, link = one.source, _address(one, taken)
    return {
        "id": one.key,
        "type": "document",
        "title": one_line(name_of(source, taken.lang)),
        "publisher": one_line(source.publisher or ""),
        "issued": {"date-parts": list(_date_parts(source.published))} if source.published else None,
        "accessed": {"date-parts": [_parts(taken.day, 3)]} if link else None,
        "URL": link,
        "language": source.language,
        "abstract": one_line(one.quoted),
        "annote": one_line(_told(one, taken)),
        "note": one_line(_note(one, taken) or ""),
    }


def _date_parts(day: PartialDate) -> Iterator[list[int]]:
    yield _parts(day.first, day.precision)
    if "/" in day.text:
        yield _parts(day.last, day.precision)


def _parts(day: date, precision: int) -> list[int]:
    return [day.year, day.month, day.day][:precision]


def _told(one: Reference, taken: Bibliography) -> str:
    return one.statement.wording.get(taken.lang) or one.statement.wording["en"]


def _note(one: Reference, taken: Bibliography) -> str | None:
    return taken.notes.get(one.key)


def _address(one: Reference, taken: Bibliography) -> str | None:
    """Where it can be read: at its publisher's, else by the link to the statement."""
    url = one.source.url or ""
    address = url if url.startswith(("https://", "http://")) else taken.link(one.statement)
    return _NO_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", one_line(address)) if address else None


def _tex(text: str | None) -> str | None:
    return one_line(text).translate(_TO_TEX) if text else None


_WRITERS: Mapping[CitationFormat, Callable[[Iterable[Reference], Bibliography], str]] = {
    CitationFormat.BIBTEX: _bibtex,
    CitationFormat.RIS: _ris,
    CitationFormat.CSL: _csl,
}
