"""What commands compiled for themselves; a bot never sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.garbage_collection import lasting
from knowledge.errors import UnusableArtefact

_KEPT = 3

T = TypeVar("T")

log = logging.getLogger(__name__)


def from_cache(path: Path, read: Callable[[Path], T], write: Callable[[Path], object], otherwise: Callable[[], T]) -> T:
    """What is read from a file, which is written first where it cannot be used; `otherwise` where nobody may write."""
    try:
        with lasting():
            return read(path)
    except UnusableArtefact:
        """It is made below."""
    try:
        write(path)
    except OSError as error:
        log.warning("the cache cannot be written (%s); compiling in memory", error)
        return otherwise()
    tidy(path.parent)
    return read(path)


def tidy(cache: Path) -> None:
    """Keep the newest few: every edit of a fact leaves one behind."""
    aged = sorted(((age, file) for file in cache.glob("*.sqlite") if (age := _changed(file))), reverse=True)
    for _, file in aged[_KEPT:]:
        file.unlink(missing_ok=True)


def _changed(file: Path) -> float | None:
    """When a file was written; None where another command has tidied it away meanwhile."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return None
