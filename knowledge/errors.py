"""Everything that can be wrong with knowledge.

KnowledgeError
├── InvalidFiles      one or more files break a rule; carries every problem found
├── UnusableArtefact  a compiled file is missing, damaged or of another version
├── NotFound          an id that the knowledge base does not hold
├── NotTaken          a document that cannot be added under its id
└── UnreadableFile    a document whose words cannot be taken out of its file
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file; `line` counts from 1, 0 where no line applies."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class KnowledgeError(Exception):
    """Base of all errors of this package."""


class InvalidFiles(KnowledgeError):
    """Files break the rules; `problems` holds all of them, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UnusableArtefact(KnowledgeError):
    """A compiled knowledge file cannot be used; the message names the command that helps."""

    def __init__(self, path: Path, reason: str, remedy: str = "rebuild it with `marsad kb build`") -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}; {remedy}")


class NotFound(KnowledgeError):
    """No entity, statement or source has this id."""


class NoFolder(KnowledgeError):
    """A path that should be a knowledge folder is none."""


class UnreadableFile(KnowledgeError):
    """No words can be taken from a document; the message is a predicate ("is protected by a password; …")."""


class NotTaken(KnowledgeError):
    """A document cannot be added, or be removed, as things are."""
