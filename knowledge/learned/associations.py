"""The file of what questions were learned to be answered by; `matching/pointing.py` says what it means."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from knowledge.errors import Problem
from knowledge.files.arrays import StoredArray, StoredArrays

NOTHING_LEARNED: StoredArrays = {
    "signs": StoredArray("<u4", b""),
    "weights": StoredArray("<f4", b""),
    "rows": StoredArray("|i1", b""),
    "targets": StoredArray("<f2", bytes(2)),
    "terms": StoredArray("|u1", b"-"),
    "nothing": StoredArray("<f4", bytes(8)),
    "taught": StoredArray("<u4", b""),
}
"""No sign points anywhere."""

_HINT = "restore the built-in one, or make it anew with `python -m knowledge.learning.calibrate tests/golden`"


def read_associations(path: Path, *, name: str) -> tuple[StoredArrays, list[Problem]]:
    """The arrays of a file, and what is wrong with it; without the file nothing was learned."""
    if not path.is_file():
        return NOTHING_LEARNED, []
    try:
        found = _arrays(path)
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        return NOTHING_LEARNED, [Problem(name, 0, "", f"cannot be read ({error}); {_HINT}")]
    return found, []


def _arrays(path: Path) -> StoredArrays:
    import numpy as np

    if not zipfile.is_zipfile(path):  # numpy would take it for a pickle
        raise ValueError("it is no npz file, or its end is lost")
    with np.load(path, allow_pickle=False) as arrays:
        found = {one: StoredArray(arrays[one].dtype.str, arrays[one].tobytes()) for one in NOTHING_LEARNED}
    for one, of_nothing in NOTHING_LEARNED.items():
        if found[one].type != of_nothing.type:
            raise ValueError(f"its {one} are {found[one].type} instead of {of_nothing.type}")
    counts = {one: len(array.data) // np.dtype(array.type).itemsize for one, array in found.items()}
    rank, terms = counts["nothing"] - 1, bytes(found["terms"].data).count(b"\n") + 1
    if (counts["weights"], counts["rows"], counts["targets"]) != (
        counts["signs"],
        counts["signs"] * rank,
        terms * rank,
    ):
        raise ValueError("its arrays do not belong together")
    return found


def write_associations(path: Path, arrays: StoredArrays) -> None:
    """The file that `read_associations` reads; the same arrays give the same bytes."""
    import numpy as np

    found = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in arrays.items()}
    np.savez_compressed(path, allow_pickle=False, **found)
