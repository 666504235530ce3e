"""The words by which files are read, before anything is known of what they say: `documents.yaml`."""

from __future__ import annotations

from functools import cache

from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, read_texts


class DocumentWords(Record):
    """The whole of `documents.yaml`, which says what each list is for."""

    common: Listed
    months: dict[int, Listed]
    era: Listed
    no_title: Listed
    writes_in: Listed


@cache
def document_words() -> DocumentWords:
    """The lists, read once."""
    return read_texts("documents", DocumentWords)
