"""The files of what was learned; `matching/pointing.py` and `matching/asking.py` say what they mean."""

from __future__ import annotations

import ast
import zipfile
import zlib
from collections.abc import Callable, Mapping
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
NO_WAYS: StoredArrays = {
    "signs": StoredArray("<u4", b""),
    "weights": StoredArray("<f4", b""),
    "rows": StoredArray("|i1", b""),
    "scale": StoredArray("<f4", bytes(4)),
    "properties": StoredArray("|u1", b"-"),
}
"""No sign asks for anything."""
NO_LESSONS: StoredArrays = {
    "signs": StoredArray("<u4", b""),
    "rarities": StoredArray("<f4", b""),
    "counts": StoredArray("<u4", b""),
    "lessons": StoredArray("<u4", b""),
    "weights": StoredArray("<f4", b""),
    "owners": StoredArray("<u4", b""),
    "texts": StoredArray("<u4", b""),
}
"""Nobody wrote a question."""

_NUMPY = b"\x93NUMPY"
_SIZES = {"<u4": 4, "<f4": 4, "|i1": 1, "<f2": 2, "|u1": 1}
_HINT = "restore the built-in one, or make it anew with `python -m knowledge.learning.calibrate tests/golden`"


def read_associations(path: Path, *, name: str) -> tuple[StoredArrays, list[Problem]]:
    """The arrays of a file, and what is wrong with it; without the file nothing was learned."""
    return _read(path, NOTHING_LEARNED, _is_whole_association, name=name)


def read_asking(path: Path, *, name: str) -> tuple[StoredArrays, list[Problem]]:
    """The same of the ways of asking for properties."""
    return _read(path, NO_WAYS, _is_whole_asking, name=name)


def _read(
    path: Path, nothing: StoredArrays, is_whole: Callable[[Mapping[str, int], StoredArrays], bool], *, name: str
) -> tuple[StoredArrays, list[Problem]]:
    if not path.is_file():
        return nothing, []
    try:
        found = _arrays(path, nothing)
    except (OSError, ValueError, SyntaxError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        return nothing, [Problem(name, 0, "", f"cannot be read ({error}); {_HINT}")]
    counts = {one: len(array.data) // _SIZES[array.type] for one, array in found.items()}
    if not is_whole(counts, found):
        return nothing, [Problem(name, 0, "", f"cannot be read (its arrays do not belong together); {_HINT}")]
    return found, []


def _arrays(path: Path, nothing: StoredArrays) -> StoredArrays:
    if not zipfile.is_zipfile(path):
        raise ValueError("it is no npz file, or its end is lost")
    with zipfile.ZipFile(path) as arrays:
        found = {one: _array(arrays.read(f"{one}.npy")) for one in nothing}
    for one, of_nothing in nothing.items():
        if found[one].type != of_nothing.type:
            raise ValueError(f"its {one} are {found[one].type} instead of {of_nothing.type}")
    return found


def _array(written: bytes) -> StoredArray:
    """An array as numpy writes it, read without numpy: whoever checks facts needs it for nothing else."""
    size = 2 if written[6:7] == b"\1" else 4
    start = 8 + size
    end = start + int.from_bytes(written[8:start], "little")
    header = ast.literal_eval(written[start:end].decode("latin-1")) if written.startswith(_NUMPY) else None
    if not isinstance(header, dict) or not isinstance(header["descr"], str) or header["fortran_order"]:
        raise ValueError("it holds something else than arrays")
    return StoredArray(header["descr"], written[end:])


def _is_whole_association(counts: Mapping[str, int], found: StoredArrays) -> bool:
    rank, terms = counts["nothing"] - 1, _lines(found["terms"])
    expected = counts["signs"], counts["signs"] * rank, terms * rank
    return (counts["weights"], counts["rows"], counts["targets"]) == expected


def _is_whole_asking(counts: Mapping[str, int], found: StoredArrays) -> bool:
    expected = counts["signs"], counts["signs"] * _lines(found["properties"]), 1
    return (counts["weights"], counts["rows"], counts["scale"]) == expected


def _lines(array: StoredArray) -> int:
    return bytes(array.data).count(b"\n") + 1


def write_learned(path: Path, arrays: StoredArrays) -> None:
    """The file that is read again; the same arrays give the same bytes."""
    import numpy as np

    found = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in arrays.items()}
    np.savez_compressed(path, allow_pickle=False, **found)
