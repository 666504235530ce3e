"""Finds what lies inside our packages, wherever they are installed: facts, vocabulary, locales, the page."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from knowledge.errors import NoFolder


def shipped(package: str, name: str = "") -> Path:
    """A package's folder, or what has a name in it, there or not; NoFolder where the package lies in an archive."""
    folder = files(package)
    if not isinstance(folder, Path):
        raise NoFolder(f"{package} cannot be read inside an archive; install Marsad with pip, pipx or uv")
    return folder / name
