"""`doc`: documents of any usual format, in a knowledge folder or in the archive; searchable at once."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, Protocol

import typer

from bot.cli.own_folder import require_own
from bot.cli.session import IntoOption, JsonOption, KnowledgeOption, WrongUse, day, language_code, open_session, say
from bot.publishing.archives import archive_of
from knowledge.archive.door import ArchiveDoor
from knowledge.curation.adding import Given, ReceivedFile, Taken
from knowledge.curation.folder import Folder
from knowledge.curation.keeping import KeptDocument, Seeds, names_of
from knowledge.curation.received import proposals, received, without_day_of_file
from knowledge.dates import PartialDate
from knowledge.documents.file_dates import read_date
from knowledge.documents.reading import MOST_BYTES
from knowledge.errors import NoFolder, UnreadableFile
from knowledge.model import Source
from knowledge.quoting.stories import told_before
from knowledge.text.folding import words
from knowledge.text.sentences import sentences

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="A document.")]


def register(doc: typer.Typer) -> None:
    """Add the commands of this module."""
    doc.command()(add)
    doc.command()(text)
    doc.command("list")(list_)
    doc.command()(remove)


def add(
    file: Annotated[str, typer.Argument(metavar="FILE", help="txt, md, html, docx, odt, pdf, eml; - is stdin.")],
    *,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id, else from the name of the file.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title, else what it says itself.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="When (2024-04-25, 2024-04).")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Its language (ar, en, …).")] = None,
    into: IntoOption = None,
    knowledge: KnowledgeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a document in, to be searched and quoted at once."""
    folder = into or knowledge
    if folder:
        require_own(folder)
    store = store_of(folder)
    given = Given(id_, _given(title), _given(publisher), _given_date(date), language_code(lang))
    incoming = _read(file, given)
    if not as_json and file != "-" and sys.stdin.isatty():
        _confirm(incoming)
    else:
        incoming = without_day_of_file(incoming)
    taken = store.add(incoming, today=day(None))
    kept = store.get(taken.id).source
    warnings = [*incoming.extract.warnings, *taken.warnings, *_own_words(incoming)]
    if folder is None and (alike := told_before(ArchiveDoor(archive_of(open_session().settings).path), kept)):
        warnings.append(f"says nearly the same as {alike}; both are kept")
    if not taken.is_new:
        warnings = ["is there already; nothing has changed"]
    found = _told(kept, _names(folder, kept.text), warnings)
    for line in [json.dumps(found, ensure_ascii=False)] if as_json else _lines(kept, found):
        say(line)
    for warning in () if as_json else warnings:
        say(f"{taken.id}: {warning}", sys.stderr)
    if folder and not as_json:
        say(f"next: marsad doc draft {taken.id} --into {quote(str(folder))} --short", sys.stderr)


def text(id_: IdArgument, into: IntoOption = None, knowledge: KnowledgeOption = None) -> None:
    """Print the text that was taken from a document."""
    sys.stdout.write(store_of(into or knowledge).get(id_).source.text)
    sys.stdout.flush()


def list_(*, into: IntoOption = None, knowledge: KnowledgeOption = None, as_json: JsonOption = False) -> None:
    """List the documents, the newest last."""
    for kept in store_of(into or knowledge).all():
        record = _record(kept)
        known = " · ".join(str(record[key]) for key in ("date", "publisher", "title") if record[key])
        line = f"{record['id']}  {record['lang']}  {known}".rstrip()
        say(json.dumps(record, ensure_ascii=False) if as_json else line)


def remove(id_: IdArgument, into: IntoOption = None, knowledge: KnowledgeOption = None) -> None:
    """Take a document out, with its original; one that a statement cites stays."""
    folder = into or knowledge
    if folder:
        require_own(folder)
    store_of(folder).remove(id_)
    say(f"{id_} removed")


class Store(Protocol):
    """Where documents are kept, one by one."""

    def add(self, incoming: ReceivedFile, *, today: datetime.date) -> Taken:
        """Take one in."""

    def get(self, id_: str) -> KeptDocument:
        """One of them; NotFound where there is none."""

    def all(self) -> Iterator[KeptDocument]:
        """Every one."""

    def remove(self, id_: str) -> None:
        """Take one out."""


def store_of(folder: Path | None) -> Store:
    """Where documents are kept: a knowledge folder, else the archive of the data folder."""
    if folder is None:
        return archive_of(open_session().settings)
    try:
        return Seeds(folder, Folder.locate(folder).seeds)
    except NoFolder:
        return Seeds(folder, folder / "seeds")


def _names(folder: Path | None, text_: str) -> list[str]:
    """The entities that a text names, as that folder knows them, else that of the settings."""
    return names_of(folder or open_session().settings.knowledge.path, text_)


def _read(file: str, given: Given) -> ReceivedFile:
    name, data = _bytes(file)
    try:
        return received(name, data, given)
    except UnreadableFile as error:
        raise UnreadableFile(f"{name or 'stdin'}: {error}") from error


def _bytes(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "", sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(file)
    try:
        if not path.is_file():
            raise WrongUse(f"{file}: no such file")
        with path.open("rb") as stream:
            return path.name, stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read: {error.strerror}") from error


def _given(value: str | None) -> str | None:
    plain = " ".join((value or "").split())
    return plain or None


def _given_date(value: str | None) -> PartialDate | None:
    try:
        return read_date(value) if value else None
    except ValueError as error:
        raise WrongUse(f"--date: {error}") from error


def _confirm(incoming: ReceivedFile) -> None:
    """Show what the document says of itself, and ask whether that is right."""
    for line in _proposals(incoming):
        say(f"  {line}", sys.stderr)
    if not typer.confirm("Take it in like this?", default=True, err=True):
        raise WrongUse("nothing was taken in; say it better with --title, --publisher, --date, --lang or --id")


def _own_words(incoming: ReceivedFile) -> Iterator[str]:
    """What nobody but the document itself has said."""
    if proposals := ", ".join(_proposals(incoming)):
        yield f"as the document says itself: {proposals}"


def _proposals(incoming: ReceivedFile) -> list[str]:
    return [f"{name} {value}" for name, value in proposals(incoming)]


def _told(kept: Source, names: list[str], warnings: list[str]) -> dict[str, Any]:
    count = sum(1 for _ in sentences(kept.text))
    return {
        "id": kept.id,
        "lang": kept.language,
        "sentences": count,
        "words": len(words(kept.text)),
        "entities": names,
        "warnings": warnings,
    }


def _record(kept: KeptDocument) -> dict[str, Any]:
    source = kept.source
    return {
        "id": source.id,
        "lang": source.language,
        "title": source.title,
        "publisher": source.publisher,
        "date": str(source.published) if source.published else None,
        "received": source.received.isoformat(),
        "url": kept.url,
        "file": kept.original,
        "pages": len(kept.pages),
    }


def _lines(kept: Source, found: dict[str, Any]) -> Iterator[str]:
    yield f"{kept.id}: {found['sentences']} sentences, {found['words']} words ({kept.language})"
    for name, value in (("title", kept.title), ("publisher", kept.publisher), ("date", kept.published)):
        if value:
            yield f"  {name:9}  {value}"
    if found["entities"]:
        yield f"  names      {', '.join(found['entities'])}"
