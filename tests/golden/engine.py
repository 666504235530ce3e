"""The engine over the built-in knowledge, compiled in memory, as of a fixed day."""

from __future__ import annotations

from datetime import date

from knowledge import compiler, curation
from knowledge.answers import Engine

TODAY = date(2026, 11, 21)


def load_engine() -> Engine:
    """Read, check, compile and load the facts; nothing is written."""
    return Engine(compiler.in_memory(curation.read(curation.Folder.locate(curation.DEFAULT)))).warm()
