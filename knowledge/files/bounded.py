"""Reads from disk no more than was meant: regular files alone, and up to a size."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MEBIBYTE = 1024 * 1024
_SMALL = 64 * 1024


def read_regular(path: Path, *, most: int) -> bytes:
    """The content of a file; OSError, or a ValueError where it is a pipe or a device, or holds more bytes."""
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        content = stream.read(most + 1) if size <= most else b""
    if size > most or len(content) > most:
        raise ValueError(f"larger than {most // MEBIBYTE} MiB" if most >= MEBIBYTE else f"larger than {most} bytes")
    return content


def read_small(path: Path) -> str:
    """The text of a file that holds a line or a few; OSError, or a ValueError where it holds anything else."""
    return read_regular(path, most=_SMALL).decode("utf-8")


def require_regular(path: Path) -> None:
    """ValueError where something lies there that is no regular file: SQLite would wait for who writes into a pipe."""
    if path.exists() and not path.is_file():
        raise ValueError("is no regular file")


def open_regular(path: Path) -> BinaryIO:
    """A file to read from; OSError, or a ValueError where it is none that lies on a disk."""
    # Without O_NONBLOCK, opening a pipe waits for whoever writes into it.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ValueError("is no regular file")
    return os.fdopen(handle, "rb")


def lines(stream: BinaryIO, *, most: int) -> Iterator[bytes | None]:
    """The lines of a stream as they come; None for one of more than `most` bytes, which is passed over."""
    while raw := stream.readline(most + 1):
        if len(raw) <= most:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(most)
        yield None
