"""The documents that the desk shows: those of the knowledge folder, and those of the archive that it does not have."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.archive.documents import Archive
from knowledge.curation.adding import Given, ReceivedFile, Taken
from knowledge.curation.folder import Folder
from knowledge.curation.keeping import KeptDocument, Seeds
from knowledge.curation.received import received
from knowledge.curation.sources import sound_seeds
from knowledge.documents.extract import Extract
from knowledge.documents.file_dates import read_date
from knowledge.errors import NotFound, UnreadableFile
from knowledge.files.strict_yaml import Record
from knowledge.model import Source


class NamedPaper(Record):
    """A document, and who asks."""

    document: str = ""
    who: str = ""
    about: str = ""
    """The entity that the document is about."""


class UploadedPaper(Record):
    """A file as the page sends it, and what an editor says of it."""

    name: str
    data: str
    """In base64."""
    title: str = ""
    publisher: str = ""
    date: str = ""

    def received(self) -> ReceivedFile:
        """The file with its text; UnreadableFile says why there is none."""
        try:
            content = base64.b64decode(self.data, validate=True)
            day = read_date(self.date) if self.date.strip() else None
        except (binascii.Error, ValueError) as error:
            raise UnreadableFile(str(error)) from error
        given = Given(title=self.title.strip() or None, publisher=self.publisher.strip() or None, date=day)
        return received(self.name.replace("\\", "/").rpartition("/")[2], content, given)


@dataclass(frozen=True, slots=True)
class Papers:
    """Of one knowledge folder and one archive."""

    folder: Folder
    archive: Archive

    @property
    def _own(self) -> Seeds:
        return Seeds(self.folder.root, self.folder.seeds)

    def all(self) -> Iterator[tuple[KeptDocument, bool]]:
        """Every document and whether the folder has it: those first."""
        own = list(self._own.all())
        yield from ((one, True) for one in own)
        known = {one.source.id for one in own}
        if self.archive.path.exists():
            yield from ((one, False) for one in self.archive.all() if one.source.id not in known)

    def get(self, id_: str) -> tuple[Source, bool]:
        """A document, and whether the folder has it; NotFound where neither has."""
        found = sound_seeds(self.folder.seeds).sources.get(id_)
        if found is not None:
            return found, True
        if not self.archive.path.exists():
            raise NotFound(f"{id_}: no document has this id")
        return self.archive.get(id_).source, False

    def take(self, incoming: ReceivedFile, today: date) -> Taken:
        """Take a file into the folder."""
        return self._own.add(incoming, today=today)

    def adopt(self, id_: str, today: date) -> None:
        """Copy a document of the archive into the folder, as it was received; nothing where that has it already."""
        _, is_own = self.get(id_)
        if is_own:
            return
        kept = self.archive.get(id_)
        source, name = kept.source, kept.original or f"{id_}.txt"
        data = self.archive.original(id_)
        given = Given(id_, source.title, source.publisher, source.published, source.language)
        extract = Extract(source.text, pages=kept.pages)
        self._own.add(ReceivedFile(name, data, name.rpartition(".")[2], extract, given), today=today)


def described(kept: KeptDocument, *, is_own: bool) -> dict[str, Any]:
    """A document in the list."""
    source = kept.source
    return {
        "id": source.id,
        "lang": source.language,
        "title": source.title,
        "publisher": source.publisher,
        "date": str(source.published) if source.published else None,
        "words": len(source.text.split()),
        "curated": source.curated,
        "own": is_own,
    }
