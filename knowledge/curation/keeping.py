"""The documents of a knowledge folder, one by one: what `doc` adds, shows, lists and removes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.curation.adding import ReceivedFile, Taken, add_document, remove_document
from knowledge.curation.corpus import Folder, names_in
from knowledge.curation.records import SourceRecord, SourcesRecord
from knowledge.curation.rules import named_in
from knowledge.curation.sources import SeedsReading, read_seeds
from knowledge.dates import PartialDate
from knowledge.errors import InvalidFiles, NoFolder, NotFound, NotTaken
from knowledge.files.strict_yaml import load, load_or_raise
from knowledge.model import Source
from knowledge.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as it is kept."""

    id: str
    language: str
    text: str
    received: date
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
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
        reading = self._reading()
        if id_ not in reading.sources:
            raise NotFound(f"{id_}: no document has this id")
        return _kept(reading.sources[id_], self._records().get(id_))

    def all(self) -> Iterator[KeptDocument]:
        """Every document, in the order of the files."""
        records = self._records()
        return (_kept(source, records.get(id_)) for id_, source in self._reading().sources.items())

    def remove(self, id_: str) -> None:
        """Take a document out; NotTaken where a statement cites it, or where it is a line of an archive."""
        if cited := next(self._citing(id_), None):
            raise NotTaken(f"{id_}: {cited} cites it")
        if id_ in self._reading().sources and id_ not in self._records():
            raise NotTaken(f"{id_}: is a line of an archive; remove it from the .jsonl file")
        remove_document(self.seeds, id_)

    def _citing(self, id_: str) -> Iterator[str]:
        """The files of facts that name a document as their source."""
        for path in sorted((self.root / "facts").glob("*/*.yaml")):
            if _names_source(load(path, SourcesRecord)[1].data, id_):
                yield f"facts/{path.parent.name}/{path.name}"

    def _reading(self) -> SeedsReading:
        reading = read_seeds(self.seeds)
        if reading.problems:
            raise InvalidFiles(reading.problems)
        return reading

    def _records(self) -> Mapping[str, SourceRecord]:
        path = self.seeds / "sources.yaml"
        return load_or_raise(path, SourcesRecord, name="seeds/sources.yaml").sources if path.exists() else {}


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


def _kept(source: Source, record: SourceRecord | None) -> KeptDocument:
    return KeptDocument(
        id=source.id,
        language=source.language,
        text=source.text,
        received=source.received,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=record.url if record else None,
        original=(record.original.file if record.original else record.file) if record else None,
        pages=record.pages if record else (),
    )
