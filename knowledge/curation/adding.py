"""Takes one document into the seeds of a knowledge folder, or out of them: files, and an entry in `sources.yaml`."""

from __future__ import annotations

import fcntl
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.curation.listing import LISTING, rewritten
from knowledge.curation.records import SourceRecord, SourcesRecord
from knowledge.curation.sources import SeedsReading, sound_seeds
from knowledge.dates import PartialDate
from knowledge.documents.extract import Extract
from knowledge.errors import NotFound, NotTaken
from knowledge.files.replacing import replace_file
from knowledge.files.strict_yaml import load_or_raise
from knowledge.model import Curation
from knowledge.text.runs import runs

_NO_WORD = re.compile(r"[^\w.]+")
_ID = re.compile(r"\w[\w.-]{0,99}")
_LONGEST_ID = 60
_RUN, _ALIKE = 3, 0.8
"""Runs of so many words that two texts share, of those of the shorter one, from which a warning says so."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an editor says of a document; it wins over what the document says of itself."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as it was received, and what was taken from it."""

    name: str
    data: bytes
    ending: str
    extract: Extract
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a document is now; not `is_new` where it was there already."""

    id: str
    is_new: bool
    warnings: tuple[str, ...]


def add_document(seeds: Path, incoming: ReceivedFile, *, today: date) -> Taken:
    """Write the original, its text and its entry; nothing is left where one of them cannot be written.

    The same bytes again are no change. InvalidFiles where the seeds are broken, NotTaken for an id that cannot be had.
    """
    with changing(seeds):
        reading = sound_seeds(seeds)
        digest = hashlib.sha256(incoming.data).hexdigest()
        if there := next((id_ for id_, one in reading.records.items() if digest in _digests(one)), None):
            return Taken(there, is_new=False, warnings=())
        id_ = _new_id(incoming, reading, digest)
        alike = _alike(incoming.extract.text, reading)
        record, files = _entry(id_, incoming, digest, today)
        _write(seeds, files, id_, record)
        return Taken(id_, is_new=True, warnings=(f"says nearly the same as {alike}",) if alike else ())


def remove_document(seeds: Path, id_: str) -> None:
    """Take a document out with its files; NotFound where it is none of `sources.yaml`."""
    with changing(seeds):
        path = seeds / LISTING
        listed = load_or_raise(path, SourcesRecord, name=f"seeds/{LISTING}").sources if path.exists() else {}
        if id_ not in listed:
            raise NotFound(f"{id_}: no document of {path} has this id")
        record = listed[id_]
        replace_file(path, rewritten(path, id_, None))
        for name in {record.file, *([record.original.file] if record.original else [])}:
            (seeds / name).unlink(missing_ok=True)


@contextmanager
def changing(seeds: Path) -> Iterator[None]:
    """Keep other processes from changing the documents meanwhile; the folder is made if it is missing."""
    seeds.mkdir(parents=True, exist_ok=True)
    with (seeds / ".lock").open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _digests(record: SourceRecord) -> tuple[str, ...]:
    return (record.original.sha256,) if record.original else (record.sha256,)


def _new_id(incoming: ReceivedFile, reading: SeedsReading, digest: str) -> str:
    """The one that is given, or one that follows from the name of the file."""
    given = incoming.given.id
    if given is not None:
        if not _ID.fullmatch(given):
            raise NotTaken(f"{given!r} is no id; use letters, digits, points and hyphens")
        if given in reading.sources:
            raise NotTaken(f"{given!r} is another document; a source never changes, give the new one its own id")
        return given
    return derived_id(incoming.name, digest, reading.sources.__contains__)


def derived_id(name: str, digest: str, is_taken: Callable[[str], bool]) -> str:
    """An id from the name of a file, and from its digest where that is taken or says nothing."""
    stem = _NO_WORD.sub("-", Path(name).stem.lower()).strip("-._")[:_LONGEST_ID]
    id_ = stem or f"doc-{digest[:8]}"
    return f"{id_}-{digest[:8]}" if is_taken(id_) else id_


def _alike(text: str, reading: SeedsReading) -> str | None:
    """A document that has most of the words of a text in the same order."""
    own = set(runs(text.split(), _RUN))
    for id_, source in reading.sources.items():
        if not 0.8 < len(source.text) / max(1, len(text)) < 1.25:
            continue
        other = set(runs(source.text.split(), _RUN))
        if own and len(own & other) >= _ALIKE * min(len(own), len(other)):
            return id_
    return None


def _entry(id_: str, incoming: ReceivedFile, digest: str, today: date) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The entry of `sources.yaml`, and the files that it names."""
    text = incoming.extract.text.encode()
    files = {f"{id_}.txt": text}
    original = None
    if text != incoming.data:
        name = f"{id_}.received.txt" if incoming.ending == "txt" else f"{id_}.{incoming.ending}"
        files[name] = incoming.data
        original = {"file": name, "sha256": digest}
    given, proposed = incoming.given, incoming.extract.proposed
    published = given.date or proposed.date
    known = {
        "file": f"{id_}.txt",
        "sha256": hashlib.sha256(text).hexdigest(),
        "language": given.language or proposed.language,
        "received": today.isoformat(),
        "title": given.title or proposed.title,
        "publisher": given.publisher or proposed.publisher,
        "published": str(published) if published else None,
        "url": proposed.url,
        "curation": Curation.NONE.value,
        "original": original,
        "pages": [str(page) for page in incoming.extract.pages],
    }
    return {key: value for key, value in known.items() if value}, files


def _write(seeds: Path, files: Mapping[str, bytes], id_: str, entry: Mapping[str, Any]) -> None:
    if stray := next((name for name in files if (seeds / name).exists()), None):
        raise NotTaken(f"{seeds / stray} is there already and listed nowhere; remove it or give another --id")
    written: list[Path] = []
    try:
        for name, content in files.items():
            written.append(seeds / name)
            replace_file(seeds / name, content)
        replace_file(seeds / LISTING, rewritten(seeds / LISTING, id_, entry))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
