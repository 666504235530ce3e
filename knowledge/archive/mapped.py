"""The arrays of a large segment, on the disk and mapped: what a search reads of them is the system's to keep or drop.

In memory they grew with the archive: 18 KB for a report of 300 words, 900 MB for a day of 500 feeds.
"""

from __future__ import annotations

import logging
import mmap
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from knowledge.files.arrays import StoredArray, StoredArrays

SMALLEST = 2 * 1024 * 1024
"""Bytes that are worth a file of their own."""
_ALIGNED = 64

log = logging.getLogger(__name__)


def mapped(arrays: StoredArrays, folder: Path) -> tuple[StoredArrays, mmap.mmap | None]:
    """The arrays, and the file without a name that they lie in and that ends with them; small ones stay in memory.

    So do those for which the folder has no room. It is that of the archive: where the system keeps temporary files
    may be memory again.
    """
    if sum(len(one.data) for one in arrays.values()) < SMALLEST:
        return arrays, None
    try:
        with TemporaryFile(dir=folder) as file:
            spans = dict(_written(arrays, file))
            file.flush()
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        log.warning("an index of the archive is held in memory: %s", error)
        return arrays, None
    view = memoryview(whole)
    return {name: StoredArray(arrays[name].type, view[span]) for name, span in spans.items()}, whole


def _written(arrays: StoredArrays, file: IO[bytes]) -> Iterator[tuple[str, slice]]:
    for name, one in arrays.items():
        start = file.tell()
        file.write(one.data)
        file.write(bytes(-len(one.data) % _ALIGNED))
        yield name, slice(start, start + len(one.data))
