"""Fixtures that several test packages share.

The real knowledge is read, compiled and indexed once a run (about two seconds) and never changes: `corpus`,
`knowledge`, `engine`. A test of a rule builds the smallest folder that shows it with `folder`, and breaks it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from knowledge import base, compiler, curation
from knowledge.answers import Engine
from knowledge.base import KnowledgeBase
from knowledge.curation import Corpus, Folder
from tests.support.folders import KnowledgeFolder


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return curation.read(Folder.locate(curation.DEFAULT))


@pytest.fixture(scope="session")
def knowledge(corpus: Corpus) -> KnowledgeBase:
    return compiled(corpus)


@pytest.fixture(scope="session")
def engine(knowledge: KnowledgeBase) -> Engine:
    return Engine(knowledge).warm()


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder.made(tmp_path / "kb")


def compiled(corpus: Corpus) -> KnowledgeBase:
    connection = sqlite3.connect(":memory:")
    try:
        compiler.write(corpus, connection)
        return base.read(connection, Path(":memory:"))
    finally:
        connection.close()
