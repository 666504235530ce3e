"""A made-up world in the built-in words, made once a process: `town`."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation.corpus import Corpus
from knowledge.vocabulary.phrasings import Phrasings
from tests.support.town import townsfolk


@pytest.fixture(scope="session")
def phrasings(corpus: Corpus) -> Phrasings:
    return corpus.phrasings


@pytest.fixture(scope="session")
def town(corpus: Corpus) -> Engine:
    return townsfolk(corpus.phrasings, corpus.claim_reader)
