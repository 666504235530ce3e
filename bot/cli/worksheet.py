"""A worksheet: a file in which an editor says what is taken over from a document, by the ids of proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import RootModel

from knowledge.errors import InvalidFiles, Problem
from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import YamlFile, load
from knowledge.model import LANGUAGES

WAIVED = "waived"
_CALLED = ("wording", "names")
"""What `ar` and `en` alone stand for."""


class _WorksheetRecord(RootModel[dict[str, Any]]):
    """By the id of a proposal what is accepted of it: one that is wrong keeps no other from being taken."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One of a worksheet, and where it stands."""

    at: Path_
    """Its id; of words that are waived also their number."""
    given: Any
    document: YamlFile
    """Knows the line of each key."""

    @property
    def id(self) -> str:
        """Of a proposal, or `waived`."""
        return str(self.at[0])

    def problem(self, message: str, *inside: str | int) -> Problem:
        """A mistake in it."""
        return self.document.problem((*self.at, *inside), message)

    def written(self, inner: list[str]) -> Path_:
        """The place in the worksheet of one in the record that was made of it."""
        given: Mapping[str, Any] = self.given
        head, *rest = inner
        if head in _CALLED and rest and rest[0] in LANGUAGES and rest[0] in given:
            return (rest[0],)
        if head == "aliases" and rest[1:2] and rest[1] in given:
            return (rest[1],)
        if head == "citations" and "quote" in given and rest[:1] == ["0"]:
            return ("quote",)
        return tuple(int(one) if one.isdecimal() else one for one in inner)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """All entries of a file."""

    written: Mapping[str, Any]
    document: YamlFile

    @classmethod
    def read(cls, path: Path) -> Worksheet:
        """InvalidFiles where it is no YAML, or is no mapping of ids."""
        record, document = load(path, _WorksheetRecord)
        if record is None:
            raise InvalidFiles(document.problems)
        return cls(record.root, document)

    def entries(self) -> Iterator[Entry]:
        """Entities before statements, which may be about them; else in the order of the file."""
        for id_, given in sorted(self.written.items(), key=lambda one: "." in one[0]):
            if id_ == WAIVED and isinstance(given, list):
                yield from (Entry((id_, number), one, self.document) for number, one in enumerate(given))
            else:
                yield Entry((id_,), given, self.document)
