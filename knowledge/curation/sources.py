"""The folder `seeds/`: curated documents listed in `sources.yaml`, and imported archives (`*.jsonl`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.curation.records import ArchiveRecord, SourceRecord, SourcesRecord
from knowledge.errors import InvalidFiles, Problem
from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE, lines, open_regular, read_regular
from knowledge.files.describing import describe
from knowledge.files.strict_yaml import YamlFile, load
from knowledge.model import Curation, Source

MOST_BYTES = 64 * MEBIBYTE
"""Of one document, and of a line of an archive."""


@dataclass(slots=True)
class SeedsReading:
    """What was found in a seeds folder, and what is wrong with it."""

    sources: dict[str, Source] = field(default_factory=dict)
    records: dict[str, SourceRecord] = field(default_factory=dict)
    """Of the documents that are listed and can be read."""
    problems: list[Problem] = field(default_factory=list)
    listing: YamlFile = field(default_factory=lambda: YamlFile("seeds/sources.yaml"))

    @property
    def waivers(self) -> dict[str, tuple[str, ...]]:
        """The words of each listed document that need no quote."""
        return {id_: tuple(waiver.words for waiver in record.waived) for id_, record in self.records.items()}

    @property
    def curation(self) -> dict[str, Curation]:
        """How far each listed document is curated."""
        return {id_: record.curation for id_, record in self.records.items()}


def read_seeds(folder: Path, *more: Path) -> SeedsReading:
    """Read the documents of a folder; one that has neither list nor archive holds no sources.

    Of `more` folders only the archives are read.
    """
    reading = SeedsReading()
    listing = folder / "sources.yaml"
    if listing.exists():
        record, reading.listing = load(listing, SourcesRecord, name="seeds/sources.yaml")
        reading.problems += reading.listing.problems
        for source_id, source in record.sources.items() if record else ():
            _read_curated(folder, source_id, source, reading)
    for archive in sorted(path for one in (folder, *more) for path in one.glob("*.jsonl")):
        _read_archive(archive, reading)
    return reading


def sound_seeds(folder: Path) -> SeedsReading:
    """The same of one folder; InvalidFiles where anything is wrong with it."""
    reading = read_seeds(folder)
    if reading.problems:
        raise InvalidFiles(reading.problems)
    return reading


def _read_curated(folder: Path, source_id: str, record: SourceRecord, reading: SeedsReading) -> None:
    place = ("sources", source_id, "file")
    path = folder / record.file
    try:
        raw = _bytes_inside(folder, path)
        text = raw.decode("utf-8")
    except (OSError, ValueError) as error:
        reading.problems.append(reading.listing.problem(place, f"{record.file} cannot be read: {error}"))
        return
    digest = hashlib.sha256(raw).hexdigest()
    if digest != record.sha256:
        message = f"{record.file} has changed: its sha256 is {digest}; restore the document or review every quote"
        reading.problems.append(reading.listing.problem(("sources", source_id, "sha256"), message))
    for index, waiver in enumerate(record.waived):
        if waiver.words not in text:
            where = ("sources", source_id, "waived", index, "words")
            reading.problems.append(
                reading.listing.problem(where, "these words do not stand in the document; copy them from it")
            )
    reading.records[source_id] = record
    reading.sources[source_id] = Source(
        id=source_id,
        language=record.language,
        received=record.received,
        sha256=digest,
        text=text,
        title=record.title,
        publisher=record.publisher,
        published=record.published,
        note=record.note.texts() if record.note else None,
        short=record.short.texts() if record.short else None,
        curated=record.curation is not Curation.NONE,
        url=record.url,
    )


def _bytes_inside(folder: Path, path: Path) -> bytes:
    """The content of a file that really lies in the folder; ValueError for a link that leads out."""
    if leads_out(path, folder):
        raise ValueError("lies outside the seeds folder")
    return read_regular(path, most=MOST_BYTES)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file of a folder is a link to what lies elsewhere."""
    return not path.resolve().is_relative_to(folder.resolve())


def _read_archive(path: Path, reading: SeedsReading) -> None:
    name = f"seeds/{path.name}"
    if leads_out(path, path.parent):
        reading.problems.append(Problem(name, 0, "", "is a link that leads out of the seeds folder"))
        return
    for number, record, problem in read_lines(path, name):
        if problem:
            reading.problems.append(problem)
        elif record and record.id in reading.sources:
            message = f"source {record.id!r} exists already; ids are unique over the whole folder"
            reading.problems.append(Problem(name, number, "id", message))
        elif record:
            reading.sources[record.id] = archived_source(record)


def archived_source(record: ArchiveRecord) -> Source:
    """The source that a line of an archive stands for."""
    return Source(
        id=record.id,
        language=record.language,
        received=record.received or date.min,
        sha256=hashlib.sha256(record.text.encode()).hexdigest(),
        text=record.text,
        title=record.title.strip() or None,
        publisher=record.publisher,
        published=record.date,
        url=record.url,
        curated=False,
    )


def read_lines(path: Path, name: str) -> Iterator[tuple[int, ArchiveRecord | None, Problem | None]]:
    """Each line of an archive as (line number, record or None, problem or None); blank lines are skipped."""
    try:
        stream = open_regular(path)
    except (OSError, ValueError) as error:
        yield 0, None, Problem(name, 0, "", f"cannot be read: {error}")
        return
    with stream:
        for number, raw in enumerate(lines(stream, most=MOST_BYTES), start=1):
            if raw is None:
                yield number, None, Problem(name, number, "", f"is longer than {MOST_BYTES // MEBIBYTE} MiB")
            elif raw.strip():
                yield number, *_read_line(raw, name, number)


def _read_line(raw: bytes, name: str, number: int) -> tuple[ArchiveRecord | None, Problem | None]:
    try:
        return ArchiveRecord.model_validate(_known(strict_json.loads(raw))), None
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return None, Problem(name, number, ".".join(map(str, detail["loc"])), describe(detail))
    except (ValueError, TypeError) as error:
        return None, Problem(name, number, "", f"is no JSON object in UTF-8: {error}")


def _known(data: Any) -> Mapping[str, Any]:
    """The fields that Marsad keeps; null counts as absent. TypeError unless `data` is an object."""
    if not isinstance(data, dict):
        raise TypeError("the line holds no object")
    return {key: value for key, value in data.items() if key in ArchiveRecord.model_fields and value is not None}
