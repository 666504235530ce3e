"""The engine over the built-in knowledge, compiled in memory, as of a fixed day."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from knowledge import base, compiler, curation
from knowledge.answers import Engine

TODAY = date(2026, 11, 21)


def load_engine(folder: Path = curation.DEFAULT) -> Engine:
    """Read, check, compile and load the facts; nothing is written."""
    connection = sqlite3.connect(":memory:")
    try:
        compiler.write(curation.read(curation.Folder.locate(folder)), connection)
        return Engine(base.read(connection, Path(":memory:"))).warm()
    finally:
        connection.close()
