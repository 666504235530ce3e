"""Files of JSON objects, one a line, to which several processes add."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE, lines, open_regular


def append(path: Path, record: Mapping[str, Any]) -> None:
    """A line at the end of a file, whatever other processes write meanwhile; after half a line it begins a new one."""
    line = json.dumps(record, ensure_ascii=False)
    with path.open("ab+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0, os.SEEK_END)
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            line = line if stream.read(1) == b"\n" else f"\n{line}"
        stream.write(f"{line}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())


def records(path: Path, *, most: int = MEBIBYTE) -> Iterator[Mapping[str, Any]]:
    """The objects of a file, one a line; what is none is left out."""
    if not path.exists():
        return
    with open_regular(path) as stream:
        for raw in lines(stream, most=most):
            try:
                found = strict_json.loads(raw or b"")
            except (ValueError, TypeError):
                continue
            if isinstance(found, dict):
                yield found
