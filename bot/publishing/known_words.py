"""The vocabulary as it was compiled before: reading it again is more than half of checking edited facts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from knowledge.compiled.base import KnownWords, load_words
from knowledge.compiled.edition import words_of
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact

_MOST = 4
"""Files that are looked at: the latest know today's vocabulary, or none does."""


def known_words(folder: Folder, data: Path) -> KnownWords | None:
    """Of a version with the vocabulary of a folder as it is now, whatever its facts; None where none is compiled."""
    wanted = folder.words()
    for file in list(_latest_first(data))[:_MOST]:
        if words_of(file) == wanted:
            try:
                return load_words(file)
            except UnusableArtefact:
                continue
    return None


def _latest_first(data: Path) -> Iterator[Path]:
    files: list[Path] = []
    with contextlib.suppress(OSError):  # who checks facts need have no right in the data folder
        files += [*(data / "cache").glob("*.sqlite"), *(data / "knowledge").glob("k*.sqlite")]
    return (file for _, file in sorted(((_changed(file), file) for file in files), reverse=True))


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
