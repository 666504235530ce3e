"""The words by which texts name people, offices and places whom nobody has curated yet: `naming.yaml`."""

from __future__ import annotations

from functools import cache

from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, read_texts


class NameWords(Record):
    """The whole of `naming.yaml`, which says what each list is for."""

    within_names: Listed
    within_shown_names: Listed
    ranks: Listed
    titles: Listed
    articles: Listed
    joined: Listed
    counterpart: Listed
    follows_a_name: Listed
    in_a_place: Listed
    before_a_place: Listed
    oceans: Listed
    before_an_office: Listed
    is_appointed: Listed
    appoints: Listed


@cache
def name_words() -> NameWords:
    """The lists, read once."""
    return read_texts("naming", NameWords)
