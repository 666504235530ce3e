"""What the same files give is made once for all tests of a process: the words of a folder, and what it compiles to.

Both depend on nothing else; tests of the compiler go around this. Together they were a twentieth of all tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.publishing import compiling
from knowledge.curation import compiler, corpus
from knowledge.curation.corpus import Corpus
from knowledge.curation.folder import Folder
from knowledge.errors import Problem
from knowledge.files.owning import hand_over, make_folder
from knowledge.progress import Progress

_words, _compiled, _compile = corpus._words, compiling.compiled, compiler.compile_corpus


@contextmanager
def made_once() -> Iterator[None]:
    """As long as the block lasts."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(corpus, "_words", _Words()))
        stack.enter_context(patch.object(compiling, "compiled", _Compiled()))
        yield


class _Words(dict[str, tuple[Any, list[Problem]]]):
    """By digest of their files."""

    def __call__(self, folder: Folder, problems: list[Problem]) -> Any:
        key, before = folder.words(), len(problems)
        if key not in self:
            found = _words(folder, problems)
            self[key] = found, problems[before:]
            return found
        found, own = self[key]
        problems += own
        return found


class _Compiled(dict[tuple[str, str], bytes]):
    """By version and digest of the words."""

    def __call__(self, one: Corpus, target: Path, progress: Progress, *, semantic: bool) -> Path:
        key = one.version, one.words
        if semantic or compiler.compile_corpus is not _compile:
            return _compiled(one, target, progress, semantic=semantic)
        if key not in self:
            self[key] = _compiled(one, target, progress, semantic=False).read_bytes()
            return target
        make_folder(target.parent)
        target.write_bytes(self[key])
        hand_over(target)
        return target
