"""A made-up world in the built-in words, made once a process: `town`."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.reading import BUILT_IN, read_phrasings
from knowledge.vocabulary.reading_claims import read_assertions
from tests.support.town import townsfolk


@pytest.fixture(scope="session")
def phrasings() -> Phrasings:
    found, problems = read_phrasings(BUILT_IN)
    assert found is not None, problems
    return found


@pytest.fixture(scope="session")
def town(phrasings: Phrasings) -> Engine:
    assertions, problems = read_assertions(BUILT_IN)
    assert assertions is not None, problems
    return townsfolk(phrasings, ClaimReader.of(assertions))
