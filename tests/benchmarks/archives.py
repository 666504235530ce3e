"""Archives as an operator imports them: JSON lines in, a compiled knowledge base out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.curation.importing import import_archive

_DAY = date(2024, 5, 1)


def imported(documents: Iterable[Mapping[str, str]], folder: Path) -> KnowledgeBase:
    """Import documents into a folder without facts, build it and load what was built."""
    return base.load(built(documents, folder))


def built(documents: Iterable[Mapping[str, str]], folder: Path) -> Path:
    """Import documents into a folder without facts and build it; the compiled file."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / "archive.jsonl"
    with archive.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    import_archive(archive, folder / "kb", today=_DAY)
    return compiler.compile_corpus(read_folder(Folder.locate(folder / "kb")), folder / "kb.sqlite")
