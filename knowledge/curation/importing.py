"""Takes archives of uncurated documents into a knowledge folder: one file in, one file there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.curation.records import ArchiveRecord
from knowledge.curation.sources import read_lines, sound_seeds
from knowledge.errors import Problem
from knowledge.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and what was wrong with the lines that it did not take."""

    added: int
    unchanged: int
    archive: Path
    problems: tuple[Problem, ...] = ()


def import_archive(archive: Path, into: Path, *, today: date, progress: Progress = silent) -> Imported:
    """Add the documents of a JSON Lines file to `into`/seeds; bad lines are told and the others taken.

    The same id with the same text is no change; with another text it is a problem. InvalidFiles, and nothing
    written, where the seeds themselves cannot be read.
    """
    seeds = into / "seeds"
    sources = sound_seeds(seeds).sources.values()
    sorting = Sorting({source.id: digest_of(source.text) for source in sources}, today)
    added = list(sorting.new(archive, progress))
    target = seeds / f"{archive.stem}.jsonl"
    if added:
        (into / "facts").mkdir(parents=True, exist_ok=True)
        seeds.mkdir(parents=True, exist_ok=True)
        _append(target, added)
    return Imported(len(added), sorting.unchanged, target, tuple(sorting.problems))


def digest_of(text: str) -> str:
    """What stands for a text."""
    return hashlib.sha256(text.encode()).hexdigest()


class Sorting:
    """Tells new documents from those that are there and from bad lines."""

    def __init__(self, digests: dict[str, str], today: date) -> None:
        """`digests` are of the texts that are there already, by id: the texts of an archive have no room in memory."""
        self.unchanged = 0
        self.problems: list[Problem] = []
        self._digests = digests
        self._today = today

    def new(self, archive: Path, progress: Progress = silent) -> Iterator[ArchiveRecord]:
        """The new documents of a file, as they come."""
        size, read = archive.stat().st_size, 0
        for number, record, problem in read_lines(archive, archive.name):
            read += len(record.text.encode()) if record else 0
            progress("importing", min(read, size), size)
            if problem:
                self.problems.append(problem)
            elif record and record.id in self._digests:
                self._compare(record, archive.name, number)
            elif record:
                self._digests[record.id] = digest_of(record.text)
                yield record.model_copy(update={"received": record.received or self._today, "lang": record.language})
        progress("importing", 1, 1)

    def _compare(self, record: ArchiveRecord, name: str, number: int) -> None:
        if self._digests[record.id] == digest_of(record.text):
            self.unchanged += 1
            return
        reason = (
            f"{record.id!r} is there already with another text; a source never changes, give the new one its own id"
        )
        self.problems.append(Problem(name, number, "id", reason))


def _append(target: Path, records: list[ArchiveRecord]) -> None:
    """Write the archive anew with the records at its end, aside first: a broken write leaves the old one whole."""
    aside = target.with_suffix(".part")
    with aside.open("wb") as stream:
        if target.exists():
            present = target.read_bytes()
            stream.write(present if present.endswith(b"\n") else present + b"\n")
        for record in records:
            stream.write(record.model_dump_json(exclude_none=True).encode() + b"\n")
    aside.replace(target)
