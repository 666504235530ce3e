"""Who may read what is published or archived: the command line is often root, the bot hardly ever.

It belongs to whoever owns the folder that it lies in, and everybody who may enter that may read it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from knowledge.files.private import FOLDER

PUBLIC = 0o644
"""Of a file that is written by one user and read by another; the folder around it keeps strangers out."""


def make_folder(folder: Path) -> None:
    """A folder and those above it, each belonging to the owner of the one that it lies in."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)
        _give(folder)


def hand_over(path: Path) -> None:
    """Let the owner of a file's folder have it, and everybody in there read it, as far as we may decide that."""
    with contextlib.suppress(PermissionError):  # it is another user's, who has decided already
        path.chmod(PUBLIC)
    _give(path)


def _give(path: Path) -> None:
    owner = path.parent.stat()
    if os.geteuid() == 0 and path.stat().st_uid != owner.st_uid:
        os.chown(path, owner.st_uid, owner.st_gid)
