"""Takes archives of uncurated documents into a knowledge folder: one file in, one file there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.curation.records import ArchiveRecord
from knowledge.curation.sources import SeedsReading, read_lines, read_seeds
from knowledge.errors import InvalidFiles, Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    unchanged: int
    archive: Path


def import_archive(archive: Path, into: Path, *, today: date) -> Imported:
    """Add the documents of a JSON Lines file to `into`/seeds; InvalidFiles, and nothing written, if a line is bad.

    The same id with the same text is no change; with another text it is a problem.
    """
    seeds = into / "seeds"
    present = read_seeds(seeds) if seeds.is_dir() else SeedsReading()
    added, unchanged = _sort_lines(archive, present, today)
    target = seeds / f"{archive.stem}.jsonl"
    (into / "facts").mkdir(parents=True, exist_ok=True)
    seeds.mkdir(parents=True, exist_ok=True)
    _append(target, added)
    return Imported(len(added), unchanged, target)


def _sort_lines(archive: Path, present: SeedsReading, today: date) -> tuple[list[ArchiveRecord], int]:
    problems = list(present.problems)
    added: dict[str, ArchiveRecord] = {}
    unchanged = 0
    texts: dict[str, str] = {source.id: source.text for source in present.sources.values()}
    for number, record, problem in read_lines(archive, archive.name):
        if problem:
            problems.append(problem)
        elif record and record.id in texts:
            unchanged += 1
            problems += _changed(texts, record, archive.name, number)
        elif record:
            texts[record.id] = record.text
            added[record.id] = record.model_copy(update={"received": record.received or today})
    if problems:
        raise InvalidFiles(problems)
    return list(added.values()), unchanged


def _changed(texts: Mapping[str, str], record: ArchiveRecord, name: str, number: int) -> list[Problem]:
    if texts[record.id] == record.text:
        return []
    message = f"{record.id!r} is there already with another text; a source never changes, give the new one its own id"
    return [Problem(name, number, "id", message)]


def _append(target: Path, records: list[ArchiveRecord]) -> None:
    """Write the archive anew with the records at its end, aside first: a broken write leaves the old one whole."""
    if not records:
        return
    aside = target.with_suffix(".part")
    with aside.open("wb") as stream:
        if target.exists():
            present = target.read_bytes()
            stream.write(present if present.endswith(b"\n") else present + b"\n")
        for record in records:
            stream.write(record.model_dump_json(exclude_none=True).encode() + b"\n")
    aside.replace(target)
