"""Compiles what a folder holds; imported when something is to be compiled."""

from __future__ import annotations

from pathlib import Path

from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus
from knowledge.files.owning import hand_over, make_folder
from knowledge.progress import Progress


def compiled(corpus: Corpus, target: Path, progress: Progress, *, semantic: bool) -> Path:
    """A file with vectors where they are asked for, made on all cores."""
    make_folder(target.parent)
    encoder = None
    if semantic:
        from knowledge.search.encoder import E5

        encoder = E5()
    compiler.compile_corpus(corpus, target, progress=progress, encoder=encoder)
    hand_over(target)
    return target


def in_memory(corpus: Corpus) -> KnowledgeBase:
    """The same without a file, and without vectors."""
    return compiler.in_memory(corpus)
