"""The words by which sentences are told from each other and from the edges of a page: `sentences.yaml`."""

from __future__ import annotations

from functools import cache

from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, read_texts


class SentenceWords(Record):
    """The whole of `sentences.yaml`, which says what each list is for."""

    titles: Listed
    shortened: Listed
    counted: Listed
    closing: Listed
    beginners: Listed
    labelled: Listed
    says: Listed
    left_open: Listed
    networks: Listed
    beside_networks: Listed
    alone: Listed
    on_pages: Listed
    bylines: Listed
    of_a_time: Listed
    credits: Listed
    before_headlines: Listed
    page: Listed
    of_pages: Listed
    comments: Listed
    before_a_link: Listed
    of_a_picture: Listed
    rights: Listed
    copyright: Listed
    as_sent: Listed
    reached_by: Listed


@cache
def sentence_words() -> SentenceWords:
    """The lists, read once."""
    return read_texts("sentences", SentenceWords)
