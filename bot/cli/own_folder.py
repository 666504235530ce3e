"""Keeps curating out of folders in which it would be lost or fail half-way."""

from __future__ import annotations

import os
from pathlib import Path

from bot.cli.session import WrongUse
from bot.settings.places import belongs_to_installation


def require_own(folder: Path) -> None:
    """WrongUse, with the command that helps, unless a knowledge folder is the newsroom's and can be written."""
    if belongs_to_installation(folder):
        raise WrongUse(f"{folder}: belongs to the installation; make a folder of your own with `marsad init DIR`")
    nearest = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise WrongUse(f"{folder}: cannot be written; make a folder of your own with `marsad init DIR`")
