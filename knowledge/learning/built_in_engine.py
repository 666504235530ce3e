"""The engine over the built-in knowledge, compiled in memory, as of a fixed day."""

from __future__ import annotations

from datetime import date

from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import DEFAULT, Folder

TODAY = date(2026, 11, 21)


def load_engine() -> Engine:
    """Read, check, compile and load the facts; nothing is written."""
    return Engine(compiler.in_memory(read_folder(Folder.locate(DEFAULT)))).warm()
