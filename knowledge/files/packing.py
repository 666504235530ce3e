"""Numbers and words as arrays of a compiled file, read without numpy."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

from knowledge.files.arrays import StoredArray

NUMBERS, TEXT = "<u4", "|u1"


def pack_numbers(values: Iterable[int]) -> StoredArray:
    """Whole numbers below 2³²."""
    return StoredArray(NUMBERS, _little(array("I", values)).tobytes())


def unpack_numbers(stored: StoredArray) -> array[int]:
    """The numbers again."""
    found = array("I")
    found.frombytes(bytes(stored.data))
    return _little(found)


def pack_lines(lines: Iterable[str]) -> StoredArray:
    """Texts of one line each; none of them is empty."""
    return StoredArray(TEXT, "\n".join(lines).encode())


def unpack_lines(stored: StoredArray) -> Sequence[str]:
    """The texts again."""
    whole = bytes(stored.data).decode()
    return whole.split("\n") if whole else []


def _little(values: array[int]) -> array[int]:
    if sys.byteorder == "big":
        values.byteswap()
    return values
