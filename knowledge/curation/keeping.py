"""The documents of a knowledge folder, one by one: what `doc` adds, shows, lists and removes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.curation.adding import ReceivedFile, Taken, add_document, remove_document
from knowledge.curation.corpus import names_in
from knowledge.curation.folder import Folder
from knowledge.curation.records import SourcesRecord
from knowledge.curation.rules import named_in
from knowledge.curation.sources import SeedsReading, sound_seeds
from knowledge.errors import NoFolder, NotFound, NotTaken
from knowledge.files.strict_yaml import load
from knowledge.model import Source
from knowledge.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as it is kept: what the knowledge knows of it, and what is known of its file."""

    source: Source
    url: str | None = None
    original: str | None = None
    """The name of the file that was received; None for a line of an archive."""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seeds:
    """The documents of one knowledge folder."""

    root: Path
    seeds: Path

    def add(self, incoming: ReceivedFile, *, today: date) -> Taken:
        """As `adding.add_document`; the folder is made if it is missing."""
        (self.root / "facts").mkdir(parents=True, exist_ok=True)
        return add_document(self.seeds, incoming, today=today)

    def get(self, id_: str) -> KeptDocument:
        """A document; NotFound where there is none of this id."""
        reading = sound_seeds(self.seeds)
        if id_ not in reading.sources:
            raise NotFound(f"{id_}: no document has this id")
        return _kept(id_, reading)

    def all(self) -> Iterator[KeptDocument]:
        """Every document, in the order of the files."""
        reading = sound_seeds(self.seeds)
        return (_kept(id_, reading) for id_ in reading.sources)

    def remove(self, id_: str) -> None:
        """Take a document out; NotTaken where a statement cites it, or where it is a line of an archive."""
        if cited := next(self._citing(id_), None):
            raise NotTaken(f"{id_}: {cited} cites it")
        reading = sound_seeds(self.seeds)
        if id_ in reading.sources and id_ not in reading.records:
            raise NotTaken(f"{id_}: is a line of an archive; remove it from the .jsonl file")
        remove_document(self.seeds, id_)

    def _citing(self, id_: str) -> Iterator[str]:
        """The files of facts that name a document as their source."""
        for path in sorted((self.root / "facts").rglob("*.yaml")):
            if _names_source(load(path, SourcesRecord)[1].data, id_):
                yield path.relative_to(self.root).as_posix()


def names_of(root: Path, text: str) -> list[str]:
    """The entities of a folder that a text names; none where there are no facts."""
    try:
        lexicon = names_in(Folder.locate(root))
    except NoFolder:
        return []
    named = [named_in(text[start:end], lexicon) for start, end in sentences(text)]
    return sorted(set().union(*named))


def _names_source(data: object, id_: str) -> bool:
    match data:
        case dict():
            return data.get("source") == id_ or any(_names_source(one, id_) for one in data.values())
        case list():
            return any(_names_source(one, id_) for one in data)
        case _:
            return False


def _kept(id_: str, reading: SeedsReading) -> KeptDocument:
    source, record = reading.sources[id_], reading.records.get(id_)
    if record is None:
        return KeptDocument(source)
    original = record.original.file if record.original else record.file
    return KeptDocument(source, record.url, original, record.pages)
