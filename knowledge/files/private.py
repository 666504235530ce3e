"""Folders and files that only their owner may look into."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, for their owner alone, whatever the umask.

    One that is there already stays as somebody wanted it.
    """
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)
    return folder


def private_opener(path: str, flags: int) -> int:
    """For `open(…, opener=…)`: a file that is made belongs to its owner alone."""
    return os.open(path, flags, FILE)
