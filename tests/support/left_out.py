"""What a run has no use for: files that it leaves out as a whole, what no report is read for, a disk."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

_WITHOUT = re.compile(r"not \(([\w ]+)\)")
_MARKS = re.compile(r"^pytestmark = (.*)$", re.MULTILINE)
_ROOM = 2 * 2**30
_MARK = re.compile(r"pytest\.mark\.(\w+)")


def is_left_out(path: Path, expression: str) -> bool:
    """Whether every test of a file has a mark that `-m "not (a or b)"` leaves out.

    Such files are a fifth of all; importing them and what they need (matplotlib) is a quarter of collecting.
    """
    without = _WITHOUT.fullmatch(expression)
    if without is None or path.suffix != ".py":
        return False
    whole = _MARKS.search(path.read_text("utf-8"))
    return whole is not None and not set(without[1].split(" or ")).isdisjoint(_MARK.findall(whole[1]))


def without_keywords(report: dict[str, object]) -> dict[str, object]:
    """A report as it is sent to who counts it; the names and marks of a test, half of it, are read where it runs."""
    return report | {"keywords": {}} if "keywords" in report else report


def folder_in_memory() -> Path | None:
    """A folder that is kept in memory, where this machine has one with room for far more than tests write."""
    folder = Path("/dev/shm")
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM
    return folder if roomy else None
