"""What commands compiled for themselves; a bot never sees it."""

from __future__ import annotations

from pathlib import Path

_KEPT = 3


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
