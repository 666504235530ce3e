"""Where an installation keeps what it was shipped with, what no newsroom changes of that, and what can be written."""

from __future__ import annotations

import os
from pathlib import Path

from bot.settings.values import default_config
from knowledge.files.shipped import shipped

ARCHIVE = "archive.sqlite"
"""In the data folder: what nobody has curated."""
LEDGER = "feeds.sqlite"
"""In the data folder: what is known of the feeds that are watched."""


def template() -> Path:
    """The commented `config.yaml` with every default: inside the package where Marsad is installed, else beside it."""
    inside = shipped("bot", "config.yaml")
    return inside if inside.exists() else default_config()


def belongs_to_installation(folder: Path) -> bool:
    """Whether a folder is lost or overwritten with the next release: what is changed in there helps nobody."""
    return template() != default_config() and folder.resolve().is_relative_to(shipped("knowledge").resolve())


def against_writing(folder: Path) -> str:
    """What keeps this user from writing in a folder, or from making it; empty where nothing does."""
    nearest = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not nearest.is_dir():
        return f"{nearest} is no folder"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"{nearest} cannot be written by this user"
