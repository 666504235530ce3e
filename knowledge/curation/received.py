"""A file as it is received: read apart, and shown to whoever confirms what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.curation.adding import Given, ReceivedFile
from knowledge.documents.datelines import dateline_day
from knowledge.documents.isolated import read_apart
from knowledge.documents.kinds import format_of

_DATED_BY_PROGRAMS = ("pdf", "docx", "odt")
_PROPOSED = ("title", "publisher", "date", "url")


def received(name: str, data: bytes, given: Given) -> ReceivedFile:
    """A file with its text, read in a process of its own; UnreadableFile says why there is none."""
    ending = format_of(name, data).value
    extract = read_apart(name, data)
    said = extract.proposed
    if (day := dateline_day(extract.text)) and (said.date is None or ending in _DATED_BY_PROGRAMS):
        extract = replace(extract, proposed=replace(said, date=day))
    return ReceivedFile(name, data, ending, extract, given)


def is_dated_by_program(one: ReceivedFile) -> bool:
    """Whether its day is the one on which the file was made, which need not be that of publication."""
    date = one.extract.proposed.date
    is_made = one.ending in _DATED_BY_PROGRAMS and date is not None and date != dateline_day(one.extract.text)
    return is_made and one.given.date is None


def without_day_of_file(one: ReceivedFile) -> ReceivedFile:
    """The same without a day that nobody has confirmed."""
    if not is_dated_by_program(one):
        return one
    proposed = one.extract.proposed
    told = one.extract.warned(f"the file was made on {proposed.date}; say --date if it was published then")
    return replace(one, extract=replace(told, proposed=replace(proposed, date=None)))


def proposals(one: ReceivedFile) -> Iterator[tuple[str, object]]:
    """What nobody but the document itself says: the name of a field, and its value."""
    for name in _PROPOSED:
        value = getattr(one.extract.proposed, name)
        if value and not getattr(one.given, name, None):
            yield name, value
