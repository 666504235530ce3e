"""The archive lies beside the facts: whatever becomes of its file, questions are answered."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.archive.door import ArchiveDoor

DAMAGES: dict[str, Callable[[Path], object]] = {
    "no database": lambda path: path.write_bytes(b"x" * 9_000),
    "empty": lambda path: path.write_bytes(b""),
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_in_an_archive_that_cannot_be_read_nothing_is_found(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    damage(tmp_path / "archive.sqlite")

    assert list(ArchiveDoor(tmp_path / "archive.sqlite").search("ship", candidates=5)) == []
