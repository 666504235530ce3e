"""Keeps curating out of folders in which it would be lost or fail half-way."""

from __future__ import annotations

from pathlib import Path

from bot.cli.session import WrongUse
from bot.settings.places import against_writing, belongs_to_installation


def require_own(folder: Path) -> None:
    """WrongUse, with the command that helps, unless a knowledge folder is the newsroom's and can be written."""
    if belongs_to_installation(folder):
        raise WrongUse(f"{folder}: belongs to the installation; make a folder of your own with `marsad init DIR`")
    if against_writing(folder):
        raise WrongUse(f"{folder}: cannot be written; make a folder of your own with `marsad init DIR`")
