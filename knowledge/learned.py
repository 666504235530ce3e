"""The file of what was learned from the tuning questions, read and checked; `associations.py` says what it means."""

from __future__ import annotations

import zipfile
from pathlib import Path

from knowledge.errors import Problem
from knowledge.stored import StoredArray, StoredArrays

_NAMES = ("signs", "weights", "rows", "targets", "terms", "nothing")

NOTHING_LEARNED: StoredArrays = {
    "signs": StoredArray("<u4", b""),
    "weights": StoredArray("<f4", b""),
    "rows": StoredArray("|i1", b""),
    "targets": StoredArray("<f2", bytes(2)),
    "terms": StoredArray("|u1", b"-"),
    "nothing": StoredArray("<f4", bytes(8)),
}
"""No sign points anywhere."""


def read_learned(path: Path, *, name: str) -> tuple[StoredArrays, list[Problem]]:
    """The arrays of a file, and what is wrong with it; without the file nothing was learned."""
    if not path.is_file():
        return NOTHING_LEARNED, []
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as arrays:
            found = {one: StoredArray(arrays[one].dtype.str, arrays[one].tobytes()) for one in _NAMES}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        hint = "restore the built-in one, or make it anew with `python -m tests.golden.calibrate`"
        return NOTHING_LEARNED, [Problem(name, 0, "", f"cannot be read ({error}); {hint}")]
    return found, []


def write_learned(path: Path, arrays: StoredArrays) -> None:
    """The file that `read_learned` reads; the same arrays give the same bytes."""
    import numpy as np

    found = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in arrays.items()}
    np.savez_compressed(path, allow_pickle=False, **found)
