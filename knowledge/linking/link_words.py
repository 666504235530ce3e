"""The words by which documents are linked to whom they name: `linking.yaml`."""

from __future__ import annotations

from functools import cache

from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, read_texts


class LinkWords(Record):
    """The whole of `linking.yaml`, which says what each list is for."""

    rulers: Listed
    before_a_town: Listed
    said_there: Listed
    behind_a_town: Listed
    says: Listed
    said: Listed
    joins: Listed
    office_before: Listed
    office_behind: Listed
    institutes: Listed
    one_of_many: Listed
    no_theme: Listed
    bodies: Listed
    freely: Listed
    no_longer: Listed
    deputies: Listed
    small_in_names: Listed
    about: Listed
    longer_names: Listed
    kinds: Listed
    sports: Listed
    roles: Listed
    nisba_endings: Listed


@cache
def link_words() -> LinkWords:
    """The lists, read once."""
    return read_texts("linking", LinkWords)
