"""Who accepted, changed and published what, and when: a line of JSON each, at the end of a file of the folder."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE, lines, open_regular

NAME = "chronicle.jsonl"
"""In the knowledge folder; nothing of it is compiled."""


class Deed(StrEnum):
    """What somebody did."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    TAKEN_BACK = "taken-back"
    WAIVED = "waived"
    WANTED_AGAIN = "wanted-again"
    """Words that were waived."""
    JUDGED = "judged"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The file of one knowledge folder; what was written stays as it is."""

    root: Path

    def add(self, deed: Deed, what: str, *, who: str, at: datetime, **more: str | None) -> None:
        """Write one line, on the disk when this returns."""
        known = {key: value for key, value in more.items() if value}
        line = json.dumps({"at": at.isoformat(timespec="seconds"), "who": who, "did": deed.value, "what": what} | known)
        append(self.root / NAME, line)

    def all(self) -> Iterator[Mapping[str, Any]]:
        """Every line, the oldest first; one that a crash cut off is left out."""
        return records(self.root / NAME)


def append(path: Path, line: str) -> None:
    """A line at the end of a file, whatever other processes write meanwhile; after half a line it begins a new one."""
    with path.open("ab+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0, os.SEEK_END)
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            line = line if stream.read(1) == b"\n" else f"\n{line}"
        stream.write(f"{line}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())


def records(path: Path, *, most: int = MEBIBYTE) -> Iterator[Mapping[str, Any]]:
    """The objects of a file, one a line; what is none is left out."""
    if not path.exists():
        return
    with open_regular(path) as stream:
        for raw in lines(stream, most=most):
            try:
                found = strict_json.loads(raw or b"")
            except (ValueError, TypeError):
                continue
            if isinstance(found, dict):
                yield found
