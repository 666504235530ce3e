"""Where the parts of a knowledge folder lie, and which version they make; reads none of it, and imports little."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.compiled.schema import SCHEMA
from knowledge.errors import InvalidFiles, NoFolder, Problem
from knowledge.files.bounded import MEBIBYTE, open_regular
from knowledge.files.shipped import shipped
from knowledge.learned.reading import ASKING, ASSOCIATIONS, DECISION
from knowledge.learned.reading import BUILT_IN as LEARNED
from knowledge.vocabulary.reading_phrasings import BUILT_IN as VOCABULARY

_WORDS = ("vocabulary/", "learned/")
DEFAULT = shipped("knowledge")
"""The knowledge folder beside the code."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a knowledge folder lie."""

    facts: Path
    seeds: Path
    vocabulary: Path
    learned: Path
    archives: tuple[Path, ...] = ()
    """Of what was imported, beside those in `seeds`."""

    @classmethod
    def locate(cls, root: Path) -> Folder:
        """`facts/` in `root`, `seeds/` in it or beside it, `vocabulary/` and `learned/` in it or the built-in ones.

        Of two `seeds/` the one with `sources.yaml` holds the documents, and both their archives.
        """
        if not root.is_dir():
            raise NoFolder(f"{root}: no such folder; a knowledge folder holds facts/ and seeds/")
        inner, beside = root / "seeds", root.resolve().parent / "seeds"
        seeds, other = (beside, inner) if _is_hidden(inner, beside) else (inner, beside)
        if not (root / "facts").is_dir() and not inner.is_dir():
            raise NoFolder(f"{root}: holds neither facts/ nor seeds/")
        if any((root / "phrasings").glob("*.yaml")):
            raise NoFolder(f"{root}/phrasings is vocabulary/ now, with decision.yaml in learned/; move the files")
        own = _own(root / "vocabulary", VOCABULARY), _own(root / "learned", LEARNED)
        return cls(root / "facts", seeds, *own, archives=(other,) if other == inner or _lists(other) else ())

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.facts.parent

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file that decides the compiled form, with a name that does not depend on where it lies."""
        for part, root, patterns in (
            ("facts", self.facts, ("*.yaml", "*/*.yaml")),
            ("vocabulary", self.vocabulary, ("*.yaml", "claims/*.yaml", "operations/*.yaml")),
            ("learned", self.learned, (DECISION, ASSOCIATIONS, ASKING)),
            ("seeds", self.seeds, ("sources.yaml", "*.txt", "*.jsonl")),
            *(("archives", one, ("*.jsonl",)) for one in self.archives),
        ):
            for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
                yield f"{part}/{path.relative_to(root).as_posix()}", path

    def version(self) -> str:
        """The knowledge version: schema and a digest of every file."""
        return f"k{SCHEMA}-{_digest(self.files())}"

    def words(self) -> str:
        """The same of its vocabulary, of what was learned and of the code that reads both, whatever its facts."""
        return f"w{_code()}-{_digest((name, path) for name, path in self.files() if name.startswith(_WORDS))}"


@cache
def _code() -> str:
    return _digest((path.relative_to(DEFAULT).as_posix(), path) for path in sorted(DEFAULT.glob("**/*.py")))


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        try:
            _add(digest, name, path)
        except (OSError, ValueError) as error:
            raise InvalidFiles([Problem(name, 0, "", f"cannot be read: {error}")]) from error
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, name: str, path: Path) -> None:
    with open_regular(path) as stream:
        digest.update(f"{name}\0{os.fstat(stream.fileno()).st_size}\0".encode())
        while piece := stream.read(MEBIBYTE):
            digest.update(piece)


def _is_hidden(inner: Path, beside: Path) -> bool:
    """Whether the documents lie beside the folder: it has no `seeds/` of its own, or one without their list."""
    return not inner.is_dir() or (_lists(beside) and not _lists(inner))


def _lists(seeds: Path) -> bool:
    return (seeds / "sources.yaml").is_file()


def _own(folder: Path, built_in: Path) -> Path:
    return folder if folder.is_dir() else built_in
