"""Engines of compiled files; a module of its own, for whoever answers nothing needs nothing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.answering.engine import Engine
from knowledge.archive.door import ArchiveDoor
from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase


def engine_of(path: Path, archive: ArchiveDoor, before: KnowledgeBase | None = None, *, semantic: bool) -> Engine:
    """An engine for a compiled file; UnusableArtefact when it has no vectors where they are asked for."""
    knowledge = base.load(path, before)
    if not semantic:
        return Engine(knowledge, elsewhere=archive)
    from knowledge.search import meaning
    from knowledge.search.encoder import E5

    encoder = E5(threads=1)
    return Engine(knowledge, meaning.load(path, encoder), replace(archive, encoder=encoder))
