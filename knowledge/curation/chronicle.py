"""Who accepted, changed and published what, and when: a line of JSON each, at the end of a file of the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.files.json_lines import append, records

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
    elsewhere: Path | None = None
    """Where a running bot, which writes nothing in the folder, notes what was published from its chat."""

    def add(self, deed: Deed, what: str, *, who: str, at: datetime, **more: str | None) -> None:
        """Write one line, on the disk when this returns, behind what was done elsewhere before it."""
        for line in self._missing():
            append(self.root / NAME, line)
        known = {key: value for key, value in more.items() if value}
        done = {"at": at.isoformat(timespec="seconds"), "who": who, "did": deed.value, "what": what}
        append(self.root / NAME, done | known)

    def all(self) -> Iterator[Mapping[str, Any]]:
        """Every line, the oldest first; one that a crash cut off is left out."""
        own = list(records(self.root / NAME))
        return iter(sorted([*own, *self._missing()], key=_moment) if self.elsewhere else own)

    def _missing(self) -> list[Mapping[str, Any]]:
        """What was done elsewhere and does not stand here yet."""
        if self.elsewhere is None:
            return []
        own = list(records(self.root / NAME))
        return [one for one in records(self.elsewhere / NAME) if one not in own]


def _moment(line: Mapping[str, Any]) -> float:
    with contextlib.suppress(KeyError, TypeError, ValueError):
        return datetime.fromisoformat(line["at"]).timestamp()
    return 0.0
