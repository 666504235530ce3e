"""What the sentences of an archive mean, as rows of one file: appended by one process, mapped by all.

The head names the model and says how many rows count, and is written last: what a process that died has left behind it
is written over. Nothing here is a source: the file may be deleted, and is made anew.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from knowledge.files.owning import hand_over, make_folder
from knowledge.search.encoder import Encoder
from knowledge.search.grams import Array

_HEAD = struct.Struct("<8s488sI4xQ")
"""The form, the model, the numbers of a vector, and the rows."""
_FORM = b"MEANING1"
_COUNT_AT = _HEAD.size - 8
_MOST_OF_A_NAME = 488


def row_type(width: int) -> np.dtype[np.void]:
    """A sentence: where it stands, in which text (by the beginning of its digest) and language, and its vector."""
    return np.dtype(
        [
            ("document", "<u4"),
            ("sentence", "<u4"),
            ("start", "<u4"),
            ("end", "<u4"),
            ("language", "S8"),
            ("text", "<u8"),
            ("scale", "<f4"),
            ("codes", "i1", (width,)),
        ]
    )


def text_key(sha256: str) -> int:
    """By which a row knows its text again: numbers of documents are given anew when the last one is removed."""
    return int(sha256[:16], 16)


@dataclass(frozen=True, slots=True)
class VectorFile:
    """The file, for one model."""

    path: Path
    model: str
    width: int

    @property
    def row(self) -> np.dtype[np.void]:
        """A row of it."""
        return row_type(self.width)

    @property
    def stamp(self) -> tuple[int, int]:
        """What changes with its rows."""
        with self._opened() as file:
            count = self._count(file)
            return (os.fstat(file.fileno()).st_ino, count) if file and count else (0, 0)

    def rows(self) -> Array:
        """All rows, mapped: what is not looked at takes no memory."""
        with self._opened() as file:
            if not file or not (count := self._count(file)):
                return np.zeros(0, dtype=self.row)
            size = _HEAD.size + count * self.row.itemsize
            whole = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
        return np.frombuffer(whole, dtype=self.row, count=count, offset=_HEAD.size)

    def append(self, rows: Array) -> None:
        """Add rows; they count once they lie on the disk."""
        with self._opened("r+b") as file:
            count = self._count(file)
            if not file or not count:
                self.replace(rows)
                return
            file.seek(_HEAD.size + count * self.row.itemsize)
            file.write(rows.tobytes())
            file.flush()
            os.fdatasync(file.fileno())
            file.seek(_COUNT_AT)
            file.write(struct.pack("<Q", count + len(rows)))

    def replace(self, rows: Array) -> None:
        """Have these rows and no others; who has mapped the old ones keeps them."""
        make_folder(self.path.parent)
        new = self.path.with_name(f"{self.path.name}.new")
        with new.open("wb") as file:
            file.write(_HEAD.pack(_FORM, self._name, self.width, len(rows)))
            file.write(rows.tobytes())
            file.flush()
            os.fsync(file.fileno())
        hand_over(new)
        new.replace(self.path)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else writes it, for as long as the block takes."""
        make_folder(self.path.parent)
        with self.path.with_name(f"{self.path.name}.lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    @contextmanager
    def _opened(self, mode: str = "rb") -> Iterator[BinaryIO | None]:
        """The file; None where there is none."""
        try:
            file = cast("BinaryIO", self.path.open(mode))
        except FileNotFoundError:
            yield None
            return
        with file:
            yield file

    def _count(self, file: BinaryIO | None) -> int:
        """How many rows a file has of this model."""
        head = file.read(_HEAD.size) if file else b""
        if not file or len(head) < _HEAD.size:
            return 0
        form, model, width, count = _HEAD.unpack(head)
        is_own = form == _FORM and model.rstrip(b"\0") == self._name and width == self.width
        room = (os.fstat(file.fileno()).st_size - _HEAD.size) // self.row.itemsize
        return min(int(count), room) if is_own else 0

    @property
    def _name(self) -> bytes:
        return self.model.encode()[:_MOST_OF_A_NAME]


def vectors_beside(archive: Path, encoder: Encoder) -> VectorFile:
    """Those of an archive, which lie beside it."""
    return VectorFile(archive.with_name(f"{archive.stem}-meaning"), encoder.model, len(encoder.query("")))
