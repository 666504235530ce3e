"""What editors decided of a document's draft, decision after decision, on disk: nothing that was said is ever lost."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.files.bounded import MEBIBYTE
from knowledge.files.json_lines import append, records
from knowledge.files.private import private_folder

_FILE = "decisions.jsonl"
_REFUSED = "refused.jsonl"

Item = Mapping[str, Any]
"""A proposal as the desk shows it: `Workbook`."""


class Verb(StrEnum):
    """What an editor can do."""

    EDIT = "edit"
    NEW = "new"
    ACCEPT = "accept"
    SKIP = "skip"
    SPLIT = "split"
    MERGE = "merge"
    WAIVE = "waive"
    UNDO = "undo"
    DRAFT = "draft"
    """The document is drafted anew."""


@dataclass(frozen=True, slots=True)
class EditorDecision:
    """One of them: the items as they are after it, and as they were."""

    number: int
    """From 1, in the order of the file."""
    verb: Verb
    who: str
    at: str
    after: tuple[Item, ...] = ()
    before: tuple[Item | None, ...] = ()
    """None: it was not there."""
    of: int = 0
    """The decision that is undone, or the draft that is begun with."""
    words: str = ""
    """That were waived."""

    def record(self) -> dict[str, Any]:
        """As a line holds it."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "number"}
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one document's draft."""

    folder: Path

    @property
    def path(self) -> Path:
        """Their file."""
        return self.folder / _FILE

    def all(self) -> Sequence[EditorDecision]:
        """Every one, the oldest first; half a line that a crash left counts nothing."""
        found = records(self.path, most=64 * MEBIBYTE)
        return [_decision(number, one) for number, one in enumerate(found, start=1)]

    def refuse(self, verb: Verb, who: str, at: str, problems: Sequence[str]) -> None:
        """Note that somebody decided what breaks a rule; it is in no draft."""
        private_folder(self.folder)
        append(self.folder / _REFUSED, {"verb": verb.value, "who": who, "at": at, "problems": list(problems)})

    def refused(self) -> int:
        """How often that was."""
        return sum(1 for _ in records(self.folder / _REFUSED))

    def add(self, decision: EditorDecision) -> None:
        """Write one down; on the disk when this returns."""
        private_folder(self.folder)
        append(self.path, decision.record())

    @contextmanager
    def as_long_as_before(self) -> Iterator[None]:
        """Cut off what was added where anything goes wrong, while nobody else decides."""
        size = self.path.stat().st_size if self.path.exists() else 0
        try:
            yield
        except BaseException:
            if self.path.exists():
                os.truncate(self.path, size)
            raise

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Keep other processes from deciding meanwhile."""
        private_folder(self.folder)
        with (self.folder / ".lock").open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _decision(number: int, record: Mapping[str, Any]) -> EditorDecision:
    return EditorDecision(
        number,
        Verb(record["verb"]),
        str(record.get("who", "")),
        str(record.get("at", "")),
        tuple(record.get("after", ())),
        tuple(record.get("before", ())),
        int(record.get("of", 0)),
        str(record.get("words", "")),
    )
