"""Writes a file whole, so that a reader, or a power cut, meets the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_file(path: Path, content: str | bytes) -> None:
    """Put a content in the place of a file's; its folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def or_as_before(*paths: Path) -> Iterator[None]:
    """Put files back as they were where anything goes wrong."""
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != content:
                replace_file(path, content)
        raise


@contextmanager
def tree_or_as_before(*folders: Path) -> Iterator[None]:
    """The same of all YAML below some folders; what was made there meanwhile goes."""
    before = set(_yaml(folders))
    try:
        with or_as_before(*before):
            yield
    except BaseException:
        for path in set(_yaml(folders)) - before:
            path.unlink(missing_ok=True)
        raise


def _yaml(folders: Iterable[Path]) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*.yaml"))
