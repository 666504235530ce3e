"""What commands compiled for themselves; a bot never sees it."""

from __future__ import annotations

from pathlib import Path

_KEPT = 3


def tidy(cache: Path) -> None:
    """Keep the newest few: every edit of a fact leaves one behind."""
    files = sorted(cache.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
